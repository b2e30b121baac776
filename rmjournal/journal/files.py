"""Files beside the journal that a person asked for, or works on in their editor."""

from __future__ import annotations

from rmjournal.storage.disk import make_private
from rmjournal.storage.disk import save_small as save

__all__ = ["make_private", "save"]
