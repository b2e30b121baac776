"""Compiles the message catalogues and the templates when the package is built or installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface[Any]):
    """Writes the ``.mo`` files beside each ``.po``, and what the built-in templates are for this Python."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before the files are collected, for a wheel and for an editable install alike."""
        sys.path.insert(0, self.root)
        from rmjournal.export import sandbox
        from tools import catalogue

        for source in Path(self.root, "rmjournal", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as po:
                catalogue.compile(source, read_po(po))
        sandbox.install()
