"""The questions that begin a journal, and what was answered so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rmjournal import naming
from rmjournal.errors import UnknownDate
from rmjournal.i18n import _, words
from rmjournal.journal.beginning import Begun, Plan, preferred
from rmjournal.journal.beginning import beyond as after_end
from rmjournal.journal.sessions import USUAL_TIME
from rmjournal.model.charter import USUAL_MINUTES, USUAL_MONTHS, USUAL_WEEKS
from rmjournal.model.pair import Role
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import first as first_name
from rmjournal.storage.drafts import Fields

if TYPE_CHECKING:
    from rmjournal.journal.clock import Clock

STEPS = ("language", "begin", "teaching", "names", "rhythm", "first")
"""In their order; each can be gone back to."""
ASKED = STEPS[2:]
"""Those that ask about the pair, which are counted."""
TYPED = STEPS[3:]
"""Those on which one types."""
USUAL = {
    "every_weeks": str(USUAL_WEEKS), "minutes": str(USUAL_MINUTES), "months": str(USUAL_MONTHS),
}  # fmt: skip
"""What stands in the fields at first."""
ME, OTHER = "me", "other"
"""The answers to who does the teaching."""


def fields(step: str) -> tuple[Field, ...]:
    """What is typed at a step, in the language in use."""
    match step:
        case "names":
            return (
                Field("me", _("Your name")),
                Field("partner", _("The other's name")),
            )
        case "rhythm":
            return (
                Field("every_weeks", _("Every … weeks"), Kind.NUMBER, USUAL["every_weeks"]),
                Field("minutes", _("Minutes each time"), Kind.NUMBER, USUAL["minutes"]),
                Field("months", _("For … months"), Kind.NUMBER, USUAL["months"]),
                Field("start", _("Since"), Kind.DAY, hint=_("today"), prefer="nearest"),
            )
        case "first":
            return (
                Field("first", _("You meet on"), Kind.MOMENT, hint=_("next Tuesday at 14:00 …"),
                      usual=USUAL_TIME),
            )  # fmt: skip
    return ()


def question(step: str) -> str:
    """What a step asks, in the language in use."""
    return {
        "begin": _("A journal for two people who learn from each other."),
        "teaching": _("Who does the teaching?"),
        "names": _("What are your names?"),
        "rhythm": _("How often do you meet, and for how long?"),
        "first": _("When do you meet first?"),
    }[step]


def explained(step: str) -> str:
    """Why it is asked, or how to answer."""
    return {
        "teaching": _("Most often it is the junior of the two who teaches, and the senior who "
                      "learns. Both will have learned something in the end."),
        "names": _("As you call each other. The first names are shown everywhere."),
        "rhythm": _("Most pairs keep what stands here; Enter accepts it. You can change it later, "
                    "together, in your charter."),
        "first": _("Write a date as you would say it. If you do not know yet, leave it empty."),
    }[step]  # fmt: skip


def teaching(teaches: str, name: str) -> str:
    """Who teaches whom, as one says it to the person; empty where that is not said yet."""
    name = first_name(name)
    if teaches == ME:
        return _("You teach, {name} learns.", name=name) if name else _("You teach.")
    if teaches == OTHER:
        return _("{name} teaches, you learn.", name=name) if name else _("You learn.")
    return ""


def values(texts: Fields, clock: Clock, step: str) -> Values:
    """What was answered up to a step."""
    asked = tuple(each for name in STEPS[: STEPS.index(step) + 1] for each in fields(name))
    said = {each.name: texts.get(each.name, each.value) for each in asked}
    read = Values(asked, said, clock, "")
    if text := said.get("first", "").strip():
        prefer = preferred(text, _start(read), clock, words().language)
        asked = tuple(
            replace(each, prefer=prefer) if each.name == "first" else each for each in asked
        )
        read = Values(asked, said, clock, "")
    return read


def _start(read: Values) -> date | None:
    try:
        return read.day("start")
    except UnknownDate:
        return None


def plan(texts: Fields, clock: Clock, step: str) -> Plan:
    """The pair as it was described up to a step, the usual for the rest; raises UsageProblem."""
    said = values(texts, clock, step)
    reached = STEPS.index(step)
    numbers = {name: int(usual) for name, usual in USUAL.items()}
    if reached >= STEPS.index("rhythm"):
        typed = {name: said.number(name) for name in USUAL}
        numbers |= {name: number for name, number in typed.items() if number is not None}
    return Plan(
        me=said.text("me"),
        partner=said.text("partner"),
        role=Role.MENTOR if texts.get("teaches") == ME else Role.MENTEE,
        start=said.day("start") if reached >= STEPS.index("rhythm") else None,
        first=said.moment("first") if reached >= STEPS.index("first") else None,
        months=numbers["months"],
        every_weeks=numbers["every_weeks"],
        minutes=numbers["minutes"],
    )


def beyond(begun: Begun, plan: Plan) -> str:
    """What is asked before a first session is planned after the end of the mentoring."""
    told = naming.beyond(after_end(begun, plan))
    return told and " ".join((told, _("Enter once more plans it all the same.")))


def summary(begun: Begun) -> str:
    """Who teaches whom, how often, from when to when."""
    return naming.begun(begun.pair, begun.charter)
