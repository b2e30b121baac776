"""What is being typed on a form, on its way to the disk."""

from __future__ import annotations

import contextlib
import threading

from rmjournal.errors import CannotWrite
from rmjournal.storage.drafts import Drafts, Fields, says_something

EVERY = 1.0
"""Seconds between two looks at what is being typed."""


class Draft:
    """The draft of one form: it holds what was last typed until the form is saved or given up."""

    def __init__(self, drafts: Drafts, name: str) -> None:
        self.name = name
        self._drafts = drafts
        self._lock = threading.Lock()
        self._over = False
        self._kept = drafts.load(name) or {}

    @property
    def kept(self) -> Fields:
        """The texts on disk."""
        return dict(self._kept)

    def keep(self, texts: Fields) -> bool:
        """Has these texts on disk, whichever thread asks; tells whether there was anything new.

        Blanks alone are nothing. Raises CannotWrite, and then what was there before is there still.
        """
        filled = {name: text for name, text in texts.items() if text}
        if not says_something(filled):
            filled = {}
        with self._lock:
            if self._over or filled == self._kept:
                return False
            if filled:
                self._drafts.save(self.name, filled)
            else:
                self._drafts.discard(self.name)
            self._kept = filled
            return True

    def end(self, leaving: Fields | None = None) -> None:
        """Nothing more is kept, and nothing is left of it but ``leaving``.

        Where the disk refuses, it is offered again.
        """
        with self._lock, contextlib.suppress(CannotWrite):
            self._over, self._kept = True, leaving or {}
            if leaving:
                self._drafts.save(self.name, leaving)
            else:
                self._drafts.discard(self.name)
