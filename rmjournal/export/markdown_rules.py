"""What a typed character could do in Markdown: each rule with its reason, and the patterns they make.

No pattern here can backtrack over a text twice: each takes time in proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Rule(NamedTuple):
    """Something a typed character could do, and why it must not, or may."""

    name: str
    pattern: str
    why: str


PUNCTUATION = r"!-/:-@\[-`{-~"
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
    Rule("typed", rf"\\[{PUNCTUATION}]", "a typed backslash would vanish"),
    Rule("last", r"\\(?=\n|\Z|(?i:https?)://)", "would break the line, or disarm our next mark"),
    Rule("run", r"[*_]++", "emphasis where it is balanced, else characters: see markdown_emphasis"),
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
WITHIN_LINE = _pattern((*KEPT, *ESCAPED, *GUESSED), _FIRST)
"""Whatever could act within a line, or may."""
WITHIN_LABEL = _pattern(ESCAPED, _FIRST)
"""Whatever could act within the words of a link, where no other link may stand."""
AT_START = _pattern(STARTS)
"""Whatever could act where a line of ours begins."""
AT_START_IN_BLOCK = _pattern((HASH, *STARTS))
"""Whatever could act where a line of theirs begins."""
SPACES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff"
"""What no typed line begins or ends with once it is set."""
