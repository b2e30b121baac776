"""How fast the screens are beside an empty Textual app: first paint, a key on a long list, memory."""

from __future__ import annotations

from statistics import median, quantiles
from typing import NamedTuple

from measure import Program
from seen import Painted, Screen, painted

EMPTY_APP = """from textual.app import App, ComposeResult
from textual.widgets import Footer, Header


class Empty(App[None]):
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Footer()


Empty().run()
"""
READY = "Quit"
"""What the empty app shows once it is there."""
F3, DOWN, UP = "\x1bOR", "\x1b[B", "\x1b[A"
LISTED = (100, 10_000)
"""The lengths of the two lists on which a key is pressed."""


class Ratio(NamedTuple):
    """A figure of ours beside another, and how many times as large it may be."""

    what: str
    ours: float
    beside: float
    target: float
    unit: str

    @property
    def ratio(self) -> float:
        """How many times as large ours is."""
        return self.ours / self.beside

    @property
    def met(self) -> bool:
        """Whether it is no larger than it may be."""
        return self.ratio <= self.target

    def line(self, verdict: str) -> str:
        """The row of the table."""
        return (
            f"{self.what:<52} {self.ours:9.1f} {self.beside:9.1f} {self.unit:<3}"
            f" {self.ratio:6.2f}x   ≤ {self.target:<4} {verdict}"
        )


Runs = tuple[list[Painted], list[Painted]]


class Plan(NamedTuple):
    """How much is measured of the screens."""

    repeats: int
    presses: int
    sessions: int
    entries: int
    ready: str
    """What stands on Home only once the journal was read."""


def first_paints(empty: Program, ours: Program, ready: str, repeats: int) -> Runs:
    """Runs of Home and of the empty app, which take turns; the first round does not count."""
    found: Runs = ([], [])
    for turn in range(repeats + (repeats > 1)):
        pair = (painted(ours, ready), painted(empty, READY))
        if turn or repeats == 1:
            for side, each in zip(found, pair, strict=True):
                side.append(each)
    return found


def paint_ratio(what: str, runs: Runs, target: float) -> Ratio:
    """The medians of the times until the first paint."""
    ours, beside = ([each.seconds * 1e3 for each in side] for side in runs)
    return Ratio(what, median(ours), median(beside), target, "ms")


def memory_ratio(what: str, runs: Runs, target: float) -> Ratio:
    """The medians of the most memory used."""
    ours, beside = ([each.peak / 1024 for each in side] for side in runs)
    return Ratio(what, median(ours), median(beside), target, "MB")


def key_ratio(programs: tuple[Program, Program], ready: str, presses: int, target: float) -> Ratio:
    """The 95th percentile of a key on the long list of sessions, beside the short one.

    The two take turns, key by key.
    """
    screens = [Screen(each) for each in programs]
    for each in screens:
        each.until(ready)
        each.still()
        each.press(F3)
    taken: list[list[float]] = [[], []]
    for turn in range(presses):
        for side, screen in zip(taken, screens, strict=True):
            side.append(screen.key(UP if turn % 4 == 3 else DOWN) * 1e3)
    for each in screens:
        each.end()
    short, long = (quantiles(side, n=20)[-1] for side in taken)
    what = f"a key on a list of {LISTED[1]:,} : of {LISTED[0]}, 95th percentile"
    return Ratio(what, long, short, target, "ms")


def report(
    empty: Program, small: Program, large: Program, short: Program, long: Program, *, plan: Plan
) -> list[Ratio]:
    """Every figure of the screens: Home on a small and a large journal, a key on two lists."""
    few = first_paints(empty, small, plan.ready, plan.repeats)
    many = first_paints(empty, large, plan.ready, plan.repeats)
    return [
        paint_ratio(f"Home with its data, {plan.sessions} sessions : empty app", few, 1.5),
        paint_ratio(f"Home with its data, {plan.entries:,} entries : empty app", many, 2),
        memory_ratio(f"memory, {plan.sessions} sessions : empty app", few, 1.6),
        key_ratio((short, long), plan.ready, plan.presses, 1.5),
    ]
