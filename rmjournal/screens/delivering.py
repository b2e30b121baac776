"""The words of feedback on their way from the screen to the journal, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from rmjournal.errors import NotFound
from rmjournal.i18n import _, words
from rmjournal.journal import exchanged
from rmjournal.journal.drafts import Drafts, free, resumable
from rmjournal.model.feedback import TEXTS, Feedback
from rmjournal.model.pair import Pair
from rmjournal.model.session import Session
from rmjournal.screens.phrases import brief, first, session_name
from rmjournal.storage.drafts import Fields

if TYPE_CHECKING:
    from rmjournal.journal import Journal

FORM = "feedback"
"""The draft of new feedback, the same as that of the command ``feedback give``."""
NO_SESSION = "-"
"""What a draft holds where it is about no session."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """To whom feedback is given, and the draft in the journal, if it is one."""

    pair: Pair
    seen: Feedback | None
    texts: Fields
    """What stands in each field at first, the session as its number."""
    session: str
    """The session that a draft on disk named, as its number; else the one at first."""
    exchanged: bool
    """Whether what is delivered leaves with the next packet."""


def begun(drafts: Drafts) -> bool:
    """Whether new feedback was begun and is in no journal."""
    return any(re.fullmatch(rf"{FORM}(-[0-9]{{1,3}})?", name) for name in drafts.all())


def draft_name(drafts: Drafts, about: str, *, new: bool = False) -> str:
    """Where what is typed is kept: with what was begun, here or on the command line, or anew."""
    form = f"{FORM}-{about}" if about else FORM
    return (None if new else resumable(drafts, form)) or free(drafts, form)


def occasion(journal: Journal, about: str, named: str) -> Occasion:
    """What there is to begin with; ``about`` is the id of a draft, ``named`` a draft's session."""
    seen = journal.feedback.found(about) if about else None
    session = journal.sessions.last()
    texts: Fields = {}
    if seen is not None:
        session = journal.store.get(Session, seen.session) if seen.session else None
        texts = texts_of(seen)
    texts["session"] = _number(journal, session)
    usual = texts["session"]
    return Occasion(
        journal.pair, seen, texts, _named(journal, named, usual), exchanged.begun(journal)
    )


def texts_of(feedback: Feedback) -> Fields:
    """What stands in each field of a form for it, but the session's."""
    worth = feedback.time_well_spent
    said = {name: getattr(feedback, name) for name in TEXTS}
    return {**said, "time_well_spent": "" if worth is None else str(worth)}


def _number(journal: Journal, session: Session | None) -> str:
    """How one names a session in a field: a cancelled one has no number."""
    if session is None:
        return ""
    return str(journal.sessions.number(session) or session.id)


def _named(journal: Journal, named: str, usual: str) -> str:
    if named in ("", NO_SESSION):
        return "" if named else usual
    session = session_of(journal, named)
    return _number(journal, session) if session else named


def session_of(journal: Journal, text: str) -> Session | None:
    """The session that a text names; none where it names none."""
    try:
        return journal.sessions.found(text)
    except NotFound:
        return None


def understood(journal: Journal, text: str) -> tuple[Session | None, str]:
    """The session that a text names, and what is said about it."""
    session = session_of(journal, text) if text else None
    if session is None:
        return None, _("No session has that number.") if text else ""
    told = session_name(journal.sessions.numbers(), session)
    if session.when:
        told += f", {brief(session.when.date(), journal.clock.today())}"
    return session, f"→ {told}"


def keep(
    journal: Journal, seen: Feedback | None, texts: Mapping[str, str], *, asleep: bool = False
) -> Feedback:
    """A draft in the journal, new or changed; ``asleep`` until tomorrow."""
    until = journal.clock.today() + timedelta(days=1) if asleep else None
    about = texts.get("session", "").strip()
    session = journal.sessions.found(about).id if about else None
    fields = {**values(texts), "session": session}
    if seen is None:
        return journal.feedback.give(sleep_until=until, **fields)
    return journal.feedback.edit(seen, sleep_until=until, **fields)


def values(texts: Mapping[str, str]) -> dict[str, Any]:
    """The answers as they are stored, from what stands in the fields."""
    worth = texts.get("time_well_spent", "")
    said = {name: texts.get(name, "") for name in TEXTS}
    return {**said, "time_well_spent": int(worth) if worth else None}


def became(feedback: Feedback, partner: str, now: datetime, *, by_packet: bool) -> str:
    """What became of it and who may read it now; ``by_packet`` where the two journals exchange."""
    if feedback.delivered and by_packet:
        return _(
            "Delivered: from now on it is for the two of you. {name} has it with your next packet: ‹^e›.",
            name=first(partner),
        )
    if feedback.delivered:
        return _(
            "Delivered: from now on it is for the two of you. Nothing was sent: ‹F9›, with feedback, "
            "takes it to {name}.",
            name=first(partner),
        )
    if feedback.sleep_until and feedback.sleep_until > now.date():
        return _("It sleeps until {date}.", date=words().date(feedback.sleep_until, year=False))
    return _("Saved at {time}, readable by you only.", time=words().time(now))
