"""The keys of the present screen, on the last line, or lines: to be read, or clicked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from rmjournal.widgets.plain import Styled, pieces, plain

GAP = 2
"""The columns between two keys."""


class Hint(NamedTuple):
    """One key: where it stands, what it is called, and what it does."""

    line: int
    start: int
    key: str
    shown: str
    label: str
    tip: str
    enabled: bool

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.start + len(self.shown) + 1 + len(self.label)


class KeyLine(Widget):
    """One widget for all keys: it is drawn again only when one of them changed.

    Keys that do not fit go on the next line; a line that was needed stays, so that nothing jumps
    while one goes through a list. How to leave is said on every screen that one can leave, last.
    """

    class Grown(Message):
        """A window's keys take more lines, or fewer, as those beneath do."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; padding: 0 0 0 1;
        background: $footer-background; color: $footer-description-foreground;
        text-wrap: nowrap; text-overflow: ellipsis; pointer: pointer;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.hints: tuple[Hint, ...] = ()
        self._lines = 1
        self._covered = 1
        self._laid_for = 0

    @property
    def lines(self) -> int:
        """How many it takes."""
        return max(self._lines, self._covered)

    def on_mount(self) -> None:
        """Follows what can be done; in a window, covers the keys of the screen beneath."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        if isinstance(self.screen, ModalScreen):
            self.lie_over(self.app.screen_stack[-2])

    def lie_over(self, beneath: Screen[object]) -> None:
        """Takes at least the lines of those keys: they do nothing now, and are not shown either."""
        self._covered = max((each.lines for each in beneath.query(KeyLine)), default=1)
        self.styles.min_height = self._covered
        self._make_room()
        self.post_message(self.Grown())

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self._lay()

    def _lay(self) -> None:
        """Says the keys anew where they, or the room for them, changed; out of sight there is none.

        What was made anew out of sight is sized before it listens: it is laid out once it follows.
        """
        if width := self.content_size.width:
            if width != self._laid_for:
                self._laid_for, self._lines, self.hints = width, 1, ()
            if (found := tuple(self._found())) != self.hints:
                self._say(found)

    def _say(self, hints: tuple[Hint, ...]) -> None:
        self.hints = hints
        self._lines = max(self._lines, *(each.line + 1 for each in hints), 1)
        self.styles.height = self._lines
        self._make_room()
        if isinstance(window := self._above(), ModalScreen):
            for each in window.query(KeyLine):
                each.lie_over(self.screen)
        self.refresh()

    def _above(self) -> Screen[object] | None:
        """What stands on this screen."""
        stack = self.app.screen_stack
        return next(
            (
                each
                for each, beneath in zip(stack[1:], stack, strict=False)
                if beneath is self.screen
            ),
            None,
        )

    def _make_room(self) -> None:
        """Has what is said in passing stand above the keys."""
        for lines in (2, 3):
            self.screen.set_class(self.lines >= lines, f"-keys-{lines}")

    def _found(self) -> Iterator[Hint]:
        line = at = 0
        active = self.screen.active_bindings
        shown = [each for each in active.values() if each.binding.show]
        if (way_out := active.get("escape")) and way_out not in shown:
            shown.append(way_out)
        for each in shown:
            hint = self._hint(each, line, at)
            if at and hint.end > self._laid_for:
                line += 1
                hint = self._hint(each, line, 0)
            yield hint
            at = hint.end + GAP

    def _hint(self, active: ActiveBinding, line: int, at: int) -> Hint:
        binding = active.binding
        return Hint(line, at, binding.key, self.app.get_key_display(binding), binding.description,
                    active.tooltip, active.enabled)  # fmt: skip

    def on_resize(self) -> None:
        """Lays the keys out anew."""
        self._lay()

    def render(self) -> Content:
        """The keys and their labels."""
        lines: list[list[Content]] = [[] for _line in range(self._lines)]
        for each in self.hints:
            key: Styled = (each.shown, "bold $footer-key-foreground")
            lines[each.line].append(pieces(key, f" {each.label}"))
        return plain("\n").join(plain(" " * GAP).join(parts) for parts in lines)

    def _under(self, event: events.MouseEvent) -> Hint | None:
        line, column = event.y - self.gutter.top, event.x - self.gutter.left
        there = (each for each in self.hints if each.line == line)
        return next((each for each in there if each.start <= column < each.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Says what the key under the pointer does."""
        hint = self._under(event)
        self.tooltip = plain(hint.tip) if hint else None

    def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        event.stop()
        if hint := self._under(event):
            self.app.simulate_key(hint.key)
