"""What is asked about an objective, and what was answered as the verbs take it."""

from __future__ import annotations

from typing import Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, words
from rmjournal.model.objective import Level, Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import who
from rmjournal.text import one_line
from rmjournal.vocabulary import DOMAINS, LEVELS, OBJECTIVE

TEXTS = ("title", "situation", "measure", "why", "learner", "domain")
"""The fields that the verbs take as they are."""


def about(pair: Pair, seen: Objective | None = None) -> tuple[Field, ...]:
    """The questions of a new objective, or of one that is there; those that make it clear first."""
    return (
        _title(seen),
        _text("situation", _("Real situation: where will it be of use?"), seen),
        _text("measure", _("Measure: how will you see that it is reached?"), seen),
        Field("due", _(OBJECTIVE["due"]), Kind.DAY, hint=_("30 June, in 3 months …"),
              value=words().date(seen.due) if seen and seen.due else ""),
        _text("why", _(OBJECTIVE["why"]), seen),
        Field("learner", _(OBJECTIVE["learner"]), Kind.CHOICE, options=_learners(pair),
              value=seen.learner if seen else pair.mentee.id),
        Field("domain", _(OBJECTIVE["domain"]), Kind.CHOICE, options=_said(DOMAINS),
              value=seen.domain if seen else "other"),
        Field("importance", _("Importance, from 1 to 3"), Kind.CHOICE,
              options=tuple((str(n), str(n)) for n in (1, 2, 3)),
              value=str(seen.importance if seen else 2)),
        *(_level(level, seen) for level in Level),
    )  # fmt: skip


def _title(seen: Objective | None) -> Field:
    """One line to begin with; a title that is there already is seen as a whole."""
    label = _(OBJECTIVE["title"])
    if seen:
        return _text("title", label, seen)
    return Field("title", label, hint=_("what you want to learn"))


def _text(name: str, label: str, seen: Objective | None) -> Field:
    return Field(name, label, Kind.TEXT, value=getattr(seen, name) if seen else "")


def _level(level: Level, seen: Objective | None) -> Field:
    label = _("Level “{level}”: what does it look like?", level=_(LEVELS[level]))
    value = getattr(seen.levels, level) if seen else ""
    return Field(f"level-{level}", label, Kind.TEXT, value=value)


def _learners(pair: Pair) -> tuple[tuple[str, str], ...]:
    one, two = pair.members
    return (one.id, who(pair, one.id)), (two.id, who(pair, two.id)), (BOTH, _("both of you"))


def _said(options: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, _(label)) for value, label in options.items())


def answered(values: Values) -> dict[str, Any]:
    """What was typed and is new; a date that was taken away is None."""
    new = values.changed()
    said: dict[str, Any] = {name: new[name] for name in TEXTS if name in new}
    if "title" in said:
        said["title"] = " ".join(each.strip() for each in said["title"].splitlines())
    levels = {level: new[f"level-{level}"] for level in Level if f"level-{level}" in new}
    if levels:
        said["levels"] = levels
    if "importance" in new:
        said["importance"] = int(new["importance"])
    if "due" in new:
        said["due"] = values.day("due")
    return said


def level(pair: Pair, seen: Objective) -> tuple[Field, ...]:
    """How far it is, in whose eyes, and why."""
    partner = pair.partner.id
    described = [(each, getattr(seen.levels, each)) for each in Level]
    return (
        Field("level", _("How far is it?"), Kind.CHOICE, options=tuple(
            (each, _("{level}: {text}", level=_(LEVELS[each]), text=one_line(text)) if text
             else _(LEVELS[each]))
            for each, text in described
        )),
        Field("note", _("Why do you see it so?"), Kind.TEXT),
        Field("member", _("Whose view is it?"), Kind.CHOICE, value=pair.me, options=(
            (pair.me, _("mine")), (partner, _("{name}'s, said aloud", name=who(pair, partner))),
        )),
    )  # fmt: skip


def chosen_level(values: Values) -> Level:
    """The level that was chosen; raises UsageProblem where none was."""
    chosen = values.text("level")
    if not chosen:
        raise UsageProblem(
            N_("No level is chosen yet."),
            kept=N_("What you typed is kept."),
            todo=N_("The arrows go from one to the next, space chooses."),
        )
    return Level(chosen)


def said_on() -> tuple[Field, ...]:
    """The day on which something was said aloud."""
    return (
        Field("day", _("Said on"), Kind.DAY, hint=_("today, yesterday, 3 April …"),
              prefer="past"),
    )  # fmt: skip
