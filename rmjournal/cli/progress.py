"""How a session under way looks on a terminal, and what it took once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal import hour, naming
from rmjournal.cli import discreet, output
from rmjournal.i18n import _, words
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.session import Session
from rmjournal.model.timer import TimerState
from rmjournal.titles import topic_in_words

if TYPE_CHECKING:
    from rmjournal.model.progress import ItemProgress, Progress


def summary(at: Progress) -> None:
    """When it began, what is left, what is spoken of and what comes next."""
    output.say(" · ".join(_facts(at)))
    if at.now:
        output.hanging("  ", naming.labelled(_("now"), _now(at.now)), column=2)
    if at.next:
        output.hanging("  ", naming.labelled(_("then"), _then(at.next)), column=2)


def _facts(at: Progress) -> list[str]:
    began = at.session.began
    facts = [_("under way since {time}", time=words().time(began)) if began else _("under way")]
    if at.state is TimerState.PAUSED:
        facts.append(_("paused"))
    facts.append(left(at))
    if at.ends and at.remaining > 0 and at.state is TimerState.RUNNING:
        facts.append(_("until {time}", time=words().time(at.ends)))
    return [words().capital(facts[0]), *facts[1:]]


def left(at: Progress) -> str:
    """The minutes that are left, or by which it is over."""
    if at.remaining < 0:
        return _("{n} min over", n=-(at.remaining // 60))
    return _("{n} of {whole} min left", n=-(-at.remaining // 60), whole=at.minutes)


def topic_of(item: Item) -> str:
    """Its topic, or that only I may read it: a call may show this screen to the other."""
    return discreet.said(item, topic_in_words(item), discreet=True)


def _now(part: ItemProgress) -> str:
    topic, whole = topic_of(part.item), part.minutes
    if part.remaining < 0:
        return _(
            "{topic}, {n} min over its {whole}", topic=topic, n=-(part.remaining // 60), whole=whole
        )
    return _(
        "{topic}, {n} of {whole} min left", topic=topic, n=-(-part.remaining // 60), whole=whole
    )


def _then(part: ItemProgress) -> str:
    return f"{topic_of(part.item)}, {words().minutes(part.minutes)}"


def lateness(at: Progress) -> str:
    """What a late start takes, and from which items; empty where nothing is taken."""
    return hour.lateness(at, topic_of)


def whole(session: Session) -> str:
    """What a held session took against its plan, where the two are known to differ."""
    if session.lasted is None:
        return words().minutes(session.minutes)
    if session.lasted == session.minutes:
        return words().minutes(session.lasted)
    return _("{n} min ({planned} planned)", n=session.lasted, planned=session.minutes)


def took(item: Item, planned: int) -> str:
    """What an item took, with its plan where it took another time."""
    match item.took:
        case None:
            return ""
        case 0 if item.status is ItemStatus.DONE:
            return _("took less than a minute")
        case 0:
            return _("not reached")
        case minutes if minutes == planned:
            return _("took {n} min", n=minutes)
        case minutes:
            return _("took {n} min, {planned} planned", n=minutes, planned=planned)
