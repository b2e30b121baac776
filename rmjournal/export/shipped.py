"""The templates that come with the program."""

from __future__ import annotations

import re

from rmjournal import paths

_NAME = re.compile(r"[a-z]+\.md\.j2")


def shipped(name: str) -> str | None:
    """The source of a built-in template; none for any other name, a path above all."""
    path = paths.templates() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")
