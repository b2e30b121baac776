"""What is typed is on disk before anything can go wrong with it, and leaves it only once saved."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rmjournal.cli.output import aside
from rmjournal.cli.state import STATE
from rmjournal.errors import CannotWrite, Changed, Damaged, Locked, RmjournalError, UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.journal.drafts import Drafts
from rmjournal.journal.drafts import free as _free
from rmjournal.journal.drafts import waiting as _waiting
from rmjournal.text import storable

_taken: dict[str, str] = {}
"""The draft that was taken up for each form in this run."""
_shown: dict[str, dict[str, str]] = {}
"""The texts with which each form was opened in this run."""
_read_in: list[str] = []
"""Filled once a text came from stdin, where no shell remembers it."""


def drafts() -> Drafts:
    """What is being typed."""
    return Drafts(STATE.home)


def joined(words: list[str] | None) -> str:
    """The text of a command's words; a lone dash stands for all of stdin."""
    text = " ".join(words or [])
    if text != "-":
        return text
    _read_in.append("stdin")
    read = storable(stdin().read().decode("utf-8", "surrogateescape"))
    STATE.at_risk.append(read)
    return read


def stdin() -> BinaryIO:
    """What is piped in; raises UsageProblem where standard input is closed."""
    if sys.stdin is None:
        raise UsageProblem(
            N_("There is no standard input to read: it is closed."),
            kept=N_("Nothing was changed."),
            todo=N_("Pipe the text into the command, or give it after the command."),
        )
    return sys.stdin.buffer


def waiting(name: str) -> str | None:
    """The draft of a form that waits to be taken up; none while the journal is locked."""
    if STATE.seals:
        return None
    return _waiting(drafts(), name)


def free(name: str) -> str:
    """A name for a draft of the form that overwrites no other."""
    return _free(drafts(), name)


def take(name: str, draft: str, texts: dict[str, str]) -> None:
    """Notes which draft a form works on, discarded once it is saved, and what its record says."""
    _taken[name] = draft
    _shown[name] = texts


@contextmanager
def kept(name: str, fields: dict[str, str]) -> Iterator[None]:
    """If the save in the block fails, the texts become a draft or, failing that, are printed back.

    A refusal keeps them too where they were typed at a prompt or read from stdin. No earlier draft
    is overwritten, and none is discarded but the one that was taken up and saved. Where the record
    was erased or put in the trash meanwhile, only what is new is kept, not what the form showed.
    """
    STATE.at_risk = [text for text in STATE.at_risk if text not in fields.values()]
    try:
        yield
    except Changed:
        _keep_what_is_new(name, fields)
        raise
    except RmjournalError as error:
        typed = {key: text for key, text in fields.items() if text.strip()}
        if typed and (_lost(error) or name in _taken):
            _keep_or_print(_taken.get(name) or free(name), typed)
        raise
    if name in _taken:
        drafts().discard(_taken.pop(name))


def give_back(error: RmjournalError) -> None:
    """Prints back the texts that met the error before any block ``kept`` them.

    After a refusal a command stands in the shell as it was typed, to be corrected there: then it is
    only what came through a pipe.
    """
    texts = [text for text in STATE.at_risk if text.strip()]
    if texts and _lost(error):
        _print_back(texts)


def _lost(error: RmjournalError) -> bool:
    """Whether the same command would fail again, or the shell does not remember all of it."""
    return isinstance(error, CannotWrite | Locked | Damaged) or bool(_read_in)


def _keep_what_is_new(name: str, fields: dict[str, str]) -> None:
    shown = _shown.get(name, {})
    typed = {key: text for key, text in fields.items() if text and text != shown.get(key)}
    if name in _taken:
        drafts().discard(_taken[name])
    draft = _taken.get(name) or free(name)
    if typed and _saved(draft, typed):
        aside(_("What you typed is kept in {file}", file=drafts().file(draft)))


def _keep_or_print(name: str, typed: dict[str, str]) -> None:
    if _saved(name, typed):
        aside(_("What you typed is kept as a draft, and is offered again next time."))


def _saved(draft: str, typed: dict[str, str]) -> bool:
    """Whether the texts could be kept; if not, they are printed back."""
    try:
        drafts().save(draft, typed)
    except (CannotWrite, OSError):
        _print_back(typed.values())
        return False
    return True


def _print_back(texts: Iterable[str]) -> None:
    aside(_("This is what you typed; copy it, for it could not be kept:"))
    for text in texts:
        aside(text)
