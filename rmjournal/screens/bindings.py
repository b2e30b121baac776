"""Textual's bindings, made from the declared keys and translated when they are shown."""

from __future__ import annotations

import re
from dataclasses import replace

from textual.binding import ActiveBinding, Binding, BindingType

from rmjournal.i18n import _
from rmjournal.keys import EVERYWHERE, KEYS, MARKED, Key

Active = dict[str, ActiveBinding]
CHOOSE = "choose"
"""What Enter asks of a list."""
SUBMIT = "submit"
"""What Enter asks of a field of one line."""
PRESS = "press"
"""What Enter asks of a button; space does too, but goes without saying."""
_ALWAYS = re.compile(r"f[0-9]+|ctrl\+[a-z]|(?:shift\+)?tab")
"""The keys that no field takes for itself."""


def takes_precedence(key: str) -> bool:
    """Whether a key does the same while one types in a field."""
    return bool(_ALWAYS.fullmatch(key))


STEPS: list[BindingType] = [
    Binding("tab", "app.focus_next", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", show=False, priority=True),
]
"""From field to field at once, so that what is typed right after it is not for the field before."""


SCROLL: list[BindingType] = [
    Binding(key, f"scroll('{how}')", show=False)
    for key, how in (
        ("down", "down"), ("up", "up"), ("pagedown", "page_down"), ("pageup", "page_up"),
        ("home", "home"), ("end", "end"),
    )
]  # fmt: skip
"""The keys that scroll a page on which nothing else listens to them."""


def bindings(place: str) -> list[BindingType]:
    """The bindings of a screen; function keys and Ctrl work while one types, other keys do not."""
    return [
        Binding(
            each.key, each.action, each.label, tooltip=each.tip, show=not each.quiet,
            priority=takes_precedence(each.key), id=f"{place}.{each.action}",
        )
        for each in KEYS[place]
    ]  # fmt: skip


def in_our_words(active: Active, place: str, facts: frozenset[str] = frozenset()) -> Active:
    """The bindings in the language in use, the screen's own first, in the order declared.

    The footer has only those, where it has some. Enter on a list is the screen's own Enter, which
    is there if what it needs is so; on a button it presses that one.
    """
    own = {each.action: each for each in KEYS.get(place, ())}
    enter = next((each for each in own.values() if each.key == "enter"), None)
    if enter is not None and (not enter.needs or enter.needs in facts):
        own[CHOOSE] = enter
        if not enter.needs:
            own[SUBMIT] = enter
            own[PRESS] = MARKED
    general = {each.action: each for each in KEYS[EVERYWHERE]}
    crowded = any(not each.quiet for each in own.values())
    found = {
        key: _worded(each, declared, show=not (declared.quiet or (crowded and each.binding.action not in own)))
        for key, each in active.items()
        if (declared := own.get(each.binding.action) or general.get(each.binding.action))
        and (key, each.binding.action) != ("space", PRESS)
    }  # fmt: skip
    order = [each.key for each in KEYS.get(place, ())]
    return dict(
        sorted(found.items(), key=lambda item: order.index(item[0]) if item[0] in order else 99)
    )


def called(active: Active, label: str, *actions: str) -> Active:
    """The bindings with another label, in the language in use, for what these actions do at present."""
    return {
        key: each._replace(binding=replace(each.binding, description=label))
        if each.binding.action in actions
        else each
        for key, each in active.items()
    }


def with_nothing_behind(active: Active, back: str) -> Active:
    """The bindings where there is nothing to go back to: not the one back, and the one that leaves."""
    return {
        key: each._replace(binding=replace(each.binding, show=True))
        if each.binding.action == "quit"
        else each
        for key, each in active.items()
        if each.binding.action != back
    }


def _worded(active: ActiveBinding, declared: Key, *, show: bool) -> ActiveBinding:
    binding = replace(
        active.binding, description=_(declared.label), tooltip=_(declared.tip), show=show
    )
    return active._replace(binding=binding, tooltip=_(declared.tip))
