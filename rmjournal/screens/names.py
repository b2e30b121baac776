"""Keys as people read them."""

from __future__ import annotations

from rmjournal.i18n import _


def key_name(key: str) -> str:
    """A key as people read it."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _("Esc") if key == "escape" else key.upper() if key[:1] == "f" and key[1:] else key
