"""Other keys for commands: which can be had, and how a setting such as ``x=d ctrl+f=ctrl+k`` is read."""

from __future__ import annotations

import re

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.keys import KEYS, Key

_OURS = re.compile(r"[a-z]|f[0-9]{1,2}|ctrl\+[a-z]")
_TAKEN = frozenset({"ctrl+c", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+h", "ctrl+z"})
"""What a terminal or every field takes for itself."""


ANYWHERE = {
    "n": N_("Add something new: a session, an item, an objective, feedback …"),
    "e": N_("Change what is marked, or its words."),
    "f": N_("Say that this is done: a session, an item, an objective, an action."),
    "m": N_("Move this to another date."),
    "r": N_("Answer feedback, or an invitation."),
    "k": N_("Say that you read feedback, or take a packet."),
    "y": N_("Agree to an objective, sign the charter, or say that words are the same."),
    "ctrl+s": N_("Keep or save what is on the screen."),
}
"""What a key does wherever it is, where each screen has a sentence of its own for it: msgids."""


def usual() -> dict[str, Key]:
    """Each key that can be given another, with the first command that has it, said for all screens."""
    found: dict[str, Key] = {}
    for keys in KEYS.values():
        for each in keys:
            if _OURS.fullmatch(each.key):
                found.setdefault(each.key, each._replace(tip=ANYWHERE.get(each.key, each.tip)))
    return found


def changed(setting: str) -> dict[str, str]:
    """The keys that were given another, from a setting such as ``x=d ctrl+f=ctrl+k``.

    What is not a key of ours, or would make one key mean two things, is passed over.
    """
    found: dict[str, str] = {}
    for each in setting.split():
        old, _equals, new = each.partition("=")
        if old in usual() and _free(found, old, new):
            found[old] = new
    return found


def rekeyed(setting: str, old: str, new: str) -> str:
    """The setting with one change more; raises UsageProblem where the new key cannot be had."""
    kept = {key: value for key, value in changed(setting).items() if key != old}
    if new != old:
        if not _free(kept, old, new):
            raise UsageProblem(
                N_("This key cannot be had: it has a meaning already, or no screen gets it."),
                kept=N_("The keys are as they were."),
                todo=N_(
                    "Take a letter, a function key, or Ctrl with a letter that is not in the list."
                ),
            )
        kept[old] = new
    return " ".join(f"{key}={value}" for key, value in kept.items())


def checked(setting: str) -> str:
    """The setting as it is understood; raises UsageProblem for a change that cannot be had."""
    made = ""
    for each in setting.split():
        old, _equals, new = each.partition("=")
        if old not in usual():
            raise UsageProblem(
                N_("“{text}” is not a key that can be changed."),
                todo=N_("Write each change as x=d, the usual key first."),
                text=old[:20],
            )
        made = rekeyed(made, old, new)
    return made


def keymap(setting: str) -> dict[str, str]:
    """The key of each command that has another than declared, by the command's id."""
    others = changed(setting)
    return {
        f"{place}.{each.action}": others[each.key]
        for place, keys in KEYS.items()
        for each in keys
        if each.key in others
    }


def _free(others: dict[str, str], old: str, new: str) -> bool:
    """Whether nothing else has the key, once ``others`` are changed.

    What works while one types cannot become a letter, which could not be typed any more then.
    """
    typed = len(new) == 1 < len(old)
    in_use = {others.get(key, key) for key in usual() if key != old}
    return not typed and bool(_OURS.fullmatch(new)) and new not in in_use | _TAKEN
