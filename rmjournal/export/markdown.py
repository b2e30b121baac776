"""What people typed, put into Markdown so that it reads as typed and does nothing else.

Kept: paragraphs with their line breaks, bulleted and numbered lists, ``*x*``, ``**x**`` and
``_x_``, code within a line, http(s) links and e-mail addresses. Everything else is text: a
backslash is added only where a character would otherwise act, so prose leaves as it came.
Every function takes time in proportion to the text: no pattern below can backtrack over it twice.
"""

from __future__ import annotations

import html
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from rmjournal.i18n import NBSP
from rmjournal.text import clean

MAX_DEPTH = 5
"""Levels of nested lists kept; deeper ones join the last (some readers drop text past ten)."""


class Rule(NamedTuple):
    """Something a typed character could do, and why it must not, or may."""

    name: str
    pattern: str
    why: str


_PUNCTUATION = r"!-/:-@\[-`{-~"
_ADDRESS = r"[A-Za-z0-9._+-]++@[A-Za-z0-9]++(?:[.-][A-Za-z0-9]++)++"
_IN_LINK = r"""[^\s<>()\[\]"'`\\]"""
_IN_SITE = r"(?:[^ \n\\*_`~<&!\[\]^/]|!(?!\[)|/(?!/)|(?<=[^\W_])_(?=[^\W_])|&(?=\w++=))"
_IN_URL = r"""[^\s<>()\[\]"`\\‘’“”«»…]"""

KEPT = (
    Rule(
        "link",
        rf"\[(?=\s*+[^\s\]])[^\[\]<`\\\n]++\]"
        rf"\((?i:https?)://(?=\w)(?:{_IN_LINK}|\({_IN_LINK}*+\))++\)",
        "a link on the web is useful; one to anything else, or with a title, stays text",
    ),
    Rule(
        "auto",
        rf"<(?i:https?)://[^\s<>`]++>|<{_ADDRESS}>",
        "already the form that every reader of Markdown makes a link",
    ),
    Rule(
        "url",
        rf"(?i:https?)://(?=\w)(?:{_IN_URL}|\({_IN_URL}*+\))+(?<![.,;:!?'*_~])",
        "gets angle brackets (MD034): its stars and underscores are no emphasis",
    ),
    Rule(
        "site",
        rf"(?<![^\W_])(?i:www)\.{_IN_SITE}*+(?![^ \n])",
        "linked by GitHub, harmless as long as it holds nothing to escape",
    ),
)
ESCAPED = (
    Rule("typed", rf"\\[{_PUNCTUATION}]", "a typed backslash would vanish"),
    Rule("last", r"\\(?=\n|\Z|(?i:https?)://)", "would break the line, or disarm our next mark"),
    Rule("run", r"[*_]++", "emphasis where it is balanced, else characters: see _role and _pairs"),
    Rule("tick", r"`++", "left alone, it could open code that swallows what follows"),
    Rule("strike", r"~~++|(?<=\w)~|~(?!\w)", "strikes out, or opens a fence"),
    Rule("tag", r"<(?=[A-Za-z/!?]|[\w.!#$%&'*+/=?^`{|}~-]++@)", "HTML, comment or autolink"),
    Rule("entity", r"&#?[0-9A-Za-z]{1,40}(?:;|\Z)", "would show another character"),
    Rule("image", r"!(?=\[)", "would fetch an image"),
    Rule("target", r"(?<=\])\(", "would link to what KEPT did not accept"),
    Rule("label", r"(?<=[\])])\[|\[(?=\^)", "a reference, a footnote, a link backwards (MD011)"),
    Rule("note", r"\^(?=\[)", "a footnote within the line"),
)
GUESSED = (
    Rule("odd_site", rf"(?<![^\W_])(?i:www)\.{_IN_SITE}*+", "GitHub would link our escapes too"),
    Rule("host", r"(?<!/)//(?=\S|\Z)", "readers that guess links guess //host and ftp:// too"),
)
"""Links nobody wrote, which some readers see everywhere but within a link."""
STARTS = (
    Rule("heading", r"(?=#{1,6}(?:\s|\Z))", "a heading"),
    Rule("quote", r"(?=>)", "a block quote that is not ours"),
    Rule("bullet", r"(?=[-+*](?:\s|\Z))", "a list; typed lists are found before"),
    Rule("meaning", r"(?=:(?:\s|\Z))", "a list of definitions, for Pandoc and others"),
    Rule("number", r"[0-9]{1,9}(?=[.)](?:\s|\Z))", "a list that would renumber « 1986. »"),
    Rule("ruler", r"(?=[-=+|:\s]*+\Z)(?=[:\s]*+[-=+|])", "underline, rule, table, front matter"),
)
HASH = Rule("hash", r"(?=#)", "old readers take #word for a heading (MD018)")


def _pattern(rules: Iterable[Rule], first: str = "") -> re.Pattern[str]:
    """One pattern that tries the rules in order, only at ``first``, and names the one that fits."""
    names = "|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in rules)
    return re.compile(f"(?={first})(?:{names})")


_FIRST = r"[\\*_`~<&!\[(^/hHwW]"
_TOKEN = _pattern((*KEPT, *ESCAPED, *GUESSED), _FIRST)
_TOKEN_IN_LABEL = _pattern(ESCAPED, _FIRST)
_START = _pattern(STARTS)
_START_IN_BLOCK = _pattern((HASH, *STARTS))
_TICKS = re.compile(r"(?<!\\)(\\*+)(`++)|\n")
_RISKY = frozenset("\\`*_[]<&!~/^")
_ACTIVE = re.compile(r"[\\*_`~<&\[\]^]")
"""What a rule within a line needs, bare links aside."""
_WWW = re.compile(r"[wW][wW][wW]\.")
_SEEN = bytes.maketrans(bytes(range(0x20)) + b"\x7f\\*_`~<&[]^/#", bytes(0x2D))
"""Zero for controls and for what a rule within a line or at its end needs."""
_STARTING = frozenset(b">-+:=|0123456789")
"""What a rule at the beginning of a line needs beside those; no text begins so and is ordinary."""
_EMPHASIS = frozenset({"*", "**", "***", "_", "**_", "_**"})
_BLANK = frozenset({"space", "edge"})
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff"
_ITEM = re.compile(r"([-*+]|[1-9][0-9]{0,8}[.)]) +(.+)")
_RULER = re.compile(r"([-*])(?:\s*+\1)*+\Z")
_LAST = re.compile(r"(?<![\w*\\])(\*{1,3}+|_)(?=\S)([^*_`\\]*[^\W_])([^\w*`\\]*[^\w\s*`\\])\1\Z")
"""Emphasis to the end of a text, punctuation included; it must end after a letter, for our own
stars may follow at once."""
_HEADING = re.compile(r"(#{1,6}) +")
_MARK = re.compile(
    rf"\\(?P<typed>[{_PUNCTUATION}])|<(?P<auto>(?i:https?)://[^\s<>]++)>"
    r"|\[(?P<words>(?:\\.|[^\[\]\\])++)\]\((?P<to>[^\s()]++(?:\([^\s()]*+\)[^\s()]*+)*+)\)"
    r"|(?P<still>(?<=\s)\*++(?=\s))|\*++"
)


def inline(text: str) -> str:
    """The text as one line of Markdown, for a list item, a bold run or a heading of ours.

    Self-contained: it opens nothing that it does not close. Our templates put a space or
    punctuation around it, but none of ``(``, ``[`` or ``:`` right after it, and a space after
    an emphasis of theirs that holds it.
    """
    if _ordinary(text):
        return text
    parts = (part.strip(_SPACES) for part in clean(text).replace("\t", " ").split("\n"))
    typed = " ".join(part for part in parts if part)
    if not _tame(typed):
        typed = _marked(_LAST.sub(r"\1\2\1\3", typed), edge="")
    line = _disarmed(typed, _START)
    if _may_define(line) and "]:" in line:
        line = f"\\{line}"
    head = line.rstrip("#")
    closes_heading = head != line and (not head or head[-1].isspace())
    return f"{head}\\{line[len(head) :]}" if closes_heading else line


def block(text: str, indent: int = 0) -> str:
    """The text as paragraphs and lists; every line, the first too, moved right by ``indent``.

    A line break stays one, as two spaces at the end of the line: nothing shows in a mail.
    """
    page = _Page()
    for line in _adopted([_line(raw) for raw in clean(text).expandtabs(4).split("\n")]):
        page.add(line)
    page.end_paragraph()
    return "\n".join(" " * indent + line if line else "" for line in page.out)


def quote(text: str) -> str:
    """The text as a block quote of ours, every line of it marked."""
    quoted = block(text)
    return "\n".join(f"> {line}" if line else ">" for line in quoted.split("\n")) if quoted else ""


def plain(markdown: str) -> str:
    """Our own Markdown as plain text: no emphasis marks, no escapes, links spelled out."""
    return "\n".join(_plain_line(line) for line in markdown.split("\n"))


def _marked(text: str, edge: str = "\n", token: re.Pattern[str] = _TOKEN) -> str:
    """The text with its own emphasis, code and links, and all else that could act escaped.

    ``edge`` is what stands on either side; nothing where only a template knows.
    """
    if not token.search(text):
        return text
    pieces, places = _pieces(text, token)
    around = [edge, *pieces, edge]
    joins = not edge and places[:1] == [0]
    roles = [_role(around[at][-1:], around[at + 1], around[at + 2][:1], joins) for at in places]
    for at, run in zip(places, _settled([pieces[at] for at in places], roles), strict=True):
        pieces[at] = run
    return "".join(pieces)


def _ordinary(text: str) -> bool:
    """Whether the text is a line of prose that ``inline`` leaves as it is: most are, told quickly."""
    shown = text.isascii() or text.isprintable() or text.replace(NBSP, "").isprintable()
    if not shown or not text or text.strip() != text:
        return False
    seen = text.encode().translate(_SEEN)
    return 0 not in seen and seen[0] not in _STARTING


def _tame(text: str) -> bool:
    """Whether no rule within a line can apply: ordinary prose, told quickly."""
    return not (_ACTIVE.search(text) or "//" in text or _WWW.search(text))


def _pieces(text: str, token: re.Pattern[str]) -> tuple[list[str], list[int]]:
    """The text cut where a rule applies, safe but for runs of stars, and the places of those."""
    pieces: list[str] = []
    runs: list[int] = []
    past = 0
    for start, end in [*_code(text), (len(text), len(text))]:
        for match in token.finditer(text, past):
            if match.start() >= start:
                break
            if match.start() > past:
                pieces.append(text[past : match.start()])
            if match.lastgroup == "run":
                runs.append(len(pieces))
            pieces.append(_SAFE.get(match.lastgroup, _escaped)(match.group()))
            past = match.end()
        pieces += filter(None, (text[past:start], _tidied(text[start:end])))
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
    closed = typed.rstrip(";") + ";"
    return typed if html.unescape(closed) == closed else f"\\{typed}"


def _link(typed: str) -> str:
    """The link, its words made safe on their own."""
    words, _, target = typed[1:].partition("](")
    return f"[{_marked(words.strip(), token=_TOKEN_IN_LABEL)}]({target}"


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


def _code(text: str) -> list[tuple[int, int]]:
    """Where code within a line starts and ends: a run of backticks and the next as long."""
    ticks = list(_TICKS.finditer(text)) if "`" in text else []
    spans, order = [], 0
    closers = _closers([match[2] for match in ticks])
    while order < len(ticks):
        closer = closers[order]
        escaped = len(ticks[order][1] or "") % 2
        start, inner = ticks[order].end(), ticks[closer].start(2)
        if closer and not escaped and not text[start:inner].isspace():
            spans.append((ticks[order].start(2), ticks[closer].end()))
            order = closer
        order += 1
    return spans


def _closers(ticks: list[str | None]) -> list[int]:
    """For each run of backticks the place of the next equal one on its line, else zero."""
    closers = [0] * len(ticks)
    coming: dict[str, int] = {}
    for order in range(len(ticks) - 1, -1, -1):
        tick = ticks[order]
        if tick is None:
            coming.clear()
        else:
            closers[order] = coming.get(tick, 0)
            coming[tick] = order
    return closers


def _tidied(code: str) -> str:
    """Code without blanks inside its marks (MD038), but those a backtick of its own needs."""
    ticks = code[: len(code) - len(code.lstrip("`"))]
    inner = code[len(ticks) : -len(ticks)].strip() if ticks else ""
    pad = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{ticks}{pad}{inner}{pad}{ticks}"


@lru_cache(1024)
def _kind(char: str) -> str:
    """What a character is to emphasis beside it; "unsure" where versions of CommonMark differ."""
    if not char:
        return "edge"
    if char.isspace():
        return "space"
    if char in string.punctuation or (unicodedata.category(char)[0] == "P" and char < "\U00010000"):
        return "mark"
    return "unsure" if unicodedata.category(char)[0] in "SPC" or char > "\uffff" else "word"


@lru_cache(1024)
def _role(before: str, run: str, after: str, joins: bool) -> str:
    """What a run does wherever our templates put it: "open", "close", stay "still", or "loose".

    One that opens must not be able to close, lest it close an emphasis of ours. One that closes
    may be able to open, for it meets its own opener first; unless that one ``joins`` stars of
    ours, when their lengths could forbid it (the rule of three).
    """
    left, right = _kind(before), _kind(after)
    words = left == right == "word"
    if (words and not run.strip("_")) or (run in {"*", "**"} and left == right == "space"):
        return "still"
    if run not in _EMPHASIS or {left, right} <= _BLANK:
        return "loose"
    if left in _BLANK or (left, right) == ("mark", "word"):
        return "open"
    if right == "space" or (left == "word" and right in {"mark", "edge"}):
        return "close"
    closes = right == "mark" or (left == "word" and "_" not in run)
    return "close" if closes and not joins else "loose"


def _settled(runs: list[str], roles: list[str]) -> Iterator[str]:
    """Each run as it goes out: balanced ones as stars (MD049), still ones as typed, others escaped.

    Two lone stars in a paragraph look to linters like spaces inside emphasis (MD037).
    """
    pairs = _pairs(runs, roles)
    alone = sum(role == "still" and "*" in run for run, role in zip(runs, roles, strict=True)) == 1
    for place, (run, role) in enumerate(zip(runs, roles, strict=True)):
        if place in pairs:
            yield run.replace("_", "*")
        else:
            yield run if role == "still" and (alone or "_" in run) else _each(run)


def _pairs(runs: list[str], roles: list[str]) -> set[int]:
    """The places of the runs that open and close emphasis, properly nested."""
    emphasis = _Emphasis([*runs])
    for place, role in enumerate(roles):
        if role == "open":
            emphasis.open(place)
        elif role == "close":
            emphasis.close(place)
    halves = emphasis.halves.items()
    return emphasis.pairs | {closer for opener, closer in halves if opener in emphasis.pairs}


@dataclass(slots=True)
class _Emphasis:
    """Runs by their places: those open, how many of each, and those that found each other."""

    marks: list[str]
    opened: list[int] = field(default_factory=list)
    waiting: Counter[str] = field(default_factory=Counter)
    halves: dict[int, int] = field(default_factory=dict)
    pairs: set[int] = field(default_factory=set)

    def open(self, place: int) -> None:
        """The run waits for one that closes it."""
        self.opened.append(place)
        self.waiting[self.marks[place]] += 1

    def close(self, place: int) -> None:
        """The run closes the last one of its kind; three stars are also one and two."""
        mark = self.marks[place][::-1]
        if mark in {"*", "**"} and self._tops(1) == ["***"]:
            opener = self._reach("***")
            self.marks[opener] = "***"[len(mark) :]
            self.halves[opener] = place
            self.open(opener)
        elif self.waiting[mark]:
            self.pairs |= {place, self._reach(mark)}
        elif mark == "***" == "".join(self._tops(2)):
            self.pairs |= {place, *(self._reach(top) for top in reversed(self._tops(2)))}

    def _tops(self, count: int) -> list[str]:
        """The marks of the runs opened last."""
        return [self.marks[opener] for opener in self.opened[-count:]]

    def _reach(self, mark: str) -> int:
        """The place of the last run opened with this mark; those since stay unbalanced."""
        while True:
            opener = self.opened.pop()
            self.waiting[self.marks[opener]] -= 1
            if self.marks[opener] == mark:
                return opener


def _disarmed(line: str, start: re.Pattern[str]) -> str:
    """The line with a backslash before what would make its beginning more than text."""
    match = start.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line


def _may_define(line: str) -> bool:
    """Whether the line begins with a bracket that is not a link's: a definition or footnote."""
    first = line.find("]")
    is_link = line[first : first + 2] == "](" and line[first - 1] != "\\"
    return line.startswith("[") and not is_link


class _Line(NamedTuple):
    """A typed line: its indent, its list marker (``-``, ``12.``, ``12)`` or nothing), its text."""

    indent: int
    marker: str
    text: str

    @property
    def number(self) -> int:
        """The number of an item, or -1."""
        return int(self.marker[:-1]) if len(self.marker) > 1 else -1


def _line(raw: str) -> _Line:
    """The line taken apart; a row of dashes or stars is no item."""
    text = raw.strip(_SPACES)
    indent = len(raw) - len(raw.lstrip(" "))
    item = None if _RULER.match(text) else _ITEM.match(text)
    if not item:
        return _Line(indent, "", text)
    return _Line(indent, item[1] if item[1][-1] in ".)" else "-", item[2].strip(_SPACES))


def _adopted(lines: list[_Line]) -> list[_Line]:
    """The lines, those typed flush left between item n and item n+1 moved under item n."""
    adopted = list(lines)
    last = -1
    for at, line in enumerate(lines):
        if line.number < 0 or line.indent > 1:
            continue
        before = lines[last] if last >= 0 else _Line(0, "", "")
        if line.number == before.number + 1 and line.marker[-1] == before.marker[-1:]:
            adopted[last + 1 : at] = [
                each._replace(indent=each.indent + 4) for each in lines[last + 1 : at]
            ]
        elif line.number > 1:
            continue
        last = at
    return adopted


@dataclass(slots=True)
class _Level:
    """A list that is open: where its items were typed, where their text goes, the last number."""

    indent: int
    margin: int
    kind: str
    number: int
    step: int | None = None

    def takes(self, line: _Line) -> bool:
        """Whether the item goes on with this list: the next number, or 1 again as in 1. 1. 1."""
        step = line.number - self.number
        follows = step == 1 or line.number == self.number == 1
        return line.marker[-1] == self.kind and (
            self.kind == "-" or (follows and self.step in {None, step})
        )

    def take(self, line: _Line, margin: int) -> None:
        """The item is the last of this list now; a longer number moves its text."""
        self.step = line.number - self.number
        self.number = line.number
        self.margin = margin


@dataclass(slots=True)
class _Page:
    """Typed lines set anew as paragraphs and lists, with the blanks and indents linters ask."""

    out: list[str] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    prefix: str = ""
    gap: bool = False

    def add(self, line: _Line) -> None:
        """The next line: a blank, an item, or prose, which a number out of order also is."""
        if not line.text:
            self.end_paragraph()
            self.gap = True
        elif not (line.marker and self._item(line)):
            self._prose(line.indent, f"{line.marker} {line.text}".strip())

    def end_paragraph(self) -> None:
        """What was gathered goes out, below a blank line if one is due."""
        if self.typed:
            first, *rest = _paragraph(self.typed)
            margin = " " * len(self.prefix)
            self.out += [""] * bool(self.gap and self.out)
            self.out += [self.prefix + first, *(margin + line for line in rest)]
            self.typed, self.gap = [], False

    def _item(self, line: _Line) -> bool:
        """Whether the line is an item, then begun; a numbered list starts at 1 (MD029)."""
        keep = min(self._left_of(line.indent - 1), MAX_DEPTH - 1)
        level = self.levels[keep] if keep < len(self.levels) else None
        same = level is not None and level.kind == line.marker[-1]
        if (level and same and not level.takes(line)) or (line.number > 1 and not same):
            return False
        margin = self.levels[keep - 1].margin if keep else 0
        self._begin(" " * margin + line.marker + " ", line.text)
        if level and same:
            level.take(line, len(self.prefix))
        else:
            self.gap = self.gap or level is not None or not keep
            level = _Level(line.indent, len(self.prefix), line.marker[-1], line.number)
        self.levels[keep:] = [level]
        return True

    def _prose(self, indent: int, text: str) -> None:
        """The text on the line below in the same paragraph, or a new one as deep as its indent."""
        keep = self._left_of(indent)
        if self.typed and keep == len(self.levels):
            self.typed.append(text)
            return
        del self.levels[keep:]
        self._begin(" " * (self.levels[-1].margin if keep else 0), text)
        self.gap = True

    def _begin(self, prefix: str, text: str) -> None:
        """A new paragraph, once the one before is out."""
        self.end_paragraph()
        self.prefix, self.typed = prefix, [text]

    def _left_of(self, column: int) -> int:
        """How many open lists have their marker left of the column."""
        count = len(self.levels)
        while count and self.levels[count - 1].indent >= column:
            count -= 1
        return count


def _paragraph(typed: list[str]) -> list[str]:
    """The lines of one paragraph made safe, each but the last ending in a line break."""
    lines = _marked("\n".join(typed)).split("\n")
    last = max((at for at, line in enumerate(lines) if "]:" in line), default=-1)
    safe = [
        f"\\{line}" if at <= last and _may_define(line) else _disarmed(line, _START_IN_BLOCK)
        for at, line in enumerate(lines)
    ]
    return [*(f"{line}  " for line in safe[:-1]), safe[-1]]


def _plain_line(line: str) -> str:
    """The line without its marks; a heading of the first two levels is underlined."""
    heading = _HEADING.match(line)
    text = _unmarked(line[heading.end() :] if heading else line).rstrip()
    level = len(heading[1]) if heading else 0
    return f"{text}\n{' =-'[level] * len(text)}" if level in {1, 2} else text


def _unmarked(line: str) -> str:
    """The line without emphasis and escapes, its code untouched."""
    shown, past = "", 0
    for start, end in _code(line):
        shown += _MARK.sub(_shown, line[past:start]) + line[start:end]
        past = end
    return shown + _MARK.sub(_shown, line[past:])


def _shown(mark: re.Match[str]) -> str:
    """What a reader sees of the mark."""
    if mark["words"]:
        words = _unmarked(mark["words"])
        return words if words == mark["to"] else f"{words} ({mark['to']})"
    return mark["typed"] or mark["auto"] or mark["still"] or ""
