"""What the person chose: their language, their time zone, their editor, the pair spoken of."""

from __future__ import annotations

from rmjournal.storage.settings import Settings, change, load

__all__ = ["Settings", "change", "load"]
