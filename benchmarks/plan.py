"""How much is measured: all that is judged, or once and little to show that it runs."""

from __future__ import annotations

from typing import NamedTuple


class Plan(NamedTuple):
    """How much is measured."""

    repeats: int = 5
    entries: int = 10_000
    sessions: int = 300
    sizes: tuple[int, ...] = (1_000, 10_000, 50_000)
    rounds: tuple[int, int] = (3, 1)
    """Repetitions at the smaller sizes and at the greatest; of a single one nothing is dropped."""
    judged: bool = True

    exchanges: tuple[int, int] = (26, 300)
    """The sessions of a year, and the records of each."""
    presses: int = 100
    """Keys pressed on each of two lists."""

    @property
    def full(self) -> int:
        """The size at which jrnl is measured too."""
        return self.sizes[1]


QUICK = Plan(1, 400, 30, (45, 90, 180), (1, 1), judged=False, exchanges=(3, 22), presses=5)
