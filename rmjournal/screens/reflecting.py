"""The words of a reflection on their way from the screen to the journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rmjournal.journal.noted import Note, noted
from rmjournal.journal.reflections import Logged, typed_confidence
from rmjournal.model.action import Action
from rmjournal.model.pair import Pair
from rmjournal.model.reflection import TEXTS
from rmjournal.model.session import Session
from rmjournal.model.value import value
from rmjournal.storage.drafts import Fields

if TYPE_CHECKING:
    from rmjournal.journal import Journal

FOLDED = ("shifted", "confidence", "question")
"""The fields that stay folded away until they are wanted."""
BEGUN_EARLY = "reflection"
"""The draft of what is about no session, and of what was typed before the session was known."""
BEGUN_ELSEWHERE = "log"
"""The draft of the command ``log``, which can be gone on with here."""


def draft_name(id: str) -> str:
    """Where a reflection on the session with that id is kept while it is written."""
    return f"reflection-{id}"


def draft_names(session: Session | None) -> tuple[str, ...]:
    """Where a reflection on the latest session may have been begun, the place to keep it first."""
    own = (draft_name(session.id),) if session else ()
    return *own, BEGUN_EARLY, BEGUN_ELSEWHERE


def put_together(before: Fields, after: Fields) -> Fields:
    """Both texts of every field, one after the other."""
    return {
        name: "\n".join(each for each in (before.get(name), after.get(name)) if each)
        for name in {**before, **after}
    }


@value()
class Occasion:
    """What a reflection is about, and what was planned the last time."""

    pair: Pair
    session: Session | None
    numbers: dict[str, int]
    promise: Action | None
    """What I was going to try; none for an earlier session, which that came after."""
    drafts: tuple[str, ...]
    """Where it may have been begun, the place to keep it first."""
    notes: tuple[Note, ...] = ()
    """What was noted while the session went on."""


def occasion(journal: Journal, id: str = "") -> Occasion:
    """The session with that id, or else the latest that one can look back on."""
    latest = journal.sessions.to_reflect_on()
    session = journal.sessions.found(f"#{id}") if id else latest
    is_latest = session == latest
    return Occasion(
        pair=journal.pair,
        session=session,
        numbers=journal.sessions.numbers(),
        promise=journal.reflections.promise(session) if is_latest else None,
        drafts=draft_names(session) if is_latest else (draft_name(id),),
        notes=noted(journal, session) if session else (),
    )


def save(journal: Journal, about: Session | None, texts: Fields, by: date | None) -> Logged:
    """Keeps it with the verb of ``log``; raises UsageProblem where something is off."""
    written: dict[str, Any] = {name: texts[name] for name in TEXTS if texts.get(name)}
    return journal.reflections.log(
        about,
        for_partner=texts.get("readers") == "pair",
        learned=texts.get("learned") or None,
        attempt=texts.get("attempt") or None,
        by=by,
        confidence=typed_confidence(texts.get("confidence", "")),
        **written,
    )
