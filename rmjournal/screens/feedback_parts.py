"""What the two said to each other: how each piece stands, and the rows of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from textual.content import Content

from rmjournal.i18n import _, words
from rmjournal.journal.readable import Beat
from rmjournal.model.feedback import MOST, TEXTS, Feedback, Reply
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.screens.home_parts import BARS
from rmjournal.screens.phrases import Hush, brief, first, heading, who
from rmjournal.text import shorten
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import pieces, plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

BEGUN = "begun"
"""The id of the row for what was begun and is not in the journal yet."""
SHORT = 120
"""The most characters of a text in a row."""
LATEST = 6
"""The most hours of each of the two that the line of the pulse has room for."""
GAP = "   "
"""What stands between the parts of that line."""


@dataclass(frozen=True, slots=True)
class BothWays:
    """All feedback of a pair that I may read, latest first, at one moment."""

    pair: Pair
    today: date
    zone: tzinfo | None
    received: tuple[Feedback, ...]
    given: tuple[Feedback, ...]
    beats: tuple[Beat, ...]

    def day(self, stamp: datetime) -> date:
        """The day of a moment, where the person is."""
        return stamp.astimezone(self.zone).date()

    def mine(self, feedback: Feedback) -> bool:
        """Whether these are my words."""
        return feedback.author == self.pair.me

    def unanswered(self, feedback: Feedback) -> bool:
        """Whether I received it and gave no answer."""
        return not self.mine(feedback) and not feedback.answered_by(self.pair.me)

    def found(self, id: str) -> Feedback | None:
        """The feedback with that id."""
        return next((each for each in (*self.received, *self.given) if each.id == id), None)


def both_ways(journal: Journal) -> BothWays | None:
    """What was said, both ways; nothing where there is no pair yet."""
    if not journal.pairs.all():
        return None
    return BothWays(
        pair=journal.pair,
        today=journal.clock.today(),
        zone=journal.clock.tzinfo,
        received=tuple(reversed(journal.feedback.received())),
        given=tuple(reversed(journal.feedback.given())),
        beats=tuple(journal.feedback.pulse()),
    )


def state(at: BothWays, feedback: Feedback) -> str:
    """Where it stands; what waits to be read is never pressing."""
    if not feedback.delivered:
        return _draft(at, feedback.sleep_until)
    if feedback.replies:
        return _("answered")
    if feedback.acknowledged:
        return _("received, no answer yet")
    return _("delivered, not answered yet") if at.mine(feedback) else _("to read when you like")


def _draft(at: BothWays, until: date | None) -> str:
    if until is None:
        return _("draft, only me")
    if until <= at.today:
        return _("slept on, to read again")
    if until == at.today + timedelta(days=1):
        return _("draft, sleeping until tomorrow")
    return _("draft, sleeping until {date}", date=brief(until, at.today))


def received(at: BothWays) -> list[Entry]:
    """A heading, and each that was received; of what is unread there is no word."""
    name = first(at.pair.partner.name)
    rows = [_row(at, each, _answer(each) or _first_words(each)) for each in at.received]
    return _headed(_("Received from {name}", name=name), rows)


def given(at: BothWays, *, begun: bool, hush: Hush) -> list[Entry]:
    """A heading, what was begun and not kept, and each that was given or is a draft."""
    name = first(at.pair.partner.name)
    rows = [
        _row(at, each, hush(_answer(each) or _first_words(each), each.visibility))
        for each in at.given
    ]
    if begun:
        mark = pieces((_("begun, not kept in the journal yet"), "bold"))
        rows.insert(0, Entry(BEGUN, (plain(brief(at.today, at.today)), mark)))
    return _headed(_("Given to {name}", name=name), rows)


def changed(at: BothWays) -> list[Entry]:
    """A heading, and each change that came of feedback, latest first."""
    found = [
        (reply, each)
        for each in (*at.received, *at.given)
        for reply in each.replies
        if reply.change.strip()
    ]
    found.sort(key=lambda pair: pair[0].at, reverse=True)
    rows = [_change(at, reply, each, str(number)) for number, (reply, each) in enumerate(found)]
    return _headed(_("What we changed"), rows) if rows else []


def pulse(at: BothWays, room: int, *, discreet: bool) -> Content:
    """How well spent the hours were, in the views of both: on a line, or a line each, in so many columns."""
    shown = [
        each
        for each in at.beats
        if not (discreet and each.feedback.visibility is Visibility.PRIVATE)
    ]
    views = [
        (pieces((first(member.name), "bold")), values)
        for member in (at.pair.myself, at.pair.partner)
        if (values := [each.value for each in shown if each.feedback.author == member.id])
    ]
    if not views:
        return plain("")
    head = pieces((heading(_("Time well spent")), "bold $text-muted"))
    whole = plain(GAP).join([head, *(_view(name, values) for name, values in views)])
    if whole.cell_length <= room:
        return whole
    before, widest = head.cell_length, max(name.cell_length for name, _values in views)
    lines = [
        pieces(
            head if first else " " * before,
            GAP,
            _view(name.pad_right(widest - name.cell_length), values),
        )
        for first, (name, values) in zip((True, False), views, strict=False)
    ]
    return plain("\n").join(lines)


def _view(name: Content, values: list[int]) -> Content:
    """The latest answers of one of the two, and the last in figures."""
    bars = " ".join(BARS[value] for value in values[-LATEST:])
    last = _("{n} of {most}", n=values[-1], most=MOST)
    return pieces(name, " ", (bars, "$accent"), (f" {last}", "$text-muted"))


def _headed(title: str, rows: list[Entry]) -> list[Entry]:
    """The rows under their heading; where there is none, that is said."""
    nothing = Entry("", (plain(_("nothing yet")),), head=True)
    head = Entry(title, (pieces((heading(title), "bold")),), head=True)
    return [head, *(rows or [nothing])]


def _row(at: BothWays, feedback: Feedback, said: Content) -> Entry:
    unread = feedback.waits_for(at.pair.me)
    style = "bold $accent" if unread else "bold" if not feedback.delivered else "$text-muted"
    told: list[Content] = [pieces((state(at, feedback), style))]
    if said.plain and not unread:
        told.append(said)
    when = brief(at.day(feedback.delivered or feedback.created), at.today)
    return Entry(feedback.id, (plain(when), plain("\n").join(told)))


def _change(at: BothWays, reply: Reply, feedback: Feedback, number: str) -> Entry:
    when = brief(at.day(reply.at), at.today)
    told = pieces(shorten(reply.change, SHORT), (f"  {who(at.pair, reply.author)}", "$text-muted"))
    return Entry(f"{feedback.id} {number}", (plain(when), told))


def _answer(feedback: Feedback) -> Content | None:
    said = [each.change.strip() or each.text for each in feedback.replies]
    return plain(_("“{text}”", text=shorten(said[0], SHORT))) if said else None


def _first_words(feedback: Feedback) -> Content:
    said = (getattr(feedback, name) for name in TEXTS)
    return plain(shorten(next((text for text in said if text.strip()), ""), SHORT))


def scale(value: int) -> Content:
    """An answer from «no» to «entirely», as the form shows it."""
    dots = "  ".join("(•)" if each == value else "·" for each in range(MOST + 1))
    said = words().text(_("no  {dots}  entirely"), dots=dots)
    return plain(f"{said}   {_('{n} of {most}', n=value, most=MOST)}")
