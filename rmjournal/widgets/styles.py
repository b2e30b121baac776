"""The styles of all screens, each parsed once."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class Styles(Stylesheet):
    """Textual's, to which the styles of a screen can be added without parsing all others again."""

    def reparse(self) -> None:
        """Parses what is new; with other variables all is new, since these make it forget all."""
        self.parse()
