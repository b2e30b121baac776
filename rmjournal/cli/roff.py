"""The few words of roff that a manual page needs; every text goes in as text."""

from __future__ import annotations

from rmjournal.text import one_line

_SPECIAL = str.maketrans(
    {
        "\\": "\\e",
        "-": "\\-",
        "'": "\\(aq",
        "`": "\\(ga",
        "^": "\\(ha",
        "~": "\\(ti",
        '"': "\\(dq",
        "\u00a0": "\\~",
        "\u202f": "\\~",
    }
)


def text(words: str) -> str:
    """The words on a line of their own that no roff takes for a request or an escape."""
    escaped = one_line(words).translate(_SPECIAL)
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def bold(words: str) -> str:
    """Words that are typed as they stand."""
    return f"\\fB{text(words)}\\fP"


def slanted(words: str) -> str:
    """Words that stand for others."""
    return f"\\fI{text(words)}\\fP"


def title(name: str, release: str) -> str:
    """The head of a page of commands."""
    return f'.TH {text(name).upper()} 1 "" "{text(release)}"'


def section(heading: str) -> str:
    """A section."""
    return f'.SH "{text(heading)}"'


def part(heading: str) -> str:
    """A part of a section."""
    return f'.SS "{text(heading)}"'


def paragraph(*lines: str) -> list[str]:
    """Lines already made, as a paragraph."""
    return [".PP", *lines]


def term(lead: str, *lines: str) -> list[str]:
    """A lead already made, and what it means."""
    return [".TP", lead, *lines]


def example(words: str) -> list[str]:
    """A line that is typed as it stands."""
    return [".PP", ".nf", ".RS", text(words), ".RE", ".fi"]
