"""What a refusal says on a screen: where it names a command, the key that does the same."""

from __future__ import annotations

import re

from rmjournal import telling
from rmjournal.commands import BY_PATH
from rmjournal.errors import RmjournalError
from rmjournal.i18n import _
from rmjournal.keys import EVERYWHERE, KEYS, Key
from rmjournal.screens.names import key_name
from rmjournal.screens.undoing import deed

_NAMED = re.compile(
    r"([“«][\u00a0\u202f ]?)(?:rmjournal )?([a-z]+(?: [a-z]+)?)[^”»]*?([\u00a0\u202f ]?[”»])"
)
"""A command between quotes, with what is typed after it."""
_TYPED = re.compile(r"[:,] ?rmjournal [a-z]+ ")
"""A command to type as it stands, which there is no use for on a screen."""
_OPTION = re.compile(r" (?:with|avec) --[a-z-]+")
"""An option of a command, which a screen has a field for."""
_ROOMS = {
    "go('export')": "export",
    "go('feedback')": "feedback",
    "go('learnings')": "learnings",
    "go('objectives')": "objectives",
    "go('pair')": "pair",
    "go('sessions')": "sessions",
}
"""The commands that open a screen of their own, and which."""
_SHOWN_BY = {
    "action list": "learning list",
    "agenda show": "session show",
    "backup list": "trash list",
    "charter edit": "charter set",
    "config set": "config show",
    "pair list": "charter show",
    "pair show": "charter show",
}
"""Commands that are no key's twin, or one's that is not always there, and whose key does the same."""


def sentences(error: RmjournalError) -> list[str]:
    """The sentences of the error in the words of the screens."""
    verb = error.values.get("verb")
    if isinstance(verb, str) and verb in BY_PATH:
        error.values["verb"] = deed(verb)
    said = [each for each in telling.sentences(error) if not _TYPED.search(each)]
    return [_OPTION.sub("", _in_keys(each)) for each in said]


def _in_keys(sentence: str) -> str:
    """The sentence with a label and a key in place of each command that has them."""
    return _NAMED.sub(_instead, sentence)


def _instead(found: re.Match[str]) -> str:
    opening, path, closing = found.groups()
    for each in (path, path.partition(" ")[0]):
        if each in BY_PATH and (way := _way(_SHOWN_BY.get(each, each))):
            key, keys = way
            return f"{opening}{_(key.label)}{closing} ({', '.join(keys)})"
    return found.group()


def _way(path: str) -> tuple[Key, list[str]] | None:
    """The key that does what a command does, after the one that opens the only screen with it."""
    found = [(place, each) for place in KEYS for each in KEYS[place] if each.twin == path]
    if not found:
        return None
    place, key = found[0]
    rooms = [each.key for each in KEYS[EVERYWHERE] if _ROOMS.get(each.action) == place]
    return key, [key_name(each) for each in (*rooms[: len(found) == 1], key.key)]
