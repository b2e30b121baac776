"""Getting a text from a person: from the command, from stdin, from their editor, or by asking.

What is typed is on disk at once: an editor works on a file among the drafts, and answers are kept
one by one, so that a crash, a closed terminal or a failed save loses nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rmjournal.cli.output import aside
from rmjournal.cli.state import STATE, interactive
from rmjournal.errors import CannotWrite, Damaged, Locked, Refused, UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.storage import disk
from rmjournal.storage.drafts import Drafts
from rmjournal.text import storable


def drafts() -> Drafts:
    """What is being typed."""
    return Drafts(STATE.home)


def joined(words: list[str] | None) -> str:
    """The text of a command's words; a lone dash stands for all of stdin."""
    text = " ".join(words or [])
    return (
        storable(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
        if text == "-"
        else text
    )


_taken: dict[str, str] = {}
"""The draft that was taken up for each form in this run."""


def waiting(name: str) -> str | None:
    """The draft of a form that waits to be taken up: the first of NAME, NAME-2, NAME-3 …"""
    return next(_names(name, there=True), None)


def _names(name: str, *, there: bool) -> Iterator[str]:
    for number in range(1, 100):
        each = name if number == 1 else f"{name}-{number}"
        if _exists(each) == there:
            yield each


def _exists(name: str) -> bool:
    return drafts().load(name) is not None or drafts().path(name).exists()


@contextmanager
def kept(name: str, fields: dict[str, str]) -> Iterator[None]:
    """If the save in the block fails, the texts become a draft or, failing that, are printed back.

    No earlier draft is overwritten, and none is discarded but the one that was taken up and saved.
    """
    try:
        yield
    except (CannotWrite, Locked, Damaged):
        typed = {key: text for key, text in fields.items() if text}
        if typed:
            _keep_or_print(_taken.get(name) or next(_names(name, there=False)), typed)
        raise
    if name in _taken:
        drafts().discard(_taken.pop(name))


def _keep_or_print(name: str, typed: dict[str, str]) -> None:
    try:
        drafts().save(name, typed)
    except (CannotWrite, OSError):
        aside(_("This is what you typed; copy it, for it could not be kept:"))
        for text in typed.values():
            aside(text)
    else:
        aside(_("What you typed is kept as a draft, and is offered again next time."))


def editor() -> list[str]:
    """The person's editor command; empty when they have none."""
    chosen = STATE.settings.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not chosen:
        return []
    import shlex

    return shlex.split(chosen)


def filled(name: str, form: dict[str, str], intro: str, missing: str) -> dict[str, str]:
    """The texts a person gives for a form of {key: question}, a draft of it offered first.

    Raises UsageProblem saying what is ``missing`` when nobody is there to ask.
    """
    if not interactive():
        raise UsageProblem(
            missing,
            kept=N_("Nothing was changed."),
            todo=N_("Give it after the command, or use - to read it from standard input."),
        )
    draft = waiting(name)
    if draft:
        aside(_("A draft was kept; it is taken up again."))
    before = (drafts().load(draft) if draft else None) or {}
    return _given(name, draft or name, form, {key: before.get(key, "") for key in form}, intro)


def edited(name: str, form: dict[str, str], texts: dict[str, str], intro: str) -> dict[str, str]:
    """The texts as the person changed them, in their editor or one answer at a time."""
    if not interactive():
        raise UsageProblem(
            N_("There is no terminal to edit on."),
            kept=N_("Nothing was changed."),
            todo=N_("Give the new text with an option; --help lists them."),
        )
    draft = waiting(name)
    before = (drafts().load(draft) if draft else None) or texts
    return _given(name, draft or name, form, before, intro)


def _given(
    name: str, draft: str, form: dict[str, str], texts: dict[str, str], intro: str
) -> dict[str, str]:
    _taken[name] = draft
    by = _edited if editor() else _answered
    return by(draft, form, texts, intro)


def _edited(name: str, form: dict[str, str], texts: dict[str, str], intro: str) -> dict[str, str]:
    path = drafts().path(name)
    disk.make_private(path.parent)
    if not path.exists():
        disk.save_small(path, _written(form, texts, intro).encode("utf-8", "surrogateescape"))
    import subprocess

    command = editor()
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        raise UsageProblem(
            N_("The editor “{editor}” could not be started."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose one with “rmjournal config set editor COMMAND”."),
            editor=command[0],
        ) from error
    answers = _read(form, path.read_bytes().decode("utf-8", "surrogateescape"))
    if code:
        raise Refused(
            N_("The editor stopped with an error."),
            kept=N_("Your text is kept as a draft in {file}."),
            todo=N_("Give the command again to take it up."),
            file=path,
        )
    for text in answers.values():
        storable(text)
    if not any(answers.values()):
        path.unlink()
    return answers


def _mark(question: str) -> str:
    return f"## {question}"


def _written(form: dict[str, str], texts: dict[str, str], intro: str) -> str:
    parts = [f"# {intro}\n"]
    for key, question in form.items():
        parts.append(f"\n{_mark(question)}\n{texts.get(key, '')}\n")
    return "".join(parts)


def _read(form: dict[str, str], text: str) -> dict[str, str]:
    """The text under each question; what stands above them all belongs to the first."""
    marks = {_mark(question): key for key, question in form.items()}
    answers: dict[str, list[str]] = {key: [] for key in form}
    current = answers[next(iter(form))]
    lines = text.split("\n")
    for line in lines[1:] if lines[0].startswith("# ") else lines:
        if line.rstrip() in marks:
            current = answers[marks[line.rstrip()]]
        else:
            current.append(line)
    return {key: "\n".join(lines).strip("\n") for key, lines in answers.items()}


def _answered(name: str, form: dict[str, str], texts: dict[str, str], intro: str) -> dict[str, str]:
    aside(intro)
    aside(_("Enter goes on; an empty line keeps what is in brackets. Ctrl-C keeps a draft."))
    answers = dict(texts)
    try:
        for key, question in form.items():
            aside(f"{question} [{answers[key]}]" if answers.get(key) else question)
            if answer := _line():
                answers[key] = answer
                drafts().save(name, {k: text for k, text in answers.items() if text})
    except (KeyboardInterrupt, SystemExit):
        if any(answers.values()):
            aside()
            aside(_("What you typed is kept as a draft, and is offered again next time."))
        raise
    return answers


def _line() -> str:
    sys.stderr.write("> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return storable(line.rstrip("\n"))


def confirmed(question: str) -> bool:
    """The person's yes or no, asked on a terminal; no where nobody is there."""
    if not interactive():
        return False
    aside(_("{question} [y/n]", question=question))
    return _line().strip().lower()[:1] in ("y", "o")
