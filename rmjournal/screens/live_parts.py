"""The parts of the screen of a session, beneath its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from textual.containers import Horizontal
from textual.widget import Widget

from rmjournal import naming
from rmjournal.i18n import _, words
from rmjournal.model.pair import PairStatus
from rmjournal.model.progress import ItemProgress, Progress, Stand
from rmjournal.model.record import Visibility
from rmjournal.screens import live_words
from rmjournal.screens.meeting import Meeting, Nothing
from rmjournal.screens.phrases import away, heading, session_name
from rmjournal.vocabulary import readers
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.rows import Rows
from rmjournal.widgets.words import Words


def course(meeting: Meeting, at: Progress, today: date) -> Iterator[Widget]:
    """The items of a session under way, then what was noted, the latest first."""
    yield from _items(at, started=True)
    yield Horizontal(
        Words(plain(heading(_("Noted during the session"))), classes="course-title"),
        Words(plain(readers(Visibility.PAIR)), classes="-fixed course-title"),
        classes="course-head",
    )
    if not meeting.notes:
        yield Words(plain(_(
            "Nothing yet. One key opens a line below: l for something learned, a for an action, "
            "p to set a topic aside, d for a decision, b for a win."
        )), classes="-quiet")  # fmt: skip
        return
    latest = reversed(meeting.notes)
    rows = [live_words.note_row(meeting.pair, each, today) for each in latest]
    yield Rows(rows, wide=2, right=(0, 3), cut=range(len(rows)), id="notes")


def _items(at: Progress, *, started: bool) -> Iterator[Widget]:
    rows = [live_words.item_row(each, started=started) for each in shown(at)]
    if rows:
        yield Rows(rows, wide=2, right=(3,), cut=range(len(rows)), id="items")


def shown(at: Progress) -> tuple[ItemProgress, ...]:
    """The items that are listed: not those that were only noted to be set aside."""
    began = min((each.at for each in at.session.timer), default=None)
    return tuple(
        each
        for each in at.items
        if each.stand is not Stand.LEFT or began is None or each.item.created < began
    )


def offer(meeting: Meeting, at: Progress, now: datetime, zone: str) -> Iterator[Widget]:
    """The session that can be started, and what starting it now means."""
    yield Words(plain(_planned(meeting, now, zone)), classes="-strong course-line")
    yield Words(plain(if_begun(at)), id="if-begun", classes="course-line")
    yield Horizontal(
        Push(plain(_("Start the session")), "step", id="start", classes="-main"),
        classes="course-offers",
    )
    yield from _items(at, started=False)
    yield Words(plain(""))
    yield Words(plain(_(
        "The timer needs nothing that runs: close this screen or the computer, and it is right "
        "when you come back."
    )), classes="-quiet")  # fmt: skip


def _planned(meeting: Meeting, now: datetime, zone: str) -> str:
    session = meeting.session
    name = words().capital(session_name(meeting.numbers, session))
    if session.starts is None:
        return name
    when = naming.when_of(session, zone, year=session.starts.year != now.year)
    if far := away(session.starts.date(), now.date()):
        when = f"{when}, {far}"
    length = words().minutes(session.minutes)
    return _("{session}: {when}, {minutes}", session=name, when=when, minutes=length)


def if_begun(at: Progress) -> str:
    """What starting now takes, and when the session would end."""
    ends = _("It would end at {time}.", time=words().time(at.ends)) if at.ends else ""
    empty = "" if at.items else _("Its agenda is empty; it can be started all the same.")
    return live_words.joined_sentences(live_words.lateness(at), ends, empty)


def nothing(found: Nothing) -> Iterator[Widget]:
    """Why there is no session to start, and what to do first."""
    yield Words(plain(_("Here a session has its timer and its agenda, and what you both want to "
                        "keep is noted in one key.")), classes="course-line")  # fmt: skip
    yield Words(plain(_why(found)), classes="-strong course-line")
    if found.pair is not None and found.pair.status is PairStatus.ACTIVE and not found.unsaid:
        yield Horizontal(Push(plain(_("Plan a session")), "plan", id="plan", classes="-main"),
                         classes="course-offers")  # fmt: skip


def _why(found: Nothing) -> str:
    if found.pair is None:
        return _("There is no pair yet. ‹F2› says how to begin.")
    if found.pair.status is not PairStatus.ACTIVE:
        return _("This mentoring is over; no session is started any more.")
    if found.unsaid:
        return _("No session is to come. One waits for a word on whether it took place: ‹F2› asks.")
    return _("No session is planned yet. When do you meet?")
