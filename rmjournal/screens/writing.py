"""A screen on which one answers questions in one's own words, each in a field of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import SuspendNotSupported
from textual.widget import Widget
from textual.widgets import Input, TextArea

from rmjournal.errors import CannotWrite, RmjournalError
from rmjournal.i18n import _, words
from rmjournal.screens import editing
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.form import Form
from rmjournal.storage.drafts import Fields
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal import Journal

T = TypeVar("T")
Typed = Input | TextArea | Choice


class WritingScreen(JournalScreen, Form[None]):
    """All that is typed is a draft until it is kept in the journal; leaving loses none of it."""

    LIVE = False
    DEFAULT_CSS = """
    WritingScreen {
        #hushed { display: none; padding: 1 2; color: $text-muted; text-style: italic; }
        &.-hushed #hushed { display: block; }
        &.-hushed .-private-text { visibility: hidden; }
    }
    """
    ANSWERS: ClassVar[tuple[str, ...]] = ()
    """The fields of several lines, which one may write in an editor of one's own."""
    LINES: ClassVar[tuple[str, ...]] = ()
    """The other fields."""

    def __init__(self) -> None:
        super().__init__()
        self._saying_anew = False
        self._left_at: Widget | None = None
        """The field that had the focus when all was hidden."""

    # What is on the screen

    def field(self, name: str) -> Typed:
        """The widget of a field."""
        found = self.query_one(f"#{name}")
        assert isinstance(found, Typed)
        return found

    def typed(self, name: str) -> str:
        """What stands in a field."""
        field = self.field(name)
        return field.text if isinstance(field, TextArea) else field.value

    def put(self, name: str, text: str) -> None:
        """Has a text stand in a field."""
        field = self.field(name)
        if self.typed(name) == text:
            return
        if isinstance(field, TextArea):
            field.text = text
            field.move_cursor(field.document.end)
        else:
            field.value = text

    @property
    def private(self) -> bool:
        """Whether only I may read what is typed here."""
        return True

    def hush(self) -> None:
        """Hides all that is typed while private text is hidden; shown again, one is where one was."""
        hidden = self.host.discreet and self.private
        if hidden and not self.has_class("-hushed"):
            self._left_at = self.focused
        self.set_class(hidden, "-hushed")
        if not hidden and self._left_at is not None:
            self.call_after_refresh(self._left_at.focus)
            self._left_at = None

    def in_discretion(self) -> None:
        """Private text was hidden, or is shown again."""
        super().in_discretion()
        self.hush()

    def on_mount(self) -> None:
        """Is opened hidden while private text is."""
        self.hush()

    def state(self, told: str) -> None:
        """Says what became of the draft."""
        self.query_one("#draft-state", Words).say(plain(told))

    def draft_kept(self) -> None:
        """Says so, and when."""
        at = words().time(self.door.clock.local())
        self.state(_("Draft kept at {time}.", time=at))

    def draft_failed(self, error: CannotWrite) -> None:
        """Says that only the screen has it."""
        self.state(_("This draft could not be kept on disk; it is on this screen alone."))

    # What one can do

    def action_unfold(self, name: str) -> None:
        """Shows a folded question, and goes there."""
        self.unfold(name)
        self.field(name).focus()

    def unfold(self, name: str) -> None:
        """Shows a folded question."""
        self.query_one(f"#fold-{name}").display = False
        id = f"#line-{name}" if name in self.LINES else f"#answer-{name}"
        self.query_one(id).display = True

    def failed(self, error: RmjournalError) -> None:
        """Keeps the draft, and says what is off."""
        self._saving = False
        super().failed(error)

    def action_close(self) -> None:
        """Goes back; what was typed is kept, and that is said."""
        self.leave()

    def ending_draft(self, verb: Callable[[Journal], T]) -> Callable[[Journal], T]:
        """The verb; once it carried, nothing is left of the draft, nor of what an editor left beside it.

        It ends where nobody waits, and also if this screen is gone by then.
        """
        draft, drafts = self.draft, self.door.drafts

        def carry(journal: Journal) -> T:
            result = verb(journal)
            if draft is not None:
                draft.end()
                with contextlib.suppress(CannotWrite):
                    for name in self.ANSWERS:
                        drafts.discard(f"{draft.name}-{name}")
            return result

        return carry

    def left_by_editor(self, draft: str) -> Fields:
        """The answers that an editor left on the disk, if it never came back."""
        drafts = self.door.drafts
        names = {field: f"{draft}-{field}" for field in self.ANSWERS}
        begun = {field: name for field, name in names.items() if drafts.begun(name)}
        return {field: editing.left_in(drafts.path(name)) for field, name in begun.items()}

    def action_editor(self) -> None:
        """Opens the answer that has the focus in the person's own editor."""
        field = self.focused
        if self.draft is None:
            return
        if not isinstance(field, TextArea) or field.id is None:
            self.host.tell(
                plain(_("Your editor opens an answer of several lines: go to one first."))
            )
            return
        path = self.door.drafts.path(f"{self.draft.name}-{field.id}")
        try:
            self.keep()
            command = editing.editor(self.door.settings)
            if self.door.drafts.exposes():
                exposed = _("This computer has no private place in memory: while your editor works, "
                            "the text lies readable in {folder}.", folder=path.parent)  # fmt: skip
                self.host.tell(plain(exposed))
            text = self._left_by(command, path, field.text)
        except SuspendNotSupported:
            self.host.tell(plain(_("No editor can be opened on this terminal.")))
        except RmjournalError as error:
            self.failed(error)
        else:
            self.put(field.id, text)
            self.keep()
            self.door.drafts.discard(f"{self.draft.name}-{field.id}")

    def _left_by(self, command: list[str], path: Path, text: str) -> str:
        """What the editor left; the screen is back before a refusal of it is told.

        Textual comes back only from a suspension that nothing was raised in.
        """
        with self.app.suspend():
            try:
                return editing.edited(command, path, text)
            except RmjournalError as error:
                refusal = error
        raise refusal

    def _look(self) -> None:
        if not self._saying_anew:
            super()._look()

    async def in_new_words(self) -> None:
        """Says everything again; what is typed stays, and so does the place one was at."""
        focused = self.focused.id if self.focused else None
        texts = {name: self.typed(name) for name in (*self.ANSWERS, *self.LINES)}
        self._saying_anew = True
        try:
            await super().in_new_words()
            for name, text in texts.items():
                self.put(name, text)
        finally:
            self._saying_anew = False
        if focused:
            self.query_one(f"#{focused}").focus()


def hushed() -> Widget:
    """What stands in the place of all that is typed while it is hidden."""
    return Words(plain(_("Your draft is hidden. ‹^t› shows it again.")), id="hushed")


def folded(widget: Widget) -> Widget:
    """A widget that is there, and not shown until it is wanted."""
    widget.display = False
    return widget
