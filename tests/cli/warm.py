"""The program in processes that are forked from one which has imported everything already.

Each run is a process of its own, with its own arguments, environment, streams and exit code; only
the time in which Python imports the same modules again, builds the same commands, and takes them
down, is saved. What is
about the start itself (bytes as arguments, another language or home) still starts anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Program, Run

_SERVER = """
import gc, json, os, sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from rmjournal import __main__ as program, commands, i18n
i18n.use(sys.argv[1])
program._speak_in_typer()
import rmjournal.cli.app, typer.main
for part in ("cli", "journal", "storage", "sealing", "exchange", "export", "sources"):
    package = import_module(f"rmjournal.{part}")
    for each in iter_modules(package.__path__):
        if not each.name.startswith("__"):
            import_module(f"rmjournal.{part}.{each.name}")
for each in ("pyrage", "loro", "cryptography.hazmat.primitives.asymmetric.ed25519", "jinja2.sandbox"):
    with suppress(ImportError):
        import_module(each)
typer.main.get_command = cache(typer.main.get_command)
typer.main.get_command(rmjournal.cli.app.root)
for each in commands.COMMANDS:
    typer.main.get_command(import_module(f"rmjournal.cli.{each.module}").APPS[each.first])
gc.freeze()
jobs, ends = int(sys.argv[2]), int(sys.argv[3])
waiting = b""
while more := os.read(jobs, 1 << 20):
    waiting += more
    if not waiting.endswith(b"\\n"):
        continue
    job, waiting = json.loads(waiting), b""
    if not (child := os.fork()):
        for stream, flags in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
            os.dup2(os.open(f"{job['streams']}/{stream}", flags), stream)
        os.environ.clear()
        os.environ.update(job["env"])
        os.chdir(job["where"])
        sys.argv = ["rmjournal", *job["args"]]
        code = 0
        try:
            program.main()
        except SystemExit as end:
            code = end.code or 0
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(ends, f"{code}\\n".encode())
"""


class Server:
    """One process that is ready to run commands in a language."""

    def __init__(self, program: Program) -> None:
        jobs, self._jobs = os.pipe()
        self._ends, ends = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER, program.lang, str(jobs), str(ends)],
            stdin=subprocess.DEVNULL, env=program.environment(), pass_fds=(jobs, ends),
        )  # fmt: skip
        os.close(jobs)
        os.close(ends)

    def run(
        self, program: Program, args: list[str], stdin: bytes, more: dict[str, str] | None = None
    ) -> Run:
        """Runs one command; returns how it ended."""
        with tempfile.TemporaryDirectory() as streams:
            for stream, data in enumerate((stdin, b"", b"")):
                Path(streams, str(stream)).write_bytes(data)
            job = {
                "args": args, "env": program.environment(**(more or {})), "streams": streams,
                "where": str(program.where or streams),
            }  # fmt: skip
            os.write(self._jobs, json.dumps(job).encode() + b"\n")
            code = int(os.read(self._ends, 16))
            out, err = (Path(streams, stream).read_bytes().decode() for stream in "12")
        return Run(code, out, err)

    def close(self) -> None:
        """Ends the process."""
        os.close(self._jobs)
        os.close(self._ends)
        self._process.wait()


_LATE = frozenset(
    {"RMJOURNAL_IDENTITY_FILE", "RMJOURNAL_PASSPHRASE_FILE", "RMJOURNAL_PASSPHRASE_COMMAND"}
)
"""Variables that say nothing about the start."""


@dataclass
class Warm(Program):
    """rmjournal on one home, in forked processes wherever that makes no difference."""

    servers: dict[str, Server] | None = None

    def __call__(self, *args: str | bytes, stdin: bytes = b"", **more: str) -> Run:
        """Runs one command without a terminal."""
        words = [
            arg for arg in args if isinstance(arg, str) and not arg.startswith(("--lang", "--home"))
        ]
        if self.servers is None or not _LATE.issuperset(more) or len(words) < len(args):
            return super().__call__(*args, stdin=stdin, **more)
        if self.lang not in self.servers:
            self.servers[self.lang] = Server(self)
        return self.servers[self.lang].run(self, words, stdin, more)
