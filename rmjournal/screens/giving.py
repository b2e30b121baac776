"""Giving feedback: a form that only its author reads, until it is kept, slept on, or delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from rmjournal.errors import Ambiguous, CannotWrite, NotFound, Refused, RmjournalError, UsageProblem
from rmjournal.i18n import _, words
from rmjournal.journal.feedback import refuse_nothing
from rmjournal.model.feedback import TEXTS, Feedback
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.screens import delivering
from rmjournal.screens.bindings import bindings
from rmjournal.screens.delivering import NO_SESSION, Occasion
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.drafting import Draft
from rmjournal.screens.giving_form import FOLDED, WORTH, form
from rmjournal.screens.phrases import first, joined
from rmjournal.screens.reflecting import put_together
from rmjournal.screens.writing import WritingScreen, hushed
from rmjournal.storage.drafts import Fields
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import Heading
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

ROOMY = 36
"""The lines from which on there is air between the questions."""

Verb = Callable[["Journal", Feedback | None, Fields], Feedback]
"""What is done with the draft in the journal and the texts of the form."""


class GivingScreen(WritingScreen):
    """Where one says to the other what one saw, what it did, and what one asks for."""

    PLACE = "giving"
    BINDINGS = bindings("giving")
    CSS_PATH = "giving.tcss"
    AUTO_FOCUS = "#situation"
    ANSWERS = TEXTS
    LINES = (WORTH, "session")

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self._about = about
        self._found: Occasion | None = None
        self._kept: Fields = {}
        """What was on disk when the form was opened."""
        self._undelivered: Feedback | None = None
        """What was kept in the journal on its way to the other, until it is known to be there."""
        self._session: tuple[str, Session | None] = ("", None)
        """What stands in the field of the session, and the session that it names."""

    def body(self) -> Iterable[Widget]:
        """Who reads it, which session, the questions, how well spent the hour was, the ways out."""
        self._tighten(self.app.size.height)
        yield hushed()
        yield form()
        yield Words(plain(""), id="draft-state", classes="-quiet")

    def on_resize(self, event: events.Resize) -> None:
        """Where there are few lines, the questions stand close together."""
        super().on_resize(event)
        self._tighten(event.size.height)

    def _tighten(self, lines: int) -> None:
        """Done before there is anything on the screen, nothing has to be laid out again."""
        self.set_class(lines < ROOMY, "-tight")

    def on_mount(self) -> None:
        """Takes up what was begun, at once; from now on what is typed is kept."""
        name = delivering.draft_name(self.door.drafts, self._about)
        self.draft = Draft(self.door.drafts, name)
        self._kept = {**self.draft.kept, **self.left_by_editor(name)}
        for each in (*TEXTS, WORTH):
            self.put(each, self._kept.get(each, ""))
        if self._kept:
            self.state(_("Your draft is here, as you left it."))
        self.keep_soon()

    def load(self, journal: Journal) -> Occasion:
        """The draft in the journal, or the session that new feedback is about."""
        return delivering.occasion(journal, self._about, self._kept.get("session", ""))

    def show(self, found: Occasion) -> None:
        """Fills what is empty yet; what was typed meanwhile goes after what was written before."""
        if self._found is None:
            typed = {name: self.typed(name) for name in TEXTS if name not in self._kept}
            for name, text in put_together(found.texts, typed).items():
                if name in TEXTS and name not in self._kept:
                    self.put(name, text)
            if not self.typed(WORTH):
                self.put(WORTH, found.texts.get(WORTH, ""))
            self._found = found
            self.put("session", found.session)
            self.query_one("#giving").scroll_home(animate=False)
        for name in FOLDED:
            if self.typed(name):
                self.unfold(name)
        self._say()

    def _say(self) -> None:
        assert self._found is not None
        name = first(self._found.pair.partner.name)
        right = joined(_("DRAFT"), readers(Visibility.PRIVATE).lower())
        left = _("Feedback to {name}", name=name)
        self.query_one(Heading).say(plain(left), plain(right), private=True)
        deliver = self.query_one("#offer-deliver", Push)
        deliver.label = plain(_("Deliver to {name} …", name=name))
        deliver.refresh(layout=True)

    # What is typed

    def texts(self) -> Fields:
        """What is on the form and not in the journal, and the session that it is about."""
        before = self._found.texts if self._found else {}
        new = {
            name: text
            for name in (*TEXTS, WORTH)
            if (text := self.typed(name)) != before.get(name, "")
            and (text.strip() or before.get(name))
        }
        editing = self._found is not None and self._found.seen is not None
        if new or (editing and self.typed("session") != before["session"]):
            new["session"] = self._session_reference()
        return new

    def _session_reference(self) -> str:
        """The session as a draft keeps it: its id, since numbers may change."""
        kept, typed = self._kept.get("session", ""), self.typed("session").strip()
        if self._found is None:
            return kept
        text, session = self._session
        if session and text == typed:
            return session.id
        untouched = typed == self._found.session and kept
        return untouched or typed or NO_SESSION

    @on(Input.Changed, "#session")
    def read_session(self) -> None:
        """Says which session was understood."""
        text = self.typed("session").strip()
        self.ask(
            lambda journal: delivering.understood(journal, text),
            lambda found: self._understood(text, *found),
            kind="session",
        )

    def _understood(self, text: str, session: Session | None, told: str) -> None:
        self._session = (text, session)
        self.query_one("#line-session", Line).echo(plain(told))

    @on(Input.Submitted, "#session")
    def submitted(self) -> None:
        """Enter goes on to the first question."""
        self.focus_next()

    # What one can do

    @property
    def _seen(self) -> Feedback | None:
        """The draft in the journal, as it was read."""
        return self._found.seen if self._found else None

    def _carry(self, verb: Verb, *, deliver: bool = False) -> None:
        """Has a verb carried out with what is typed; where something is off, says what.

        The draft ends with the verb. To ``deliver`` is a step of its own after it, so that undoing
        it leaves the draft in the journal; both are one errand, whatever screen is in front then.
        """
        if self._saving:
            return
        if self._found is None:
            self.reload()
            return
        texts = {name: self.typed(name) for name in (*TEXTS, *self.LINES)}
        seen = self._seen
        try:
            refuse_nothing(delivering.values(texts))
        except UsageProblem as error:
            self.failed(error)
            return
        self._saving = True

        keep = self.ending_draft(lambda journal: verb(journal, seen, texts))

        def carry(journal: Journal) -> Feedback:
            self._undelivered = kept = keep(journal)
            return journal.feedback.deliver(kept, early=True) if deliver else kept

        self.do(carry, self._saved)

    def action_save(self) -> None:
        """Keeps it as a draft in the journal."""
        self._carry(delivering.keep)

    def action_sleep(self) -> None:
        """Keeps it, to be read again tomorrow."""
        self._carry(partial(delivering.keep, asleep=True))

    def action_deliver(self) -> None:
        """Asks whether it is meant, then lets the other read it."""
        if self._found is None:
            self.reload()
            return
        try:
            refuse_nothing(delivering.values({name: self.typed(name) for name in (*TEXTS, WORTH)}))
        except UsageProblem as error:
            self.failed(error)
            return
        name = first(self._found.pair.partner.name)
        said = [
            _("From now on {name} may read it, as it stands.", name=name),
            _("Its words stay as they are then; it cannot be taken back silently."),
        ]
        if self._seen and self._seen.sleep_until:
            day = words().date(self._seen.sleep_until)
            said.append(_("This draft was set aside, to be read again from {date}.", date=day))
        dialog = Dialog(
            plain(_("Deliver this to {name}?", name=name)),
            *(plain(each) for each in said),
            offers=((_("Deliver"), "deliver"), (_("Sleep on it"), "sleep")),
        )
        self.app.push_screen(dialog, self._decided)

    def _decided(self, answer: str | None) -> None:
        if answer == "sleep":
            self.action_sleep()
        elif answer == "deliver":
            self._carry(delivering.keep, deliver=True)

    def _saved(self, kept: Feedback) -> None:
        assert self._found is not None
        found = self._found
        told = delivering.became(
            kept, found.pair.partner.name, self.door.clock.local(), by_packet=found.exchanged
        )
        self.host.tell(plain(told))
        self.dismiss(None)

    def failed(self, error: RmjournalError) -> None:
        """Says what is off; what is typed stays, also where its draft in the journal is no more."""
        super().failed(error)
        if self._undelivered is not None and self._found is not None:
            self._go_on_with(self._found, self._undelivered)
        gone = isinstance(error, Refused) and not isinstance(error, NotFound | Ambiguous)
        if self._found is not None and self._seen is not None and gone:
            self._begin_anew(self._found)

    def _go_on_with(self, found: Occasion, kept: Feedback) -> None:
        """What is on the form is a draft in the journal from now on, which was not delivered."""
        texts = {**delivering.texts_of(kept), "session": self.typed("session")}
        self._found = replace(found, seen=kept, texts=texts)
        self.draft = Draft(self.door.drafts, delivering.draft_name(self.door.drafts, kept.id))
        self._undelivered = None

    def _begin_anew(self, found: Occasion) -> None:
        """What is typed is new feedback from now on, with a draft of its own."""
        before = self.draft
        self._found = replace(found, seen=None, texts={"session": found.texts["session"]})
        self.draft = Draft(self.door.drafts, delivering.draft_name(self.door.drafts, "", new=True))
        try:
            self.keep()
        except CannotWrite as error:
            self.draft_failed(error)
            return
        if before is not None:
            before.end()
        self.state(_("What you typed is kept; it is new feedback from now on."))
