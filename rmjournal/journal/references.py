"""What people type to mean a record: last, next, a session's number, or the beginning of an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from rmjournal.errors import Ambiguous, NotFound
from rmjournal.i18n import N_
from rmjournal.model.record import Record, shown_id
from rmjournal.model.session import Session
from rmjournal.text import fold

if TYPE_CHECKING:
    from rmjournal.journal import Journal

R = TypeVar("R", bound=Record)

LAST = ("last", "derniere", "dernier")
NEXT = ("next", "prochaine", "prochain", "suivante")
SINGULAR = {
    "Pair": N_("pair"), "Charter": N_("charter"), "Objective": N_("objective"),
    "Session": N_("session"), "Item": N_("agenda item"), "Reflection": N_("reflection"),
    "Learning": N_("learning"), "Action": N_("action"), "Feedback": N_("feedback"),
    "Resource": N_("resource"), "Win": N_("win"),
}  # fmt: skip
"""What a record of each kind is called, msgids."""
_TYPED = re.compile(r"(?=.*[a-f])[0-9a-f]{4,16}|#[0-9a-f]{1,16}")


def short(record: Record) -> str:
    """The reference that listings show for a record."""
    return shown_id(record.id)


def is_last(text: str) -> bool:
    """Whether the text is one of the words for last."""
    return fold(text.strip()) in LAST


def find(journal: Journal, text: str, kind: type[R] | None = None, *, trashed: bool = False) -> R:
    """The record of the pair that the text means; raises NotFound or Ambiguous.

    Digits alone and the words for next mean a session, and so do those for last unless a record
    of another kind is asked for, which then is the newest, or one of the trash, then the latest.
    """
    wanted = fold(text.strip())
    if is_last(text) and (trashed or kind not in (None, Session)):
        return _newest(journal, kind, trashed=trashed)
    of_a_session = wanted in (*LAST, *NEXT) or wanted.isdecimal()
    if of_a_session and kind in (None, Session) and not trashed:
        return journal.sessions.found(text)  # type: ignore[return-value]
    if of_a_session:
        raise NotFound(
            N_("“{text}” means a session here, and something else is asked for."),
            todo=N_("Write last, or the beginning of an id as the lists show it."),
            text=text[:40],
        )
    if not _TYPED.fullmatch(wanted):
        raise NotFound(
            N_("“{text}” is not a reference."),
            todo=N_("Write last, or the beginning of an id as the lists show it.")
            if trashed or kind not in (None, Session)
            else N_(
                "Write last, next, a session's number, or the beginning of an id as the lists show it."
            ),
            text=text[:40],
        )
    return _only(journal, wanted.lstrip("#"), text, kind, trashed=trashed)


def _newest(journal: Journal, kind: type[R] | None, *, trashed: bool) -> R:
    """The record that was deleted last, or the one of the kind that was written last."""
    wanted: type[Record] = kind or Record
    if trashed:
        found = [each for each in journal.records.trash() if isinstance(each, wanted)]
    else:
        found = journal.store.all(wanted, journal.pair.id)
        found.sort(key=lambda each: each.created)
        found.reverse()
    if found:
        return found[0]  # type: ignore[return-value]
    if trashed:
        raise NotFound(
            N_("The trash is empty."), todo=N_("What “rmjournal delete” takes away waits there.")
        )
    raise none_yet()


def beginning(text: str) -> str:
    """The beginning of an id that was typed; empty where it cannot be one."""
    wanted = text.strip().lower()
    return wanted.lstrip("#") if _TYPED.fullmatch(wanted) else ""


def none_yet() -> NotFound:
    """The refusal where the newest of a kind is meant and there is none."""
    return NotFound(
        N_("There is none yet."),
        kept=N_("Nothing was changed."),
        todo=N_("The lists show what there is, with the references."),
    )


def _only(journal: Journal, prefix: str, text: str, kind: type[R] | None, *, trashed: bool) -> R:
    pair = journal.pair.id
    hits = [
        record
        for record in journal.store.beginning(prefix)
        if record.pair == pair
        and (kind is None or isinstance(record, kind))
        and (record.deleted is not None) == trashed
    ]
    if len(hits) == 1:
        return hits[0]  # type: ignore[return-value]
    if hits:
        raise Ambiguous(
            N_("Several records begin with “{text}”."),
            todo=N_("Type one or two more characters: {choices}."),
            text=text[:40],
            choices=", ".join(hit.id[: len(prefix) + 2] for hit in hits[:6]),
        )
    for other in journal.store.beginning(prefix) if kind is not None else []:
        if other.pair == pair and (other.deleted is not None) == trashed:
            raise _of_another_kind(text, other)
    raise NotFound(
        N_("Nothing in this pair's journal answers to “{text}”."),
        todo=N_("The lists show references; “rmjournal trash list” shows what was deleted."),
        text=text[:40],
    )


def _of_another_kind(text: str, other: Record) -> NotFound:
    """The refusal of a reference to what is there, and is not what the command is about."""
    return NotFound(
        N_("“{text}” is of another kind: {what}."),
        kept=N_("Nothing was changed."),
        todo=N_("The lists show what there is, with the references."),
        text=text[:40],
        what=SINGULAR.get(type(other).__name__, "record"),
    )
