"""One answer out of a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rmjournal.i18n import _
from rmjournal.widgets.plain import pieces, plain, wrapped

Option = tuple[str, Content]
"""A value, and the words it is shown in, which may be none."""

GAP = 3
"""The spaces between two options."""
CHOSEN, OPEN = "(•)", "( )"
QUIET = "$text-muted"
CURRENT = "bold reverse $accent"
"""The style of the option that the keys are at, while the focus is here."""


@dataclass(frozen=True, slots=True)
class _Spot:
    x: int
    y: int
    width: int
    height: int = 1


class Choice(Widget, can_focus=True):
    """Asks for one of a few answers; passing over one with the keys does not choose it."""

    DEFAULT_CSS = """
    Choice { width: 1fr; height: auto; text-wrap: nowrap; pointer: pointer; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("space,enter", "pick", show=False),
    ]

    value: reactive[str] = reactive("", init=False, layout=False)
    """The chosen value; nothing where none is chosen yet."""

    class Changed(Message):
        """Another answer is chosen, or none."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The question's widget."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        value: str = "",
        *,
        optional: bool = False,
        id: str | None = None,
    ) -> None:
        """``optional`` lets an answer be taken back, by choosing it again."""
        super().__init__(id=id)
        self._options = tuple(options)
        self._optional = optional
        self._at = 0
        self.set_reactive(Choice.value, self.validate_value(value))
        self._start()

    def offer(self, options: Sequence[Option], value: str) -> None:
        """Offers other answers, one of which is chosen."""
        self._options = tuple(options)
        self._at = 0
        self.value = value
        self._start()
        self.refresh(layout=True)

    @property
    def said(self) -> str:
        """Every option with its mark."""
        return (" " * GAP).join(self._label(number).plain for number in range(len(self._options)))

    def validate_value(self, value: str) -> str:
        """A value that is not among the options is none."""
        return value if any(value == each for each, _ in self._options) else ""

    def watch_value(self, value: str) -> None:
        """Says that the answer changed."""
        self._start()
        self.post_message(self.Changed(self, value))

    def on_focus(self) -> None:
        """The keys start at the chosen option."""
        self._start()
        self.refresh()

    def action_step(self, way: int) -> None:
        """Goes to the option beside; the ends are ends."""
        self._go(self._at + way)

    def action_edge(self, way: int) -> None:
        """Goes to the first option or the last."""
        self._go(0 if way < 0 else len(self._options) - 1)

    def action_pick(self) -> None:
        """Chooses the option that the keys are at, or takes the answer back."""
        if self._options:
            value = self._options[self._at][0]
            if value != self.value:
                self.value = value
            elif self._optional:
                self.value = ""

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        event.stop()
        offset = event.get_content_offset(self)
        for number, spot in enumerate(self._spots(self.content_size.width)):
            region = Region(spot.x, spot.y, spot.width, spot.height)
            if offset and region.contains_point(offset):
                self._go(number)
                self.action_pick()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the options take at this width."""
        return max((spot.y + spot.height for spot in self._spots(width)), default=1)

    def render(self) -> Content:
        """The options at the present width."""
        width = self.content_size.width
        parts: list[Content] = []
        x = y = 0
        for number, spot in enumerate(self._spots(width)):
            parts += [plain("\n" if spot.y > y else " " * (spot.x - x)), self._shown(number, width)]
            x, y = spot.x + spot.width, spot.y + spot.height - 1
        hint = _("← → Space")
        if self.has_focus and len(self._options) > 1 and x + GAP + len(hint) <= width:
            parts += [plain(" " * GAP), pieces((hint, QUIET))]
        return pieces(*parts)

    def _shown(self, number: int, width: int) -> Content:
        label = plain("\n").join(self._lines(number, width))
        if self.has_focus and number == self._at:
            return label.stylize(CURRENT)
        return label.stylize("bold") if self._options[number][0] == self.value else label

    def _label(self, number: int) -> Content:
        value, words = self._options[number]
        mark = CHOSEN if value == self.value else OPEN
        return pieces(mark, " ", words) if words else plain(mark)

    def _lines(self, number: int, width: int) -> list[Content]:
        """An option at this width; one that is too long for a line goes on under its words."""
        label = self._label(number)
        if label.cell_length <= width:
            return [label]
        hang = len(OPEN) + 1
        parts = wrapped(self._options[number][1], max(width - hang, 1))
        heads = [label[:hang], *[plain(" " * hang)] * len(parts)]
        shown = [pieces(head, part) for head, part in zip(heads, parts, strict=False)]
        return [each.truncate(max(width, 1), ellipsis=True) for each in shown]

    def _spots(self, width: int) -> list[_Spot]:
        """Where each option is; one that has no room on a line begins the next."""
        spots: list[_Spot] = []
        x = y = 0
        for number in range(len(self._options)):
            size = min(self._label(number).cell_length, max(width, 1))
            if x and x + size > width:
                x, y = 0, y + 1
            height = len(self._lines(number, width))
            spots.append(_Spot(x, y, size, height))
            x, y = x + size + GAP, y + height - 1
        return spots

    def _go(self, number: int) -> None:
        self._at = clamp(number, 0, max(len(self._options) - 1, 0))
        self.refresh()

    def _start(self) -> None:
        values = [value for value, _ in self._options]
        if self.value in values:
            self._at = values.index(self.value)
