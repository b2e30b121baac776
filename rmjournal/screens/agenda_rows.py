"""The rows of the agenda editor, and the words around them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from rmjournal import naming
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal.fitting import Candidate
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.session import SessionStatus
from rmjournal.screens.phrases import Hush, heading, joined, session_name, unusual, who
from rmjournal.screens.preparation import Preparation, row_of
from rmjournal.text import shorten, worded
from rmjournal.titles import decision_in_words, topic_in_words
from rmjournal.vocabulary import ITEM, readers
from rmjournal.widgets.bar import Part
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain

WIDTHS = {100: (2, 3, 0, 10, 34), 72: (2, 3, 0, 8, 22), 0: (2, 3, 0, 8, 14)}
"""From how wide a terminal on, the columns: place, minutes, topic (what is left), who, why here."""
OVER = (2, 3, 0, 8, 12)
"""The same of a session that is over: at the end, what became of it."""
SHORT, LONG = 22, 60
"""How much of an objective is said in a row, and below all rows."""


def widths(at: Preparation, width: int) -> tuple[int, ...]:
    """The columns on a terminal of this width."""
    if not at.planned:
        return OVER
    return next(columns for least, columns in WIDTHS.items() if width >= least)


def entries(at: Preparation, hush: Hush) -> list[Entry]:
    """The agenda under the names of its columns, then what could be taken up."""
    return [*_agenda(at, hush), *_below(at, hush)]


def _agenda(at: Preparation, hush: Hush) -> Iterator[Entry]:
    if not at.rows:
        return
    last = _("Why here") if at.planned else _("State")
    names = ("", _("Min"), _("Topic"), _("Who"), last)
    yield Entry("", tuple(plain(heading(each)) for each in names), head=True)
    for place, item in at.rows:
        yield Entry(item.id, (
            plain(str(place)),
            plain(str(item.minutes if at.planned or item.took is None else item.took)),
            _topic(item, hush),
            line(who(at.pair, item.by)),
            line(joined(_why(at, item, hush), unusual(item.visibility))),
        ))  # fmt: skip


def _topic(item: Item, hush: Hush) -> Content:
    """The topic, and what came of it once there is something."""
    said = [line(topic_in_words(item))]
    for label, text in ((_("outcome"), item.outcome), (_("decision"), decision_in_words(item))):
        if worded(text):
            said.append(pieces((f"{label}  ", "$text-muted"), line(text)))
    return hush(plain("\n").join(said), item.visibility)


def _why(at: Preparation, item: Item, hush: Hush) -> str:
    if not at.planned or item.status is not ItemStatus.TO_DO:
        if item.status is ItemStatus.TO_DO and at.session.status is SessionStatus.HELD:
            return _("not noted as covered") if item.id in at.unnoted else ""
        return _(ITEM[item.status])
    if reason := at.reasons.get(item.id):
        return reason
    return _serves(at, item.objective, hush, SHORT)


def _serves(at: Preparation, id: str | None, hush: Hush, width: int) -> str:
    """Which objective it serves."""
    objective = at.objective(id)
    if objective is None:
        return ""
    title = hush(line(objective.title), objective.visibility).plain
    return _("for “{objective}”", objective=shorten(title, width))


def _below(at: Preparation, hush: Hush) -> Iterator[Entry]:
    if not at.offers:
        return
    if at.rows:
        yield Entry("", (), head=True)
    names = (_("Left out"), _("Enter takes one up"))
    yield Entry("", (plain(heading(names[0])), plain(names[1])), head=True)
    for offer in at.offers:
        yield Entry(row_of(offer), (
            plain(_place(at, offer)),
            plain(str(offer.minutes)),
            hush(line(topic_in_words(offer)), offer.visibility),
            line(who(at.pair, offer.by)),
            line(joined(offer.reason, unusual(offer.visibility))),
        ))  # fmt: skip


def _place(at: Preparation, offer: Candidate) -> str:
    """The place it has on this very agenda, where it was carried over or set aside from it."""
    place = at.agenda.place(offer.carried_from or "")
    return str(place) if place else ""


def parts(at: Preparation, here: str | None) -> list[Part]:
    """The agenda as a bar shows it."""
    return [Part(item.minutes, item.kind == "open", item.id == here) for item in at.agenda.counted]


def minutes(at: Preparation) -> str:
    """How much of the session is planned."""
    planned, length = at.agenda.planned, at.session.minutes
    return _("{planned} of {minutes} min", planned=planned, minutes=length)


def remarks(at: Preparation) -> str:
    """What is free, too much, or kept for the unplanned."""
    agenda = at.agenda
    if agenda.open_minutes < agenda.open_floor:
        kept = _("open time is under {n} min", n=agenda.open_floor)
    else:
        kept = _("open time: {n} min ({least} at least)", n=agenda.open_minutes,
                 least=agenda.open_floor)  # fmt: skip
    over = _("{n} min too many", n=agenda.over) if agenda.over else ""
    free = ngettext("{n} min free", "{n} min free", at.free) if at.free else ""
    return joined(free, over, kept, naming.apart(agenda))


def about(at: Preparation, row: str | None, hush: Hush) -> str:
    """Who reads the highlighted item, and what it serves."""
    shown = at.item(row) or at.offer(row)
    if shown is None:
        return ""
    place = at.agenda.place(row or "")
    read = readers(shown.visibility)
    said = _("Item {n}: {readers}", n=place, readers=read[:1].lower() + read[1:]) if place else read
    return joined(said, _serves(at, shown.objective, hush, LONG))


def title(at: Preparation, *, short: bool) -> tuple[str, ...]:
    """What the heading says of the session: what is done here, which one, when, how long."""
    session = at.session
    name = session_name(at.numbers, session)
    another_year = session.when is not None and session.when.year != at.now.year
    when = naming.when_of(session, at.zone, year=another_year)
    if short or not at.planned:
        return words().capital(name), when, words().minutes(session.lasted or session.minutes)
    return _("Prepare"), name, when, words().minutes(session.minutes)
