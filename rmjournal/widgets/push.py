"""A button of one line: brackets around a few words, reversed while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from rmjournal.widgets.plain import pieces

AROUND = 4
"""The columns of the brackets and of the blanks within."""


class Push(Widget, can_focus=True):
    """Asks its screen for an action when it is pressed, by key or mouse."""

    DEFAULT_CSS = """
    Push {
        width: auto; max-width: 100%; height: 1; margin-right: 2;
        color: $foreground;
        &.-main { color: $accent; text-style: bold; }
        &:hover { background: $panel; }
        &:focus { background: $accent; color: $background; text-style: bold; }
        &:nocolor:focus { background: $background; color: $foreground; text-style: bold reverse; }
        pointer: pointer;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """It was pressed."""

        def __init__(self, push: Push) -> None:
            super().__init__()
            self.push = push

        @property
        def control(self) -> Push:
            """The button."""
            return self.push

    def __init__(
        self, label: Content, action: str, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self.action = action
        """The action of its screen that it asks for."""

    def render(self) -> Content:
        """The label in brackets; where there is no room for all of it, both brackets stay."""
        room = max(self.size.width - AROUND, 1)
        label = self.label.truncate(room, ellipsis=True) if self.size.width else self.label
        return pieces("[ ", label, " ]")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All of it, where there is room."""
        return self.label.cell_length + AROUND

    def action_press(self) -> None:
        """Asks for the action."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """A click is a press."""
        event.stop()
        self.action_press()
