"""A typed text made inert: its own emphasis, code and links kept, and all else that could act escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from rmjournal.export import markdown_code
from rmjournal.export.markdown_emphasis import role_of, settled
from rmjournal.export.markdown_rules import WITHIN_LABEL, WITHIN_LINE

_RISKY = frozenset("\\`*_[]<&!~/^")


def marked(text: str, edge: str = "\n", token: re.Pattern[str] = WITHIN_LINE) -> str:
    """The text with its own emphasis, code and links, and all else that could act escaped.

    ``edge`` is what stands on either side; nothing where only a template knows.
    """
    if not token.search(text):
        return text
    pieces, places = _pieces(text, token)
    around = [edge, *pieces, edge]
    joins = not edge and places[:1] == [0]
    roles = [role_of(around[at][-1:], around[at + 1], around[at + 2][:1], joins) for at in places]
    for at, run in zip(places, settled([pieces[at] for at in places], roles), strict=True):
        pieces[at] = run
    return "".join(pieces)


def disarmed(line: str, start: re.Pattern[str]) -> str:
    """The line with a backslash before what would make its beginning more than text."""
    match = start.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line


def may_define(line: str) -> bool:
    """Whether the line begins with a bracket that is not a link's: a definition or footnote."""
    first = line.find("]")
    is_link = line[first : first + 2] == "](" and line[first - 1] != "\\"
    return line.startswith("[") and not is_link


def _pieces(text: str, token: re.Pattern[str]) -> tuple[list[str], list[int]]:
    """The text cut where a rule applies, safe but for runs of stars, and the places of those."""
    pieces: list[str] = []
    runs: list[int] = []
    past = 0
    for start, end in [*markdown_code.spans(text), (len(text), len(text))]:
        for match in token.finditer(text, past):
            if match.start() >= start:
                break
            if match.start() > past:
                pieces.append(text[past : match.start()])
            if match.lastgroup == "run":
                runs.append(len(pieces))
            pieces.append(_SAFE.get(match.lastgroup, _escaped)(match.group()))
            past = match.end()
        pieces += filter(None, (text[past:start], markdown_code.tidied(text[start:end])))
        past = end
    return pieces, runs


def _escaped(typed: str) -> str:
    """The characters with one backslash before them."""
    return f"\\{typed}"


def _each(typed: str) -> str:
    """The characters with a backslash before each."""
    return "".join(f"\\{char}" for char in typed)


def _backslash(typed: str) -> str:
    """A typed backslash, and after it a character that must not act either."""
    return f"\\\\\\{typed[1]}" if typed[1] in _RISKY else f"\\{typed}"


def _entity(typed: str) -> str:
    """The ampersand escaped where a reader would show another character than was typed."""
    import html

    closed = typed.rstrip(";") + ";"
    return typed if html.unescape(closed) == closed else f"\\{typed}"


def _link(typed: str) -> str:
    """The link, its words made safe on their own."""
    words, _, target = typed[1:].partition("](")
    return f"[{marked(words.strip(), token=WITHIN_LABEL)}]({target}"


_SAFE: dict[str | None, Callable[[str], str]] = {
    "link": _link,
    "auto": str,
    "url": "<{}>".format,
    "site": str,
    "odd_site": partial(re.compile(r"(?i)(?<=www)\.").sub, r"\\."),
    "typed": _backslash,
    "run": str,
    "tick": _each,
    "strike": _each,
    "entity": _entity,
    "host": r"\{}".format,
}
