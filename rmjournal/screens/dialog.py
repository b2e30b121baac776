"""Small windows over a screen: a few sentences, and buttons; Escape closes them."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from rmjournal.i18n import _
from rmjournal.screens.bindings import PRESS, Active, bindings, in_our_words
from rmjournal.screens.closing import Closing
from rmjournal.widgets.choice import CHOSEN, OPEN
from rmjournal.widgets.frame import TooSmall
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words

LINE = 56
"""The columns of a dialog's text; buttons that do not fit side by side stand one below the other."""
AROUND = 6
"""The columns of a button besides its words."""
TALLEST = 90
"""The part of the screen's lines that a dialog may take, in hundredths."""
FRAME = 4
"""The lines of its border and padding."""

Offer = tuple[str, str]
"""What a button says, and what the dialog returns for it."""


class Dialog(Closing[str], ModalScreen[str]):
    """Says something and offers answers; returns the chosen one, or nothing when it is closed.

    Enter gives the first answer; where that cannot be made good (``careful``), it closes.
    """

    WINDOW = "dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("dialog"),
        Binding("down,right", "app.focus_next", show=False),
        Binding("up,left", "app.focus_previous", show=False),
        Binding("pagedown", "scroll('page_down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
    ]
    DEFAULT_CSS = """
    Dialog {
        align: center middle; background: $background 70%;
        #dialog {
            width: 64; max-width: 90%; height: auto; max-height: 90%; padding: 1 3;
            background: $surface; border: round $border;
        }
        #dialog-words { height: auto; }
        Words { margin-bottom: 1; }
        #dialog-title { text-style: bold; }
        Horizontal { height: auto; }
        .-stacked { layout: vertical; }
    }
    """

    def __init__(
        self,
        title: Content,
        *paragraphs: Content,
        offers: tuple[Offer, ...] = (),
        careful: bool = False,
        present: str = "",
    ) -> None:
        """``present`` is the answer that holds now, if one does: it is marked so, and Enter keeps it."""
        super().__init__()
        self._title = title
        self._paragraphs = paragraphs
        self._offers = offers
        self._careful = careful
        self._present = present

    def compose(self) -> ComposeResult:
        """The sentences, then the buttons."""
        with Vertical(id="dialog"):
            with VerticalScroll(id="dialog-words", can_focus=False):
                yield Words(self._title, id="dialog-title")
                for each in self._paragraphs:
                    yield Words(each)
            with Horizontal(classes="-stacked" if self._stacked else ""):
                for label, answer in self._labelled:
                    yield Push(plain(label), f"answer('{answer}')", classes="-main")
                yield Push(plain(_("Close")), "close", id="dialog-close")
        yield TooSmall()
        yield KeyLine()

    def on_mount(self) -> None:
        """Enter closes where the answer is to be sought out, and keeps what is so at present."""
        if self._careful:
            self.query_one("#dialog-close").focus()
        answers = [answer for _label, answer in self._offers]
        if self._present in answers:
            list(self.query(Push))[answers.index(self._present)].focus()

    @property
    def _labelled(self) -> tuple[Offer, ...]:
        """The offers; among answers of which one holds already, that one with a mark."""
        if not self._present:
            return self._offers
        marks = (CHOSEN if answer == self._present else OPEN for _label, answer in self._offers)
        return tuple(
            (f"{mark} {label}", answer)
            for mark, (label, answer) in zip(marks, self._offers, strict=True)
        )

    @property
    def _stacked(self) -> bool:
        """Whether the buttons stand one below the other."""
        labels = (*(label for label, _answer in self._labelled), _("Close"))
        return sum(len(each) + AROUND for each in labels) > LINE

    def on_resize(self, event: events.Resize) -> None:
        """The sentences have the room of the new size."""
        super().on_resize(event)
        self._fit()

    @on(KeyLine.Grown)
    def _fit(self) -> None:
        """The sentences scroll where they would push the buttons out of sight."""
        buttons = len(self._offers) + 1 if self._stacked else 1
        room = self.size.height - self.query_one(KeyLine).lines
        lines = room * TALLEST // 100 - FRAME - buttons
        self.query_one("#dialog-words").styles.max_height = max(lines, 1)

    def action_scroll(self, how: str) -> None:
        """Shows what is further down, or further up."""
        getattr(self.query_one("#dialog-words"), f"scroll_{how}")(animate=False)

    def action_press(self) -> None:
        """Gives the answer that is marked; a button does so by itself."""
        if isinstance(self.focused, Push):
            self.focused.action_press()

    def action_answer(self, answer: str) -> None:
        """Closes with this answer."""
        self.dismiss(answer)

    def action_close(self) -> None:
        """Closes without any."""
        self.dismiss("")

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now; Enter only where there is a choice, as Escape closes too."""
        found = in_our_words(super().active_bindings, "dialog")
        if self._offers:
            return found
        return {key: each for key, each in found.items() if each.binding.action != PRESS}
