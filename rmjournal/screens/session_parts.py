"""The parts of a session: its agenda in outline, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from rmjournal.i18n import _, ngettext, words
from rmjournal.model.agenda import Agenda, Item, ItemStatus
from rmjournal.model.pair import Pair
from rmjournal.model.session import Session, SessionStatus
from rmjournal.screens.phrases import Hush, joined, who
from rmjournal.titles import purpose_in_words, topic_in_words
from rmjournal.vocabulary import ITEM, SESSION, readers
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.rows import Row, Rows
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class Outline:
    """A session and its agenda."""

    pair: Pair
    session: Session
    agenda: Agenda


def outline(journal: Journal, session: Session) -> Outline:
    """What a session is to speak of, or spoke of."""
    return Outline(journal.pair, session, journal.agendas.of(session))


def beside(found: Outline, name: str, hush: Hush) -> Iterator[Widget]:
    """A few lines about a session, then its agenda."""
    session = found.session
    yield Words(plain(words().capital(name)), classes="-strong")
    if session.purpose:
        yield Words(hush(line(purpose_in_words(session)), session.visibility))
    yield Words(plain(facts(session)), classes="-quiet")
    if found.agenda.items:
        rows = [_item(found.pair, each, hush) for each in found.agenda.items]
        yield Rows(rows, wide=1, right=(0,), classes="beside-part")
    elif session.status is SessionStatus.PLANNED:
        empty = _("Its agenda is empty. Enter opens it, and s suggests one.")
        yield Words(plain(empty), classes="beside-part -quiet")


def facts(session: Session) -> str:
    """State, length, postponements and readers, in a line."""
    state = _("under way") if session.under_way else _(SESSION[session.status])
    minutes = words().minutes(session.lasted or session.minutes)
    moves = session.postponed
    postponed = ngettext("postponed once", "postponed {n} times", moves) if moves else ""
    return joined(words().capital(state), minutes, postponed, readers(session.visibility))


def left(item: Item) -> str:
    """That it was not spoken of, and what becomes of it; nothing where it was, or is still to be."""
    if item.status is ItemStatus.TO_DO:
        return _("not reached") if item.took == 0 else ""
    return "" if item.status is ItemStatus.DONE else _(ITEM[item.status])


def _item(pair: Pair, item: Item, hush: Hush) -> Row:
    topic = hush(line(topic_in_words(item)), item.visibility)
    state = f" ({said})" if (said := left(item)) else ""
    return (
        pieces((str(item.minutes if item.took is None else item.took), "$text-muted")),
        pieces(topic, (state, "$text-muted")),
        pieces((who(pair, item.by), "$text-muted")),
    )
