"""The table of what is compared with what: a program, the one beside it, and the target."""

from __future__ import annotations

from typing import NamedTuple

from measure import Failed, Program, Runs, Taken, medians
from plan import Plan


class Row(NamedTuple):
    """Two programs to be compared, and how the first must fare."""

    what: str
    ours: Runs
    beside: Program
    target: float
    faster: bool = True
    """At least ``target`` times faster; else at most ``target`` times as slow."""
    judged: bool = True
    """Whether a missed target counts; else the row only says what it was."""

    def ratio(self, ours: float, beside: float) -> float:
        """How many times faster, or as slow, the first is."""
        return beside / ours if self.faster else ours / beside

    def met(self, ours: Taken, beside: Taken) -> bool:
        """Whether the target was met."""
        ratio = self.ratio(ours.wall, beside.wall)
        return ratio >= self.target if self.faster else ratio <= self.target

    def line(self, ours: Taken, beside: Taken, verdict: str) -> str:
        """The row of the table."""
        sign, word = ("≥", "faster") if self.faster else ("≤", "of it")
        return (
            f"{self.what:<45} {ours.wall * 1e3:8.0f} {beside.wall * 1e3:8.0f}"
            f" {self.ratio(ours.wall, beside.wall):7.2f}x {word:6}"
            f" {self.ratio(ours.cpu, beside.cpu):7.2f}x   {sign} {self.target:<4} {verdict}"
        )


def compare(rows: list[Row], plan: Plan) -> bool:
    """Prints each row as it is measured; whether all targets were met."""
    print(f"{'':<45} {'ours ms':>8} {'peer ms':>8} {'ratio':>8} {'':6} {'of cpu':>8}   target")
    missed = 0
    for row in rows:
        try:
            programs = (row.ours, row.beside)
            ours, beside = medians(programs, plan.repeats, drop=plan.repeats > 1)
        except Failed as error:
            print(f"{row.what:<45} {error}", flush=True)
            missed += 1
            continue
        judged = plan.judged and row.judged
        met = row.met(ours, beside) or not judged
        verdict = ("ok" if met else "MISSED") if judged else "not judged"
        print(row.line(ours, beside, verdict), flush=True)
        missed += not met
    return missed == 0
