"""The templates that come with the program."""

from __future__ import annotations

import re

from rmjournal import paths

OWN = "template"
"""The name under which a person's own template is compiled."""
SUFFIX = ".md.j2"
PARTS = ("personal", "sections")
"""Templates that only others use."""
_NAME = re.compile(r"[a-z]+\.md\.j2")


def shipped(name: str) -> str | None:
    """The source of a built-in template; none for any other name, a path above all."""
    path = paths.templates() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return path.read_text(encoding="utf-8")


def templates() -> list[str]:
    """The names of the built-in templates, those that only others use last."""
    names = [path.name.removesuffix(SUFFIX) for path in paths.templates().glob(f"*{SUFFIX}")]
    return sorted(names, key=lambda name: (name in PARTS, name))
