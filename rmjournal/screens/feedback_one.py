"""One piece of feedback, opened to be read: its words, its answers, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from rmjournal.i18n import _, words
from rmjournal.model.feedback import Feedback, Reply
from rmjournal.model.session import Session
from rmjournal.screens import feedback_parts
from rmjournal.screens.answering import AnsweringScreen
from rmjournal.screens.bindings import bindings
from rmjournal.screens.feedback_parts import BothWays
from rmjournal.screens.phrases import day, first, joined, session_name, who
from rmjournal.vocabulary import FEEDBACK, readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class Opened:
    """A piece of feedback and what it is about."""

    at: BothWays
    feedback: Feedback
    session: Session | None
    numbers: dict[str, int]


class FeedbackOneScreen(AnsweringScreen):
    """Where one reads what the other said, or what one said oneself."""

    PLACE = "feedback-one"
    BINDINGS = bindings("feedback-one")
    CSS_PATH = "feedback_one.tcss"
    AUTO_FOCUS = "#one"

    def __init__(self, about: str) -> None:
        super().__init__()
        self._about = about
        self._opened: Opened | None = None
        self._left = False

    def body(self) -> Iterable[Widget]:
        """A page that scrolls, and buttons beneath it."""
        yield VerticalScroll(id="one", can_focus=True)
        yield Horizontal(id="offers")

    def load(self, journal: Journal) -> Opened | None:
        """The words; nothing where they are gone."""
        at = feedback_parts.both_ways(journal)
        feedback = at.found(self._about) if at else None
        if at is None or feedback is None:
            return None
        session = journal.store.get(Session, feedback.session) if feedback.session else None
        return Opened(at, feedback, session, journal.sessions.numbers())

    async def show(self, found: Opened | None) -> None:
        """Shows them, unless nothing changed; goes back where they are gone."""
        if found is None:
            self._leave()
            return
        if found == self._opened:
            return
        self.at, self._opened = found.at, found
        page, offers = self.query_one("#one"), self.query_one("#offers")
        at_button = isinstance(self.focused, Push)
        async with self.batch():
            await page.remove_children()
            await page.mount_all(list(self._parts(found)))
            await offers.remove_children()
            await offers.mount_all(list(self._offers(found)))
        self._head(found)
        if at_button or self.focused is None:
            page.focus()
        self.see()

    async def in_new_words(self) -> None:
        """Says everything again."""
        self._opened = None
        await super().in_new_words()

    @property
    def picked(self) -> Feedback | None:
        """The one that is open."""
        return self._opened.feedback if self._opened else None

    def _head(self, found: Opened) -> None:
        at, feedback = found.at, found.feedback
        name = first(at.pair.partner.name)
        title = _("Feedback to {name}", name=name)
        if not at.mine(feedback):
            title = _("Feedback from {name}", name=name)
        on = at.day(feedback.delivered or feedback.created)
        title = joined(title, day(on, year=on.year != at.today.year))
        self.query_one(Heading).say(plain(title), plain(readers(feedback.visibility)))

    def _parts(self, found: Opened) -> Iterator[Widget]:
        yield Words(plain(_facts(found)), id="facts", classes="-quiet")
        for name, question in FEEDBACK.items():
            value = getattr(found.feedback, name)
            if isinstance(value, int):
                yield from _part(_("Was this hour worth my time?"), feedback_parts.scale(value))
            elif value:
                yield from _part(_(question), plain(value))
        for reply in found.feedback.replies:
            yield from _answer(found.at, reply)

    def _offers(self, found: Opened) -> Iterator[Widget]:
        at, feedback = found.at, found.feedback
        unread = feedback.waits_for(at.pair.me)
        if unread:
            yield Push(plain(_("Got it")), "got_it", id="offer-got-it", classes="-main")
        if at.unanswered(feedback):
            main = "" if unread else "-main"
            yield Push(plain(_("Reply")), "reply", id="offer-reply", classes=main)
        yield Push(plain(_("To the agenda")), "discuss", id="offer-discuss")
        label = _("Later") if at.unanswered(feedback) else _("Close")
        yield Push(plain(label), "close", id="offer-close")

    def _leave(self) -> None:
        """Goes back, once, however often it is said that the words are gone."""
        if self.is_current and not self._left:
            self._left = True
            self.dismiss(None)


def _facts(found: Opened) -> str:
    at, feedback = found.at, found.feedback
    about = ""
    if found.session:
        about = words().capital(session_name(found.numbers, found.session))
        if found.session.when:
            about += f", {words().date(found.session.when.date(), year=False)}"
    aloud = ""
    if feedback.entered_by != feedback.author:
        aloud = _("said aloud, noted by {by}", by=who(at.pair, feedback.entered_by))
    return joined(about, feedback_parts.state(at, feedback), aloud)


def _part(title: str, said: Content) -> Iterator[Widget]:
    yield Words(plain(title), classes="question")
    yield Words(said, classes="said")


def _answer(at: BothWays, reply: Reply) -> Iterator[Widget]:
    on = at.day(reply.at)
    title = _("{name} answered on {date}", name=who(at.pair, reply.author),
              date=day(on, year=on.year != at.today.year))  # fmt: skip
    if reply.entered_by != reply.author:
        title += f" ({_('said aloud, noted by {by}', by=who(at.pair, reply.entered_by))})"
    yield Words(plain(title), classes="question -answer")
    if reply.text:
        yield Words(plain(reply.text), classes="said")
    if reply.change:
        changed = pieces((_("What we change"), "bold"), "  ", plain(reply.change))
        yield Words(changed, classes="said")
