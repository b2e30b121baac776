"""The one way of a text into a widget: cleaned, and never read as markup.

A widget that is given a ``str`` would take ``[/]`` or ``[@click=app.quit]`` in a person's note for
its own instructions. Ours accept ``Content`` only, and here alone it is made.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from rmjournal.text import clean, one_line

Styled = tuple[str, str | Style]
"""A text and the style it is shown in, such as ``bold $accent``."""


def plain(text: str) -> Content:
    """The text with its line breaks, literally."""
    return Content(clean(text))


def line(text: str) -> Content:
    """The text on one line, literally."""
    return Content(one_line(text))


def pieces(*parts: str | Styled | Content) -> Content:
    """Texts side by side, each literally, with a style where one is given."""
    made = [
        each
        if isinstance(each, Content)
        else plain(each)
        if isinstance(each, str)
        else Content.styled(clean(each[0]), each[1])
        for each in parts
    ]
    return Content.assemble(*made)


def wrapped(text: Content, width: int) -> list[Content]:
    """The lines of a text that wraps, never at a no-break space: none begins with « ? »."""
    return [Content(each.plain.translate(_LOOSE), [*each.spans]) for each in held(text).wrap(width)]


def has_held(text: Content) -> bool:
    """Whether there is a no-break space in it."""
    return "\u00a0" in text.plain or "\u202f" in text.plain


def held(text: Content) -> Content:
    """The text with what Textual does not take for a space in place of no-break spaces."""
    return Content(text.plain.translate(_HOLD), [*text.spans])


def loose(strip: Strip) -> Strip:
    """A line that was drawn from held text, with its no-break spaces."""
    return Strip(
        [Segment(text.translate(_LOOSE), style, control) for text, style, control in strip],
        strip.cell_length,
    )


_HOLD = {0xA0: 0xF8A0, 0x202F: 0xF82F}
"""No-break spaces, and what no one types, which Textual does not take for a space."""
_LOOSE = {held: space for space, held in _HOLD.items()}
