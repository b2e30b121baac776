"""Programs run as a person runs them, one beside the other, and the medians of their times."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Failed(Exception):
    """A program that was to be measured ended with an error; says which and its last words."""


class Program(NamedTuple):
    """A command line in an environment of its own, its output sent to a file or nowhere."""

    args: tuple[str, ...]
    env: dict[str, str]
    output: Path = Path("/dev/null")

    def seconds(self) -> float:
        """How long one run takes, from its start to its exit."""
        with self.output.open("wb") as output:
            start = time.perf_counter()
            done = subprocess.run(
                self.args, env=self.env, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
            taken = time.perf_counter() - start
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


def medians(programs: Sequence[Program], repeats: int, *, drop: bool = True) -> list[float]:
    """The median time of each program, in seconds.

    They take turns, and who begins changes each round, so that what else the machine does falls
    on all of them alike. The first round, which finds cold caches, does not count if ``drop``.
    """
    times: list[list[float]] = [[] for _ in programs]
    for turn in range(repeats + drop):
        for place in range(len(programs)):
            which = (place + turn) % len(programs)
            times[which].append(programs[which].seconds())
    return [median(each[drop:]) for each in times]
