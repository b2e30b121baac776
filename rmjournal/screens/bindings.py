"""Textual's bindings, made from the declared keys and translated when they are shown."""

from __future__ import annotations

import re
from dataclasses import replace

from textual.binding import ActiveBinding, Binding, BindingType

from rmjournal.i18n import _
from rmjournal.keys import EVERYWHERE, KEYS, Key

Active = dict[str, ActiveBinding]
_ALWAYS = re.compile(r"f[0-9]+|ctrl\+[a-z]")
"""The keys that no field takes for itself."""


def bindings(place: str) -> list[BindingType]:
    """The bindings of a screen; function keys and Ctrl work while one types, other keys do not."""
    return [
        Binding(
            each.key, each.action, each.label, tooltip=each.tip, show=not each.quiet,
            priority=bool(_ALWAYS.fullmatch(each.key)), id=f"{place}.{each.action}",
        )
        for each in KEYS[place]
    ]  # fmt: skip


def in_our_words(active: Active, place: str) -> Active:
    """The bindings in the language in use; the footer has the screen's own keys where it has some."""
    own = {each.action: each for each in KEYS.get(place, ())}
    chosen = {each.key: each for each in KEYS.get(place, ())}
    general = {each.action: each for each in KEYS[EVERYWHERE]}
    crowded = any(not each.quiet for each in own.values())
    return {
        key: _worded(each, declared, show=not (declared.quiet or (crowded and declared.action not in own)))
        for key, each in active.items()
        if (declared := own.get(each.binding.action) or general.get(each.binding.action)
            # What Enter does on a list is said by the screen, which the list tells of it.
            or (chosen.get(key) if each.binding.action == "choose" else None))
    }  # fmt: skip


def _worded(active: ActiveBinding, declared: Key, *, show: bool) -> ActiveBinding:
    binding = replace(
        active.binding, description=_(declared.label), tooltip=_(declared.tip), show=show
    )
    return active._replace(binding=binding, tooltip=_(declared.tip))
