"""The styles of all screens, each parsed once."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

MANY = 1024
"""More styles than all screens and widgets have: beyond Textual's 64, each visit parsed every one again."""


class Styles(Stylesheet):
    """Textual's, to which the styles of a screen can be added without parsing all others again."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache.grow(MANY)

    def reparse(self) -> None:
        """Parses what is new; with other variables all is new, since these make it forget all."""
        self.parse()
