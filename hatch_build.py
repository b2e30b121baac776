"""Compiles the message catalogues and the templates when the package is built or installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface[Any]):
    """Writes each ``.mo`` beside its ``.po``, and what the built-in templates are for this Python."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before the files are collected, for a wheel and for an editable install alike."""
        for source in Path(self.root, "rmjournal", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
        sys.path.insert(0, self.root)
        from rmjournal.export import sandbox

        sandbox.install()
