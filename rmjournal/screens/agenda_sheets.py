"""The sheets of the agenda editor: an item, what came of it, and its objective."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rmjournal.i18n import _
from rmjournal.model.agenda import KINDS, Item, ItemStatus
from rmjournal.model.objective import ObjectiveStatus
from rmjournal.model.record import BOTH, Visibility
from rmjournal.screens.fields import Field, Kind, Values, who_field
from rmjournal.screens.phrases import Hush
from rmjournal.screens.preparation import Preparation
from rmjournal.screens.sheet import Sheet
from rmjournal.titles import TITLES, decision_in_words, topic_in_words
from rmjournal.widgets.plain import line, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

Find = Callable[["Journal"], Item]
"""The item that a sheet is about, as it is to be changed."""


def new_item(at: Preparation, hush: Hush) -> Sheet[Item]:
    """Asks for one more item."""
    most = at.session.within_pair
    offered = (Visibility.PAIR, Visibility.PRIVATE) if most is Visibility.PAIR else ()
    return Sheet(
        plain(_("A new item")), _fields(at, None, hush),
        lambda journal, values: journal.agendas.add(
            at.session, values.text("topic"), **_said(values, "by", "objective", "kind"),
            minutes=values.number("minutes"), visibility=Visibility(values.readers),
        ),
        draft="agenda", visibility=most, offered=offered,
    )  # fmt: skip


def edit_item(at: Preparation, item: Item, find: Find, hush: Hush) -> Sheet[Item]:
    """Asks for the same of an item that is there."""
    return Sheet(
        plain(_("This item")), _fields(at, item, hush),
        lambda journal, values: journal.agendas.edit(
            find(journal), **_said(values, "topic", "minutes", "by", "objective", "kind")
        ),
        draft=f"agenda-{item.id}", visibility=item.visibility,
    )  # fmt: skip


def _fields(at: Preparation, item: Item | None, hush: Hush) -> tuple[Field, ...]:
    return (
        Field("topic", _("Topic"), value=topic_in_words(item) if item else ""),
        Field("minutes", _("Minutes"), Kind.NUMBER, str(item.minutes) if item else "",
              hint=_("as many as there is room for, 10 at most")),
        who_field(at.pair, "by", _("Who brings it"), item.by if item else BOTH),
        *_objectives(at, item, hush),
        Field("kind", _("What it is in the hour"), Kind.CHOICE, item.kind if item else "topic",
              options=tuple((each, _(TITLES[each]) if each in TITLES else _("Something else"))
                            for each in KINDS)),
    )  # fmt: skip


def _objectives(at: Preparation, item: Item | None, hush: Hush) -> tuple[Field, ...]:
    linked = item.objective if item else None
    options = [
        (each.id, hush(line(each.title), each.visibility).plain)
        for each in at.objectives
        if each.status is ObjectiveStatus.ACTIVE or each.id == linked
    ]
    if not options:
        return ()
    return (Field("objective", _("The objective it serves"), Kind.CHOICE, linked or "",
                  options=(*options, ("", _("none")))),)  # fmt: skip


def _said(values: Values, *names: str) -> dict[str, Any]:
    """What was typed or chosen anew, and nothing else; minutes that were struck out are none."""
    said: dict[str, Any] = dict(values.changed(*names))
    if "minutes" in said:
        said["minutes"] = values.number("minutes") or 0
    return said


def link(at: Preparation, item: Item, find: Find, hush: Hush) -> Sheet[Item] | None:
    """Asks which objective an item serves; nothing where there is none to choose."""
    fields = _objectives(at, item, hush)
    if not fields:
        return None
    return Sheet(
        line(topic_in_words(item)), fields,
        lambda journal, values: journal.agendas.edit(find(journal), **values.changed("objective")),
        draft=f"agenda-objective-{item.id}", visibility=item.visibility,
    )  # fmt: skip


def outcome(item: Item, find: Find, *, settle: bool) -> Sheet[Item]:
    """Asks what came of an item, and what was decided; ``settle`` has it done by that."""

    def save(journal: Journal, values: Values) -> Item:
        seen, said = find(journal), values.changed("outcome", "decision")
        if seen.status is ItemStatus.TO_DO or (settle and seen.status is not ItemStatus.DONE):
            return journal.agendas.done(seen, **said)
        return journal.agendas.edit(seen, **said)

    return Sheet(
        line(topic_in_words(item)),
        (
            Field("outcome", _("What came of it"), Kind.TEXT, item.outcome),
            Field("decision", _("What was decided"), Kind.TEXT, decision_in_words(item)),
        ),
        save, draft=f"agenda-done-{item.id}", visibility=item.visibility,
    )  # fmt: skip
