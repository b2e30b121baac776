"""Every screen there is, with something in the journal to be visited about."""

from __future__ import annotations

from collections.abc import Iterator

from rmjournal.paths import Home
from rmjournal.screens import PLACES
from tests.app.conftest import Someone, journal_of, settled

Way = tuple[str, tuple[str, ...]]
"""A place, and what it is visited about."""


def ways(home: Home) -> Iterator[Way]:
    """Every place, those that are about something about each kind of thing that they show."""
    about = _about(home)
    for place in PLACES:
        for each in about.get(place, ((),)):
            yield place, each


def _about(home: Home) -> dict[str, tuple[tuple[str, ...], ...]]:
    journal = journal_of(home)
    if not journal.pairs.all():
        nobody = (("00" * 8,),)
        return {"session": nobody, "agenda": ((), *nobody), "feedback-one": nobody,
                "reading": nobody}  # fmt: skip
    last, coming = journal.sessions.last(), journal.sessions.next()
    assert last is not None
    assert coming is not None
    given = journal.feedback.all()
    delivered = next(each for each in given if each.delivered)
    draft = journal.feedback.give(situation="In the corridor", behaviour="You listened")
    read = (
        journal.reflections.mine_last(), journal.learnings.all()[0], journal.actions.all()[0],
        journal.wins.all()[0], journal.resources.all()[0],
    )  # fmt: skip
    return {
        "session": ((last.id,), (coming.id,)),
        "agenda": ((), (last.id,), (coming.id,)),
        "reflection": ((), (last.id,)),
        "feedback-one": ((delivered.id,),),
        "giving": ((), (draft.id,)),
        "reading": tuple((each.id,) for each in read),
        "export": ((), (coming.id, "agenda")),
    }


async def visit(someone: Someone, way: Way) -> None:
    """Goes there from Home, with nothing in between."""
    place, about = way
    someone.app.go("home")  # type: ignore[attr-defined]
    if place != "home":
        someone.app.visit(place, *about)  # type: ignore[attr-defined]
    await settled(someone)
