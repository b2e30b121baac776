"""Verbs that are asked for faster than the disk carries them out: one after the other, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from rmjournal.errors import RmjournalError

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.screens.asking import Asking

Verb = Callable[["Journal"], Any]
Then = Callable[[Any], None]


class Errand(NamedTuple):
    """One verb, and what is done with its result."""

    verb: Verb
    then: Then


class Back(NamedTuple):
    """What came of some errands: what is to be done with each result, and why they stopped."""

    results: list[tuple[Then, Any]]
    refused: RmjournalError | None


class Errands:
    """The verbs of one screen, each one transaction; a refusal ends those that wait behind it."""

    def __init__(
        self, screen: Asking[Any], settled: Callable[[RmjournalError | None], None]
    ) -> None:
        """``settled`` is told when none is left, with the refusal if there was one."""
        self._screen = screen
        self._settled = settled
        self._waiting: deque[Errand] = deque()
        self.busy = False
        """Whether what is shown may be ahead of the journal."""

    def run(self, verb: Verb, then: Then = lambda _result: None) -> None:
        """Has a verb carried out after those that were asked for before."""
        self._waiting.append(Errand(verb, then))
        if not self.busy:
            self.busy = True
            self._screen.do(self._carry_out, self._back)

    def _carry_out(self, journal: Journal) -> Back:
        results: list[tuple[Then, Any]] = []
        while self._waiting:
            errand = self._waiting.popleft()
            try:
                results.append((errand.then, errand.verb(journal)))
            except RmjournalError as error:
                self._waiting.clear()
                return Back(results, error)
        return Back(results, None)

    def _back(self, back: Back) -> None:
        self.busy = bool(self._waiting)
        for then, result in back.results:
            then(result)
        if self.busy:
            self._screen.do(self._carry_out, self._back)
        else:
            self._settled(back.refused)
