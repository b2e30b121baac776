"""Letters to a locked journal: what a verb was told, sealed at once and taken in when it is opened.

A letter holds what was typed and when. It is taken in by the same verb, with the clock set to that
moment, so that dates and sessions are those of then. The journal remembers which letters it took
in, in the same save as what came of them, so that one whose file stays behind is not taken in twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rmjournal.errors import (
    Ambiguous,
    CannotWrite,
    Damaged,
    Locked,
    NotFound,
    RmjournalError,
    UsageProblem,
)
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.clock import Clock
from rmjournal.journal.learnings import refuse_past
from rmjournal.journal.reflections import refuse_date_alone, refuse_future, refuse_nothing
from rmjournal.model.objective import Objective
from rmjournal.model.value import value
from rmjournal.sealing import inbox
from rmjournal.text import blank, storable

if TYPE_CHECKING:
    from pathlib import Path

    from rmjournal.journal import Journal
    from rmjournal.model.session import Session
    from rmjournal.paths import Home

FORMAT = 1
Said = dict[str, Any]
REFERENCES = ("session", "objective", "who", "thanks_to", "owner")
"""What only the journal can tell whether it exists."""


@dataclass(slots=True)
class Taken:
    """What became of the letters that waited."""

    taken: int = 0
    """How many are in the journal now."""
    loose: list[str] = field(default_factory=list)
    """References that meant nothing; what they stood beside was taken in without them."""
    unread: list[Path] = field(default_factory=list)
    """Those that cannot be read, and wait."""
    refused: list[RmjournalError] = field(default_factory=list)
    """Why others wait."""


def post(home: Home, clock: Clock, pair: str, verb: str, **said: Any) -> None:
    """Seals what a verb was told; raises UsageProblem where the verb would, CannotWrite.

    Values are texts, numbers, days and moments; ``pair`` is the id of the one that was chosen.
    """
    checks = _VERBS[verb].refuse
    said = {name: _checked(value) for name, value in said.items() if value not in (None, "")}
    if verb != "log" and blank(str(said.get("what") or said.get("text") or "")):
        raise UsageProblem(N_("The text is missing."), todo=N_("Write it after the command."))
    checks(said, clock.today())
    content = {
        "format": FORMAT, "id": secrets.token_hex(8), "verb": verb, "pair": pair,
        "at": clock.now().isoformat(), "zone": clock.zone, "said": _plain(said),
    }  # fmt: skip
    inbox.post(home, content)


def _checked(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


def _plain(said: Said) -> Said:
    return {
        name: each.isoformat() if isinstance(each, date) else each for name, each in said.items()
    }


def waiting(home: Home) -> int:
    """How many letters wait."""
    return len(inbox.waiting(home))


def take_in(journal: Journal) -> Taken:
    """Takes in every letter that waits, in order; one that cannot be taken in goes on waiting."""
    home, found = journal.store.home, Taken()
    for path in inbox.waiting(home):
        try:
            letter = inbox.read(home, path)
            _take(journal, letter, found)
            inbox.remove(home, path)
        except FileNotFoundError:
            continue  # another process took it in
        except (ValueError, KeyError, TypeError):
            found.unread.append(path)
        except (CannotWrite, Damaged, Locked) as error:
            found.refused.append(error)
            break
        except RmjournalError as error:
            found.refused.append(error)
    return found


def _take(journal: Journal, letter: Said, found: Taken) -> None:
    from rmjournal.journal import Journal as Kind

    verb, said = _VERBS[letter["verb"]], dict(letter["said"])
    if letter["format"] != FORMAT:
        raise ValueError("format")
    then = Clock(letter["zone"], datetime.fromisoformat(letter["at"]))
    at = Kind(journal.store, then, letter["pair"] or journal.chosen)
    loose: list[str] = []
    while True:
        try:
            new = _once(at, letter, verb.take, said)
        except (CannotWrite, Damaged, Locked):
            raise
        except RmjournalError:
            named = [name for name in REFERENCES if name in said]
            if not named:
                raise
            # Where each of them means something, it is the verb that refuses what they mean.
            for name in [each for each in named if not _means(at, said, each)] or named:
                loose.append(str(said.pop(name)))
                if name == "session":
                    said["no_session"] = True
        else:
            found.taken += new
            found.loose += loose
            return


def _means(journal: Journal, said: Said, name: str) -> bool:
    """Whether the journal has what a reference is to."""
    find = {"session": _session, "objective": _objective}.get(name)
    try:
        return bool(find(journal, said) if find else _member(journal, said, name))
    except (NotFound, Ambiguous, UsageProblem):
        return False


def _once(at: Journal, letter: Said, take: Callable[[Journal, Said], object], said: Said) -> bool:
    """Whether it was taken in now; if it had been before, nothing is done."""
    with at.store.transaction(letter["verb"]) as tx:
        new = tx.first_time(letter["id"])
        if new:
            take(at, said)
    return new


@value()
class _Verb:
    """What is checked when a letter is written, and what takes it in."""

    refuse: Callable[[Said, date], None]
    take: Callable[[Journal, Said], object]


_LOG = ("what", "so_what", "now_what", "shifted", "question", "confidence")
_LEARN = ("situation", "if_then")


def _log(journal: Journal, said: Said) -> object:
    on = datetime.fromisoformat(said["on"]) if "on" in said else None
    return journal.reflections.log(
        _about(journal, said, on),
        on=on,
        for_partner=bool(said.get("for_partner")),
        learned=said.get("learned"),
        attempt=said.get("attempt"),
        by=_day(said, "by"),
        **{name: said[name] for name in _LOG if name in said},
    )


def _about(journal: Journal, said: Said, on: datetime | None) -> Session | None:
    if said.get("no_session"):
        return None
    return journal.sessions.to_reflect_on(said.get("session"), on)


def _learn(journal: Journal, said: Said) -> object:
    return journal.learnings.add(
        said["what"],
        who=_member(journal, said, "who"),
        thanks_to=_member(journal, said, "thanks_to"),
        session=_session(journal, said),
        objective=_objective(journal, said),
        check_on=_day(said, "check_on"),
        **{name: said[name] for name in _LEARN if name in said},
    )


def _action(journal: Journal, said: Said) -> object:
    return journal.actions.add(
        said["text"],
        owner=_member(journal, said, "owner"),
        due=_day(said, "due"),
        session=_session(journal, said),
        objective=_objective(journal, said),
    )


def _win(journal: Journal, said: Said) -> object:
    return journal.wins.add(said["text"], on=_day(said, "on"), session=_session(journal, said))


def _day(said: Said, name: str) -> date | None:
    return date.fromisoformat(said[name]) if name in said else None


def _member(journal: Journal, said: Said, name: str) -> str | None:
    return journal.pairs.member(said[name]) if name in said else None


def _session(journal: Journal, said: Said) -> str | None:
    if said.get("no_session"):
        return None
    found = journal.sessions.spoken_in(said.get("session"))
    return found.id if found else None


def _objective(journal: Journal, said: Said) -> str | None:
    return (
        references.find(journal, said["objective"], Objective).id if "objective" in said else None
    )


def _refuse_log(said: Said, today: date) -> None:
    refuse_nothing(said, said.get("learned"), said.get("attempt"))
    refuse_date_alone(said.get("by"), said.get("attempt"))
    refuse_future(said.get("on"), today)


_VERBS = {
    "log": _Verb(_refuse_log, _log),
    "learn": _Verb(lambda said, today: refuse_past(said.get("check_on"), today), _learn),
    "action add": _Verb(lambda _said, _today: None, _action),
    "win add": _Verb(lambda _said, _today: None, _win),
}
"""The verbs that need no open journal."""
