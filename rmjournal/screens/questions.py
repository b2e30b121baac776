"""The questions of a sheet, one beneath the other, and what is typed in answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, TextArea

from rmjournal.errors import UnknownDate
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.storage.drafts import Fields
from rmjournal.widgets.answer import Answer
from rmjournal.widgets.choice import Choice
from rmjournal.widgets.line import Line
from rmjournal.widgets.plain import plain
from rmjournal.widgets.words import Words

if TYPE_CHECKING:
    from rmjournal.journal.clock import Clock


class Questions(VerticalScroll):
    """Each question with room for its answer; they scroll where they do not all have room."""

    DEFAULT_CSS = """
    Questions {
        height: auto; scrollbar-size-vertical: 1;
        #sheet-intro { margin-bottom: 1; }
        .choice-label { color: $text-muted; }
        .choice-field { height: auto; }
        .choice-field:focus-within { height: auto; }
        .choice-field:focus-within .choice-label { color: $accent; text-style: bold; }
    }
    """

    def __init__(
        self, fields: tuple[Field, ...], intro: Content | None, clock: Clock, *, id: str
    ) -> None:
        super().__init__(id=id, can_focus=False)
        self._fields = fields
        self._intro = intro
        self._clock = clock

    def compose(self) -> ComposeResult:
        """What is said first, then the fields."""
        if self._intro:
            yield Words(self._intro, id="sheet-intro", classes="-quiet")
        for each in self._fields:
            yield _widget(each)

    def begin(self) -> None:
        """Goes to the first of them."""
        if first := next(iter(self.query("Input, TextArea, Choice")), None):
            first.focus()
            self.call_after_refresh(self.scroll_home, animate=False)

    @property
    def typed(self) -> Fields:
        """What differs from what stood there at first."""
        return {
            each.name: text for each in self._fields if (text := self._text(each)) != each.value
        }

    def values(self, readers: str) -> Values:
        """What is typed, to be read; ``readers`` is the visibility that was chosen."""
        texts = {each.name: self._text(each) for each in self._fields}
        return Values(self._fields, texts, self._clock, readers)

    def _text(self, field: Field) -> str:
        if field.kind is Kind.TEXT:
            return self.query_one(f"#{field.name}", TextArea).text
        if field.kind is Kind.CHOICE:
            return self.query_one(f"#{field.name}", Choice).value
        return self.query_one(f"#{field.name}", Input).value

    def answer(self, name: str, text: str) -> None:
        """Puts a text in the field of that name, if there is one."""
        field = self._named(name)
        if field is None:
            return
        if field.kind is Kind.TEXT:
            area = self.query_one(f"#{name}", TextArea)
            area.text = text
            area.move_cursor(area.document.end)
        elif field.kind is Kind.CHOICE:
            if text in dict(field.options):  # what is not offered any more leaves the usual
                self.query_one(f"#{name}", Choice).value = text
        else:
            line = self.query_one(f"#{name}", Input)
            line.value, line.cursor_position = text, len(text)

    @on(Input.Changed)
    def read_date(self, event: Input.Changed) -> None:
        """Says which date was understood, where it is not the very words that were typed."""
        field = self._named(event.input.id or "")
        if field is None or field.kind not in (Kind.DAY, Kind.MOMENT):
            return
        try:
            understood = self.values("").understood(field.name)
        except UnknownDate:
            understood = ""
        told = "" if understood == event.value.strip() else f"→ {understood}"
        self.query_one(f"#line-{field.name}", Line).echo(plain(understood and told))

    def _named(self, name: str) -> Field | None:
        return next((each for each in self._fields if each.name == name), None)


def _widget(field: Field) -> Widget:
    label = plain(field.label)
    if field.kind is Kind.TEXT:
        return Answer(label, id=field.name, text=field.value)
    if field.kind is Kind.CHOICE:
        options = [(value, plain(said)) for value, said in field.options]
        choice = Choice(options, value=field.value, id=field.name)
        return Vertical(Words(label, classes="choice-label"), choice, classes="choice-field")
    short = field.kind is not Kind.LINE
    return Line(label, field.name, field.value, field.hint, short=short)
