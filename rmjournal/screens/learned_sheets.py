"""The sheets by which something learned, something to do or a win is kept, or changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rmjournal.i18n import _, words
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.win import Win
from rmjournal.screens.fields import Field, Kind, Values, who_field
from rmjournal.screens.phrases import Hush
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.plain import line, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def objective_field(
    objectives: Sequence[Objective], chosen: str | None, hush: Hush
) -> tuple[Field, ...]:
    """A choice of one objective or none; nothing where there is none to choose."""
    if not objectives:
        return ()
    said = ((each.id, hush(line(each.title), each.visibility).plain) for each in objectives)
    options = (("", _("none")), *said)
    known = chosen if chosen in [each.id for each in objectives] else ""
    label = _("The objective it serves")
    return (Field("objective", label, Kind.CHOICE, known or "", options=options),)


def learned(pair: Pair, objectives: Sequence[Objective], hush: Hush) -> Sheet[Learning]:
    """Asks what was learned; about the session that is spoken of."""
    fields = (
        Field("what", _("I learned …"), Kind.TEXT),
        who_field(pair, "who", _("Who learned it"), pair.me),
        Field("situation", _("Where I will use it")),
        Field("if_then", _("If …, then …")),
        Field("check_on", _("Look again on"), Kind.DAY, hint=_("in 3 weeks")),
        *objective_field(objectives, None, hush),
    )
    return Sheet(plain(_("Something learned")), fields, _add_learning, draft="learn")


def _add_learning(journal: Journal, values: Values) -> Learning:
    session = journal.sessions.spoken_in()
    return journal.learnings.add(
        values.text("what"),
        who=values.text("who") or None,
        situation=values.text("situation") or None,
        if_then=values.text("if_then") or None,
        check_on=values.day("check_on"),
        objective=values.text("objective") or None,
        session=session.id if session else None,
    )


def relearned(learning: Learning, objectives: Sequence[Objective], hush: Hush) -> Sheet[Learning]:
    """Changes what a learning says."""
    fields = (
        Field("what", _("I learned …"), Kind.TEXT, learning.what),
        Field("situation", _("Where I will use it"), value=learning.situation),
        Field("if_then", _("If …, then …"), value=learning.if_then),
        Field("check_on", _("Look again on"), Kind.DAY, _said(learning.check_on)),
        *objective_field(objectives, learning.objective, hush),
    )

    def save(journal: Journal, values: Values) -> Learning:
        return journal.learnings.edit(learning, **_changes(values, "check_on"))

    title = plain(_("Something learned"))
    return Sheet(
        title, fields, save, draft=f"learning-{learning.id}", visibility=learning.visibility
    )


def promised(pair: Pair, objectives: Sequence[Objective], hush: Hush) -> Sheet[Action]:
    """Asks what is to be done, by whom, until when."""
    fields = (
        Field("text", _("What is to be done")),
        who_field(pair, "owner", _("Who does it"), pair.me),
        Field("due", _("Until"), Kind.DAY, hint=_("Friday, 7 April …")),
        *objective_field(objectives, None, hush),
    )
    return Sheet(plain(_("Something to do")), fields, _add_action, draft="action")


def _add_action(journal: Journal, values: Values) -> Action:
    session = journal.sessions.spoken_in()
    return journal.actions.add(
        values.text("text"),
        owner=values.text("owner") or None,
        due=values.day("due"),
        objective=values.text("objective") or None,
        session=session.id if session else None,
    )


def repromised(
    pair: Pair, action: Action, objectives: Sequence[Objective], hush: Hush
) -> Sheet[Action]:
    """Changes what is to be done."""
    fields = (
        Field("text", _("What is to be done"), value=action.text),
        who_field(pair, "owner", _("Who does it"), action.owner),
        Field("due", _("Until"), Kind.DAY, _said(action.due)),
        *objective_field(objectives, action.objective, hush),
    )

    def save(journal: Journal, values: Values) -> Action:
        return journal.actions.edit(action, **_changes(values, "due"))

    title = plain(_("Something to do"))
    return Sheet(title, fields, save, draft=f"action-{action.id}", visibility=action.visibility)


def succeeded() -> Sheet[Win]:
    """Asks what went well."""
    fields = (Field("text", _("What went well"), Kind.TEXT),)
    return Sheet(plain(_("Well done")), fields, _add_win, draft="win")


def _add_win(journal: Journal, values: Values) -> Win:
    session = journal.sessions.spoken_in()
    return journal.wins.add(values.text("text"), session=session.id if session else None)


def resaid(win: Win) -> Sheet[Win]:
    """Changes the words of a win."""
    fields = (Field("text", _("What went well"), Kind.TEXT, win.text),)
    return Sheet(
        plain(_("Well done")), fields,
        lambda journal, values: journal.wins.edit(win, **values.changed()),
        draft=f"win-{win.id}", visibility=win.visibility,
    )  # fmt: skip


def _changes(values: Values, day: str) -> dict[str, Any]:
    """What was changed, as a verb takes it: dates read, no objective as None."""
    changes: dict[str, Any] = dict(values.changed())
    if day in changes:
        changes[day] = values.day(day)
    if "objective" in changes:
        changes["objective"] = changes["objective"] or None
    return changes


def _said(day: date | None) -> str:
    return words().date(day) if day else ""
