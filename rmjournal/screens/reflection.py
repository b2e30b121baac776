"""Reflection: three questions for me, and two lines for the two of us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from rmjournal.errors import RmjournalError, UnknownDate
from rmjournal.i18n import _, words
from rmjournal.journal.drafts import resumable
from rmjournal.journal.reflections import Logged
from rmjournal.model.record import Visibility
from rmjournal.screens import reflecting
from rmjournal.screens.bindings import bindings
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.drafting import Draft
from rmjournal.screens.noted_panel import NotedPanel
from rmjournal.screens.phrases import brief, first, joined, session_name
from rmjournal.screens.reflecting import FOLDED, Occasion
from rmjournal.screens.writing import WritingScreen, folded, hushed
from rmjournal.storage.drafts import Fields, says_something
from rmjournal.vocabulary import BRIEF, REFLECTION, readers
from rmjournal.widgets.answer import Answer
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal


TALL = 28
"""The lines from which on there is air before what is for both."""


class ReflectionScreen(WritingScreen):
    """Where one looks back on a session."""

    PLACE = "reflection"
    ANSWERS = tuple(REFLECTION)
    LINES = ("confidence", "learned", "attempt", "by")
    BINDINGS = bindings("reflection")
    CSS_PATH = "reflection.tcss"
    AUTO_FOCUS = "#what"

    def __init__(self, session: str = "") -> None:
        """``session`` is the id of the one to look back on; the latest unless said."""
        super().__init__()
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
        self.about: Occasion | None = None
        self._session = session
        self._for_partner = False

    def body(self) -> Iterable[Widget]:
        """The questions, what is folded away, and the lines for both."""
        yield hushed()
        column = VerticalScroll(id="reflection", can_focus=False, classes="-private-text")
        column.compose_add_child(Words(plain(""), id="promise", classes="-quiet"))
        column.compose_add_child(NotedPanel())
        for name in BRIEF:
            column.compose_add_child(Answer(plain(_(REFLECTION[name])), id=name))
        folds = [Push(plain(f"+ {label}"), f"unfold('{name}')", id=f"fold-{name}")
                 for name, label in _folds().items()]  # fmt: skip
        column.compose_add_child(Horizontal(*folds, id="folds"))
        for name in ("shifted", "question"):
            column.compose_add_child(folded(Answer(plain(_(REFLECTION[name])), id=name)))
        column.compose_add_child(folded(_line("confidence", _("Confidence 0-10"))))
        column.compose_add_child(self._for_both())
        yield column

    def _for_both(self) -> Widget:
        return Vertical(
            Horizontal(
                Words(plain(_("FOR THE TWO OF US, if you like")), id="both-title"),
                Words(plain(readers(Visibility.PAIR).upper()), classes="-fixed", id="both-readers"),
                id="both-head",
            ),
            _line("learned", _("I learned")),
            _line(
                "attempt", _("I will try"), Words(plain(_("by")), classes="-fixed by-label"),
                Input(id="by", compact=True, placeholder=_("Friday, 7 April …")),
            ),
            Words(plain(""), id="who-reads", classes="-quiet"),
            Horizontal(
                Words(plain(""), id="draft-state", classes="-quiet"),
                Words(plain(""), id="by-understood", classes="-fixed -quiet"), id="states",
            ),
            id="both",
        )  # fmt: skip

    def load(self, journal: Journal) -> tuple[Occasion, Draft, Fields]:
        """The session, the last promise, and what was begun."""
        about = reflecting.occasion(journal, self._session)
        own, *elsewhere = about.drafts
        draft = Draft(self.door.drafts, own)
        texts = {**draft.kept, **self.left_by_editor(own)}
        for form in elsewhere:
            name = resumable(self.door.drafts, form)
            if name and not texts and (texts := self.door.drafts.load(name) or {}):
                draft.keep(texts)
                self.door.drafts.discard(name)
        return about, draft, texts

    def show(self, found: tuple[Occasion, Draft, Fields]) -> None:
        """Fills the form; what was typed meanwhile goes after what was begun."""
        self.about, draft, texts = found
        first_time, self.draft = self.draft is None, draft
        for name in (*self.ANSWERS, *self.LINES):
            typed = {name: self.typed(name)} if first_time else {}
            self.put(name, reflecting.put_together(texts, typed).get(name, ""))
        self._for_partner = texts.get("readers") == "pair"
        for name in FOLDED:
            if self.typed(name):
                self.unfold(name)
        if first_time:
            self.keep_soon()
        self._say()
        self._say_noted()
        if texts and first_time:
            self.state(_("Your draft is here, as you left it."))

    # What is on the screen

    def _say(self) -> None:
        assert self.about is not None
        about, today = self.about, self.door.clock.today()
        title = _("My reflection")
        when = ""
        if about.session:
            when = (
                words().date(about.session.when.date(), weekday=False, year=False)
                if about.session.when
                else ""
            )
            title = joined(title, session_name(about.numbers, about.session), when)
        visibility = Visibility.PAIR if self._for_partner else Visibility.PRIVATE
        self.query_one(Heading).say(
            plain(title), plain(readers(visibility).upper()), private=not self._for_partner
        )
        promise = self.query_one("#promise", Words)
        promise.display = about.promise is not None
        if about.promise:
            until = f" ({brief(about.promise.due, today)})" if about.promise.due else ""
            promise.say(pieces(_("You were going to try: "), line(about.promise.text), until))
        name = first(about.pair.partner.name)
        both = _("{name} will read all of this screen.", name=name)
        only = _("{name} will read these two lines, and nothing else of this screen.", name=name)
        self.query_one("#who-reads", Words).say(plain(both if self._for_partner else only))
        self.now("draft")
        self.hush()

    def _say_noted(self) -> None:
        if self.about is not None:
            today = self.door.clock.today()
            self.query_one(NotedPanel).say(self.about.pair, self.about.notes, today, self.hushed)

    def in_discretion(self) -> None:
        """Private text was hidden, or is shown again."""
        super().in_discretion()
        self._say_noted()

    @property
    def private(self) -> bool:
        """Whether the other is not to read it."""
        return not self._for_partner

    def texts(self) -> Fields:
        """What is typed, and who is to read it."""
        texts = {name: self.typed(name) for name in (*self.ANSWERS, *self.LINES)}
        if self._for_partner and says_something(texts):
            texts["readers"] = "pair"
        return texts

    def keep(self) -> None:
        """Has it on disk, at once; what is typed before the journal was read has a draft of its own."""
        if self.draft is not None:
            super().keep()
        elif says_something(self.texts()):
            chosen = self._session
            name = reflecting.draft_name(chosen) if chosen else reflecting.BEGUN_EARLY
            early = Draft(self.door.drafts, name)
            early.keep(reflecting.put_together(early.kept, self.texts()))

    # What one can do

    def action_all_noted(self) -> None:
        """Shows all that was noted during the session."""
        self.query_one(NotedPanel).unfold()
        self.field("what").focus(scroll_visible=False)

    def action_readers(self) -> None:
        """Lets the other read the reflection too, or no longer."""
        if self.about is not None:
            self._for_partner = not self._for_partner
            self._say()

    @on(Input.Changed, "#by")
    def read_date(self) -> None:
        """Says which day was understood."""
        shown = self.query_one("#by-understood", Words)
        try:
            day = self._until()
        except UnknownDate:
            shown.say(plain(""))
        else:
            shown.say(plain(_("by {date}", date=words().date(day)) if day else ""))

    def _until(self) -> date | None:
        from rmjournal.when import understand

        text = self.typed("by").strip()
        if not text:
            return None
        return understand(text, self.door.clock.local(), words().language, prefer="future").day

    def action_save(self) -> None:
        """Keeps the reflection and goes back; where something is off, says what."""
        if self._saving or self.about is None:
            return
        texts, session = self.texts(), self.about.session
        try:
            by = self._until()
        except RmjournalError as error:
            self.failed(error)
            return
        self._saving = True
        save = self.ending_draft(lambda journal: reflecting.save(journal, session, texts, by))
        self.do(save, self._saved)

    def _saved(self, logged: Logged) -> None:
        assert self.about is not None
        at = words().time(self.door.clock.local())
        kept = logged.reflection
        told = _("Saved at {time}.", time=at)
        if kept and kept.visibility is Visibility.PRIVATE:
            told = (
                _("Saved at {time}, readable by you only; what you learned and will try, by the two "
                  "of you.", time=at)
                if logged.learning or logged.action
                else _("Saved at {time}, readable by you only.", time=at)
            )  # fmt: skip
        if logged.held and logged.session:
            name = words().capital(session_name(self.about.numbers, logged.session))
            told += " " + _("{session} is now marked as held.", session=name)
        self.host.tell(plain(told))
        self.dismiss(None)

    @property
    def parting(self) -> str:
        """Where the draft is found again: on Home, if it is about the session that Home speaks of."""
        latest = self.about is None or len(self.about.drafts) > 1
        return _("Your draft is kept; Home offers it again.") if latest else super().parting

    def action_forget(self) -> None:
        """Asks whether the draft is to go, since nothing brings it back; an empty one is no matter."""
        if not says_something(self.texts()):
            self._begin_anew("forget")
            return
        dialog = Dialog(
            plain(_("Throw this draft away?")),
            plain(_("All that you typed on this screen goes, and nothing brings it back. "
                    "Closed with Esc instead, the screen keeps it.")),
            offers=((_("Throw it away"), "forget"),), careful=True,
        )  # fmt: skip
        self.app.push_screen(dialog, self._begin_anew)

    def _begin_anew(self, answer: str | None) -> None:
        if not answer:
            return
        for name in (*self.ANSWERS, *self.LINES):
            self.put(name, "")
        self.keep()
        self.state(_("Nothing is kept."))
        self.field("what").focus()


def _folds() -> dict[str, str]:
    return {
        "shifted": _("A view that shifted"),
        "confidence": _("Confidence 0-10"),
        "question": _("Open question"),
    }


def _line(name: str, label: str, *more: Widget) -> Widget:
    return Horizontal(
        Words(plain(label), classes="-fixed line-label"),
        Input(id=name, compact=True, select_on_focus=False), *more,
        id=f"line-{name}", classes="line",
    )  # fmt: skip
