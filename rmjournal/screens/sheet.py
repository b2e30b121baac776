"""A sheet: a few questions in a window over a screen, and one verb that takes the answers.

What is typed is a draft until the verb has carried; a refusal is shown on the sheet itself, with
everything still there. Escape closes it and keeps the draft.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from rmjournal.errors import CannotWrite, RmjournalError, UsageProblem
from rmjournal.i18n import _, words
from rmjournal.journal.drafts import resumable
from rmjournal.keys import CLOSE
from rmjournal.model.record import Visibility
from rmjournal.screens.bindings import Active, bindings, called, in_our_words
from rmjournal.screens.drafting import Draft
from rmjournal.screens.fields import Field, Values
from rmjournal.screens.form import Form
from rmjournal.screens.questions import Questions
from rmjournal.screens.refusals import sentences
from rmjournal.storage.drafts import Fields
from rmjournal.vocabulary import readers
from rmjournal.widgets.frame import TooSmall
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.plain import pieces, plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

T = TypeVar("T")

AROUND = 8
"""The lines of a sheet besides its questions: frame, title, buttons, and what is between."""
LEAST = 3
"""The lines that the questions keep, however much there is to be said about them."""

Verb = Callable[["Journal", Values], T]
"""What is done with the answers, in one transaction."""
Notice = Callable[["Journal", Values], str]
"""What is to be known before it is done; empty where there is nothing."""


class Sheet(Form[T | None], ModalScreen[T | None], Generic[T]):
    """Asks, and returns what the verb returned; nothing when it is closed."""

    WINDOW = "sheet"
    BINDINGS = bindings("sheet")
    DEFAULT_CSS = """
    Sheet {
        align: center middle; background: $background 70%;
        #sheet {
            width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 1 2;
            background: $surface; border: round $border;
        }
        #sheet-head { dock: top; height: 1; margin-bottom: 1; }
        #sheet-title { text-style: bold; text-overflow: ellipsis; text-wrap: nowrap; }
        #sheet-readers { color: $text-muted; padding-left: 2; }
        #sheet-readers.-private { color: $accent; text-style: bold; }
        #sheet-problem { margin-top: 1; color: $warning; display: none; }
        #sheet-problem.-there { display: block; }
        #sheet-problem.-good { color: $accent; }
        #sheet-hushed { display: none; color: $text-muted; text-style: italic; }
        &.-discreet #sheet-hushed { display: block; }
        &.-discreet.-private #sheet-fields { display: none; }
        #sheet-state { width: 1fr; height: 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis; }
        #sheet-end { dock: bottom; height: auto; }
        #sheet-foot { height: 1; margin-top: 1; }
    }
    """

    def __init__(
        self,
        title: Content,
        fields: tuple[Field, ...],
        save: Verb[T],
        *,
        draft: str,
        visibility: Visibility | None = Visibility.PAIR,
        offered: tuple[Visibility, ...] = (),
        intro: Content | None = None,
        warn: Notice | None = None,
        good: bool = False,
        accept: str = "",
    ) -> None:
        """``draft`` names the draft, if one is kept; ``offered`` are the readers to choose by a key.

        ``visibility`` is who will read it; none where it is about nobody's words. ``warn`` is
        asked before the first save: where it says something, only a second save carries; ``good``
        where that is no warning.
        ``accept`` is the word on the button, in the language in use.
        """
        super().__init__()
        self._title = title
        self._fields = fields
        self._verb = save
        self._draft_name = draft
        self._visibility = visibility
        self._first_visibility = visibility
        self._offered = offered
        self._intro = intro
        self._warn = warn
        self._good = good
        self._warned = ""
        self._accept = accept

    def compose(self) -> ComposeResult:
        """The head, the fields, what is off, and the buttons."""
        with Vertical(id="sheet"):
            with Horizontal(id="sheet-head"):
                yield Words(self._title, id="sheet-title")
                yield Words(plain(""), id="sheet-readers", classes="-fixed")
            yield Words(plain(_("Private text is hidden. ‹^t› shows it.")), id="sheet-hushed")
            yield Questions(self._fields, self._intro, self.door.clock, id="sheet-fields")
            with Vertical(id="sheet-end"):
                yield Words(plain(""), id="sheet-problem")
                with Horizontal(id="sheet-foot"):
                    accept = self._accept or _("Save")
                    yield Push(plain(accept), "save", id="sheet-save", classes="-main")
                    yield Push(plain(_("Close")), "close", id="sheet-close")
                    yield Words(plain(""), id="sheet-state", classes="-quiet")
        yield TooSmall()
        yield KeyLine()

    def on_mount(self) -> None:
        """Takes up the draft, if one waits, and keeps what is typed from now on."""
        kept: Fields = {}
        if name := self._draft_name:
            drafts = self.door.drafts
            self.draft = Draft(drafts, resumable(drafts, name) or name)
            kept = self.draft.kept
        for name, text in kept.items():
            if name != "readers":
                self._set(name, text)
        if kept.get("readers") in list(Visibility):
            self._visibility = Visibility(kept["readers"])
        self._say_readers()
        self.in_discretion()
        self._state(_("Here is what you had begun.") if kept else "")
        self.keep_soon()
        self._questions.begin()

    # What is on the sheet

    def texts(self) -> Fields:
        """What differs from what stood there at first."""
        typed = self._questions.typed
        if self._visibility is not self._first_visibility and self._visibility:
            typed["readers"] = self._visibility
        return typed

    @property
    def values(self) -> Values:
        """What is typed, to be read."""
        return self._questions.values(self._visibility or "")

    @property
    def _questions(self) -> Questions:
        return self.query_one(Questions)

    def _set(self, name: str, text: str) -> None:
        self._questions.answer(name, text)

    def _state(self, told: str) -> None:
        self.query_one("#sheet-state", Words).say(plain(told))

    def _problem(self, told: str, *, good: bool = False) -> None:
        shown = self.query_one("#sheet-problem", Words)
        shown.set_class(bool(told), "-there")
        shown.set_class(good, "-good")
        shown.say(pieces(("! ", "bold"), told) if told and not good else plain(told))
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """Leaves room for the buttons."""
        super().on_resize(event)
        self._fit()

    def _fit(self) -> None:
        """The questions scroll where they would push the buttons off the screen."""
        problem, room = (
            self.query_one("#sheet-problem", Words),
            self.query_one("#sheet").content_size,
        )
        said = 1 if self.host.discreet else 0
        if problem.said:
            said += problem.get_content_height(room, self.size, room.width) + 1
        keys = max(self.query_one(KeyLine).size.height, 1)
        lines = max(self.size.height - AROUND - keys - said, LEAST)
        self._questions.styles.max_height = lines

    def _say_readers(self) -> None:
        shown = self.query_one("#sheet-readers", Words)
        if self._visibility is not None:
            shown.say(plain(readers(self._visibility).upper()))
            private = self._visibility is Visibility.PRIVATE
            shown.set_class(private, "-private")
            self.set_class(private, "-private")

    def in_discretion(self) -> None:
        """Private text was hidden, or is shown again; the sheet says which."""
        super().in_discretion()
        self._fit()

    def draft_kept(self) -> None:
        """Says so, and when; not of what is nobody's words, such as the name of a file."""
        if self._visibility is None:
            return
        self._state(_("Draft kept at {time}.", time=words().time(self.door.clock.local())))

    def draft_failed(self, error: CannotWrite) -> None:
        """Says that only the screen has it."""
        self._state(_("This draft could not be kept on disk; it is on this screen alone."))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one saves."""
        event.stop()
        if self._fields and event.input.id == self._fields[-1].name:
            self.action_save()
        else:
            self.focus_next()

    # What one can do

    def action_save(self) -> None:
        """Has the verb carried out, after what is to be known was said."""
        if self._saving:
            return
        self._saving = True
        self._problem("")
        values, warned = self.values, self._warned
        self.do(lambda journal: self._carry(journal, values, warned), self._carried)

    def _carry(self, journal: Journal, values: Values, warned: str) -> tuple[str, T | None]:
        notice = self._warn(journal, values) if self._warn else ""
        if notice and notice != warned:
            return notice, None
        result = self._verb(journal, values)
        if self.draft is not None:
            self.draft.end()  # where nobody waits, and also if the sheet is gone by then
        return "", result

    def _carried(self, answer: tuple[str, T | None]) -> None:
        notice, result = answer
        self._saving = False
        if notice:
            self._warned = notice
            again = _("To go on: “{button}” once more.", button=self._accept or _("Save"))
            self._problem(f"{notice} {again}", good=self._good)
            return
        self.dismiss(result)

    def failed(self, error: RmjournalError) -> None:
        """Says on the sheet what is off; everything typed is still there."""
        self._saving = False
        told = sentences(error)
        if isinstance(error, UsageProblem) and (field := self.values.unread(error)):
            told = [_("{label}:", label=field.label), *told]
            self.query_one(f"#{field.name}").focus()
        elif field := self.values.named(error.about):
            self.query_one(f"#{field.name}").focus()
        self._problem(" ".join(told))

    def action_readers(self) -> None:
        """Goes on to the next of the readers one can choose."""
        if self._visibility in self._offered:
            at = self._offered.index(self._visibility) + 1
            self._visibility = self._offered[at % len(self._offered)]
            self._say_readers()

    def on_key(self, event: events.Key) -> None:
        """The key for the readers says so where there is no choice of them."""
        if event.key == self.host.keys.get("ctrl+r", "ctrl+r") and len(self._offered) < 2:
            self._problem(_("There is nothing to choose here of who can read this."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The readers can be chosen where there is a choice."""
        return action != "readers" or len(self._offered) > 1

    def action_close(self) -> None:
        """Goes back; what was typed is kept, and that is said."""
        self.leave()

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now, in the language in use; ^s by the word on the button."""
        found = in_our_words(super().active_bindings, "sheet")
        if not self._draft_name:
            found = called(found, _(CLOSE.label), "close")
        return called(found, self._accept, "save") if self._accept else found
