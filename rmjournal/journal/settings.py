"""What the person chose: their language, their time zone, their editor, the pair spoken of."""

from __future__ import annotations

from rmjournal.storage.settings import THEMES, Settings, change, load

__all__ = ["THEMES", "Settings", "change", "load"]
