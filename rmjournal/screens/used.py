"""A learning was used: what happened, in a line, and whether it worked."""

from __future__ import annotations

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from rmjournal.i18n import _, words
from rmjournal.model.learning import Worked
from rmjournal.screens.bindings import Active, bindings, in_our_words
from rmjournal.screens.drafting import Draft
from rmjournal.screens.form import Form
from rmjournal.storage.drafts import Fields
from rmjournal.vocabulary import WORKED
from rmjournal.widgets.frame import TooSmall
from rmjournal.widgets.keyline import KeyLine
from rmjournal.widgets.plain import plain
from rmjournal.widgets.push import Push
from rmjournal.widgets.words import Words


class Use(NamedTuple):
    """What came of putting a learning into practice."""

    text: str
    worked: Worked


class UsedDialog(Form[Use | None], ModalScreen[Use | None]):
    """Asks what happened; returns nothing when it is closed, and keeps the draft."""

    WINDOW = "dialog"
    BINDINGS = bindings("dialog")
    DEFAULT_CSS = """
    UsedDialog {
        align: center middle; background: $background 70%;
        #dialog {
            width: 68; max-width: 95%; height: auto; padding: 1 3;
            background: $surface; border: round $border;
        }
        #dialog-title { text-style: bold; margin-bottom: 1; }
        Input { margin: 1 0; }
    }
    """

    def __init__(self, draft: Draft, about: Content) -> None:
        """``about`` is what was learned, as it may be on the screen."""
        super().__init__()
        self.draft = draft
        self._about = about

    def compose(self) -> ComposeResult:
        """The learning, one line to write, and three answers."""
        kept = self.draft.kept.get("text", "") if self.draft else ""
        with Vertical(id="dialog"):
            yield Words(self._about, id="dialog-title")
            yield Words(plain(_("What happened, in a line? The two of you will read it.")))
            yield Input(kept, id="use-text", compact=True, select_on_focus=False)
            for worked in (Worked.YES, Worked.PARTLY, Worked.NO):
                label = plain(words().capital(_(WORKED[worked])))
                yield Push(label, f"answer('{worked}')", id=f"use-{worked}", classes="-main")
            yield Push(plain(_("Close")), "close")
        yield TooSmall()
        yield KeyLine()

    def on_mount(self) -> None:
        """Keeps what is typed from now on."""
        self.keep_soon()

    def texts(self) -> Fields:
        """The one text."""
        return {"text": self.query_one("#use-text", Input).value}

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Enter goes on to the answers."""
        self.query_one(f"#use-{Worked.YES}").focus()

    def action_answer(self, worked: str) -> None:
        """Closes with what happened."""
        if self.secured():
            self.dismiss(Use(self.texts()["text"], Worked(worked)))

    def action_close(self) -> None:
        """Closes without an answer; what was typed is kept."""
        if self.secured():
            self.dismiss(None)

    @property
    def active_bindings(self) -> Active:
        """The keys that do something now, in the language in use."""
        return in_our_words(super().active_bindings, "dialog")
