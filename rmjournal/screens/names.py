"""Keys and languages as people read them."""

from __future__ import annotations

from rmjournal.i18n import N_, _

TONGUES = {"en": "English", "fr": "Français"}
"""Each language in its own words."""
GREAT = {
    "escape": N_("Esc"), "enter": N_("Enter"), "space": N_("Space"), "left": "←", "right": "→",
    "shift+up": N_("Shift+↑"), "shift+down": N_("Shift+↓"),
}  # fmt: skip
"""The keys that have names, msgids."""


def key_name(key: str) -> str:
    """A key as people read it."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    if key in GREAT:
        return _(GREAT[key])
    return key.upper() if key[:1] == "f" and key[1:] else key
