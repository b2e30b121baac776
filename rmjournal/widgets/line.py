"""A label, room for one line, and what was understood of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words


class Line(Vertical):
    """One line to be typed; what is understood of it stands beneath, once there is something."""

    DEFAULT_CSS = """
    Line {
        height: auto;
        .line-row { height: 1; }
        .line-label {
            width: auto; min-width: 20; max-width: 60%; padding-right: 1;
            color: $text-muted; text-overflow: ellipsis; text-wrap: nowrap;
        }
        &:focus-within { height: auto; }  /* so that Textual looks here when the focus moves */
        &:focus-within .line-label { color: $accent; text-style: bold; }
        Input.-textual-compact { width: 1fr; padding: 0 1; }
        .line-echo { color: $text-muted; padding-left: 21; display: none; }
        .line-echo.-there { display: block; }
    }
    """

    def __init__(
        self,
        label: Content,
        id: str,
        value: str = "",
        hint: str = "",
        *,
        short: bool = False,
        unseen: bool = False,
    ) -> None:
        """``short`` is what one types anew rather than corrects: the first letter replaces it.

        Of what is ``unseen`` there are dots alone.
        """
        super().__init__(id=f"line-{id}")
        self._label = label
        self._field = id
        self._value = value
        self._hint = hint
        self._short = short
        self._unseen = unseen

    def compose(self) -> ComposeResult:
        """The label and the field, then what is understood."""
        with Horizontal(classes="line-row"):
            yield Words(self._label, classes="line-label")
            yield Input(
                self._value, id=self._field, compact=True, placeholder=self._hint,
                select_on_focus=self._short, password=self._unseen,
            )  # fmt: skip
        yield Words(plain(""), classes="line-echo")

    def echo(self, understood: Content) -> None:
        """Shows what is understood; nothing, where it is nothing."""
        shown = self.query_one(".line-echo", Words)
        shown.set_class(bool(understood.plain), "-there")
        shown.say(understood)
