"""A person's own template runs in a process of its own, which has a time and a size.

It may come from somebody else, and a template can be written that never ends or that fills the
memory. Data goes in and text comes out as JSON; a mistake comes back as the sentence to show.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from typing import Any

from rmjournal import paths
from rmjournal.errors import UsageProblem, reason_of
from rmjournal.export.shipped import OWN
from rmjournal.export.slots import Filled
from rmjournal.i18n import N_, Words

LARGEST = 4_000_000
"""The bytes that a template of one's own may have."""
SECONDS = 10
"""What a template may take; the whole journal of ten thousand entries takes about one."""
MOST = 100_000_000
"""The characters that a template may make."""
MEMORY = 2_000_000_000
"""The bytes of memory that it may use, where the system can hold it to that (POSIX)."""
_NO_MEMORY = 3
"""The exit code of the template's process where the memory did not suffice."""
_NEEDED = ("SYSTEMROOT", "APPDATA", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What Python itself may need of the environment; of the rest, the template's process has nothing."""


def fill(path: str, words: Words, context: dict[str, Any]) -> Filled:
    """The person's template at that path, filled in another process.

    Raises UsageProblem where it cannot be read, on a mistake, with its line, and beyond a limit;
    RuntimeError where the process ends in any other way, which is no doing of the template.
    """
    asked = {
        "source": _read(path), "shown": path, "language": words.language,
        "context": context, "seconds": SECONDS, "most": MOST, "memory": MEMORY,
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
            env={
                **{name: os.environ[name] for name in _NEEDED if name in os.environ},
                "PYTHONPATH": os.pathsep.join([str(paths.PACKAGE.parent), *filter(None, sys.path)]),
                "PYTHONIOENCODING": "utf-8",
            },
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(path) from None
    if done.returncode == _signal("SIGXCPU"):
        raise _too_slow(path)
    if done.returncode in (_NO_MEMORY, _signal("SIGKILL")):  # by a system that has none left
        raise _refusal(N_("The template {name} needs more memory than it may have."), path)
    if done.returncode:
        raise RuntimeError(f"the process of a template ended with {done.returncode}")
    answer = json.loads(done.stdout)
    if "happened" in answer:
        raise UsageProblem(
            answer["happened"], kept=answer["kept"], todo=answer["todo"], **answer["values"]
        )
    return Filled((answer["text"].encode(),), tuple(answer["said"]), tuple(answer["ours"]))


def _read(path: str) -> str:
    """The person's template; a symbolic link is refused, since it may lead out of sight."""
    if os.path.islink(path):
        raise _unreadable(N_("The template {name} is a symbolic link."), path)
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            raise _unreadable(N_("The template {name} is not a file of text."), path)
        with open(path, "rb") as file:
            source = file.read(LARGEST + 1)
        if len(source) > LARGEST:
            raise _unreadable(N_("The template {name} is too large."), path)
        return source.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(N_("The template {name} is not written in UTF-8."), path) from error
    except OSError as error:
        raise _unreadable(
            N_("The template {name} cannot be read ({reason})."), path, reason_of(error)
        ) from error


def _unreadable(happened: str, path: str, reason: str = "") -> UsageProblem:
    todo = N_("Correct its path, or leave --template out.")
    return UsageProblem(
        happened, kept=N_("Nothing was exported."), todo=todo, name=path, reason=reason
    )


def _signal(name: str) -> int | None:
    """What the end by that signal is told as, where the system has it."""
    number = getattr(signal, name, None)
    return None if number is None else -number


def _too_slow(shown: str) -> UsageProblem:
    return _refusal(N_("The template {name} takes more than {n} seconds."), shown, SECONDS)


def _refusal(happened: str, shown: str, n: int = 0) -> UsageProblem:
    return UsageProblem(
        happened,
        kept=N_("Nothing was exported."),
        todo=N_("Correct it, or leave out --template to use the built-in one."),
        name=shown,
        n=n,
    )


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """In the other process: the filled template, or the mistake in it."""
    from rmjournal.export import template

    words = Words(asked["language"], terminal=False)
    try:
        filled = template.filled(
            OWN, asked["source"], words, asked["context"], shown=asked["shown"]
        )
        text = b"".join(filled.pieces).decode()
        if len(text) > asked["most"]:
            most = asked["most"] // 1_000_000
            raise _refusal(
                N_("The template {name} makes more than {n} million characters."),
                asked["shown"],
                most,
            )
    except UsageProblem as problem:
        return {
            "happened": problem.happened, "kept": problem.kept, "todo": problem.todo,
            "values": problem.values,
        }  # fmt: skip
    return {"text": text, "said": filled.said, "ours": filled.ours}


def _limit(memory: int, seconds: int) -> None:
    """Holds this process to them, as far as the system can and does not hold it to less already."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def main() -> int:
    """Answers what is asked on stdin; _NO_MEMORY where the memory did not suffice."""
    asked = json.load(sys.stdin.buffer)
    try:
        _limit(asked["memory"], asked["seconds"])
        told = json.dumps(answer(asked))
    except MemoryError:
        return _NO_MEMORY
    sys.stdout.write(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
