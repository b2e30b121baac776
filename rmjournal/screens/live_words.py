"""What is said of a session under way: its clocks, its items, what was noted, what a start takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.content import Content

from rmjournal import hour
from rmjournal.i18n import N_, _, words
from rmjournal.journal.discretion import keeps_its_words
from rmjournal.journal.noted import Note, Noted
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Pair
from rmjournal.model.progress import ItemProgress, Progress, Stand
from rmjournal.model.record import BOTH
from rmjournal.model.session import Session
from rmjournal.model.timer import TimerState
from rmjournal.screens.phrases import brief, joined, session_name, who
from rmjournal.text import one_line, shorten
from rmjournal.titles import purpose_in_words, topic_in_words
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.rows import Row

NOTED = {
    Noted.LEARNED: N_("learned"),
    Noted.ACTION: N_("action"),
    Noted.PARKED: N_("set aside"),
    Noted.WIN: N_("well done"),
    Noted.DECISION: N_("decided"),
}
HIDDEN = {
    Noted.LEARNED: N_("a learning that is only mine"),
    Noted.ACTION: N_("an action that is only mine"),
}
"""What stands in the place of words that only I may read; an item's words for all others."""
SHORT, LONG = 34, 60
"""The characters of a topic within a sentence."""
_ITEM = N_("an item that is only mine")


def topic_of(item: Item) -> str:
    """Its topic on one line; a call may show it to the other, so not where it is mine alone."""
    return _(_ITEM) if keeps_its_words(item, discreet=True) else one_line(topic_in_words(item))


def title(numbers: dict[str, int], session: Session) -> str:
    """The session by its number and purpose."""
    purpose = "" if keeps_its_words(session, discreet=True) else one_line(purpose_in_words(session))
    return joined(words().capital(session_name(numbers, session)), purpose)


def clock(seconds: int) -> str:
    """Seconds as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def left(remaining: int) -> str:
    """What is left of a time, or by how much it is over."""
    if remaining < 0:
        return _("{time} over", time=clock(-remaining))
    return _("{time} left", time=clock(remaining))


def of_item(pair: Pair, at: ItemProgress) -> str:
    """What an item's time is measured by, and who brings it."""
    by = "" if at.item.by == BOTH else who(pair, at.item.by)
    whole = _("of {n} min", n=at.minutes)
    return f"{whole}, {by}" if by else whole


def of_whole(at: Progress) -> str:
    """What the session's time is measured by, and until when."""
    if at.state is TimerState.PAUSED:
        return _("of {n} min, paused", n=at.minutes)
    if at.ends is None or at.remaining < 0:
        return _("of {n} min", n=at.minutes)
    return _("of {n} min, until {time}", n=at.minutes, time=words().time(at.ends))


def share(seconds: int, minutes: int) -> float:
    """How much of the minutes is gone."""
    return seconds / (minutes * 60) if minutes else 1.0


def state(at: Progress) -> str:
    """How it goes, in sentences."""
    if at.forgotten:
        return joined_sentences(hour.left_running(at), _("f asks how long it took, and ends it."))
    if at.state is TimerState.PAUSED:
        return _("Paused. Space goes on.")
    if at.items and at.now is None and at.next is None:
        return _("That was the last item. f ends the session.")
    if not at.items:
        return _("The agenda is empty; the time of the session counts alone.")
    if at.remaining < 0:
        return _("The planned time is over. f ends the session, → gives 5 more minutes.")
    if at.now and at.now.remaining < 0:
        return _("Longer than planned. Enter goes on, → gives 5 more minutes.")
    if at.late and (cut := hour.shortened(at, _within(SHORT))):
        return _("{n} min late: {changes}.", n=at.late, changes=cut)
    return lateness(at)


def lateness(at: Progress) -> str:
    """What a late start takes, and from which items; empty where nothing is taken."""
    return hour.lateness(at, _within(LONG))


def _within(width: int) -> Callable[[Item], str]:
    """The topic of an item, in so many characters."""
    return lambda item: shorten(topic_of(item), width)


def joined_sentences(*sentences: str) -> str:
    """Those that say something, one after the other."""
    return " ".join(each for each in sentences if each)


def item_row(each: ItemProgress, *, started: bool) -> Row:
    """An item: where it stands, its topic, and its minutes."""
    here = started and each.stand is Stand.NOW
    quiet = "$text-muted" if each.stand in (Stand.DONE, Stand.LEFT) else ""
    topic = topic_of(each.item)
    return (
        pieces((">" if here else " ", "bold $accent")),
        pieces((_stands(each, here=here), "bold $accent" if here else "$text-muted")),
        pieces((topic, "bold" if here else quiet)),
        pieces((_minutes(each), quiet)),
    )


def _stands(each: ItemProgress, *, here: bool) -> str:
    if here:
        return _("in progress")
    if each.stand is Stand.DONE:
        return _("done")
    if each.stand is Stand.LEFT:
        return _("left aside")
    return _("protected") if each.item.kind == "wrap-up" else _("next")


def _minutes(each: ItemProgress) -> str:
    if each.stand is Stand.LEFT:
        return ""
    if each.stand is not Stand.DONE:
        return words().minutes(each.minutes)
    if each.item.took is None and not each.seconds:
        return ""
    took = each.item.took if each.item.took is not None else round(each.seconds / 60)
    if not took:
        return _("less than a minute")
    if took == each.minutes:
        return words().minutes(took)
    return _("{n} min ({planned} planned)", n=took, planned=each.minutes)


def note_row(pair: Pair, note: Note, today: date) -> Row:
    """A note: when, of which kind, its words, and whose it is until when."""
    return (
        pieces((words().time(note.at), "$text-muted")),
        pieces((_(NOTED[note.kind]), "$text-muted")),
        said(note),
        pieces((whose(pair, note, today), "$text-muted")),
    )


def said(note: Note) -> Content:
    """Its words on one line; where only I may read them, what it is."""
    if keeps_its_words(note, discreet=True):
        return plain(_(HIDDEN.get(note.kind, _ITEM)))
    return line(note.text)


def whose(pair: Pair, note: Note, today: date) -> str:
    """Who learned it or does it, and until when."""
    name = who(pair, note.member) if note.member else ""
    due = brief(note.due, today) if note.due else ""
    return joined(name, due)
