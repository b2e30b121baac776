"""Programs run as a person runs them, one beside the other, and the medians of their times."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, Protocol


class Failed(Exception):
    """A program that was to be measured ended with an error; says which and its last words."""


class Taken(NamedTuple):
    """How long a run took, in seconds."""

    wall: float
    cpu: float
    """The processor's part, which other programs disturb less."""


class Program(NamedTuple):
    """A command line in an environment of its own, its output sent to a file or nowhere."""

    args: tuple[str, ...]
    env: dict[str, str]
    output: Path = Path("/dev/null")

    def taken(self) -> Taken:
        """How long one run takes, from its start to its exit."""
        with self.output.open("wb") as output:
            before, start = _cpu(), time.perf_counter()
            done = subprocess.run(
                self.args, env=self.env, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
            taken = Taken(time.perf_counter() - start, _cpu() - before)
        self._refuse(done)
        return taken

    def said(self) -> str:
        """What one run prints."""
        done = subprocess.run(self.args, env=self.env, capture_output=True, check=False)
        self._refuse(done)
        return done.stdout.decode()

    def _refuse(self, done: subprocess.CompletedProcess[bytes]) -> None:
        if done.returncode:
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise Failed(f"{' '.join(self.args[1:4])} ended with {done.returncode}: {last}")


class Runs(Protocol):
    """What can be timed, as often as one likes."""

    def taken(self) -> Taken:
        """How long one run takes, from its start to its exit."""
        ...


def _cpu() -> float:
    """What the programs that ended so far used of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def medians(programs: Sequence[Runs], repeats: int, *, drop: bool = True) -> list[Taken]:
    """The median times of each program.

    They take turns, and who begins changes each round, so that what else the machine does falls
    on all of them alike. The first round, which finds cold caches, does not count if ``drop``.
    """
    runs: list[list[Taken]] = [[] for _ in programs]
    for turn in range(repeats + drop):
        for place in range(len(programs)):
            which = (place + turn) % len(programs)
            runs[which].append(programs[which].taken())
    return [
        Taken(median(run.wall for run in each[drop:]), median(run.cpu for run in each[drop:]))
        for each in runs
    ]
