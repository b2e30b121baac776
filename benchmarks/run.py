"""How fast rmjournal is beside jrnl and beside a command that does nothing: ``make bench``.

Every figure is the median of runs that took turns with those it is compared with. Only the ratios
mean something elsewhere, and those of time only on a quiet machine; “of cpu” is the ratio of the
processor's time, which other programs disturb less. Exits with 1 if a target is missed.

``--quick`` judges nothing: it runs everything once, on small journals, to show that it runs.
Works in ``.bench`` in the checkout, on the disk that a journal would be on (up to 4 GB, freed at
the end), and touches nobody's journal.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import peer
from bench import Bench
from growth import follow
from measure import Failed
from plan import QUICK, Plan
from programs import CACHE
from rows import compare


def main() -> int:
    """Runs the benchmarks; 0 if every target was met."""
    parser = argparse.ArgumentParser(description="Measures rmjournal beside its peers.")
    parser.add_argument("--quick", action="store_true", help="once, small, judging nothing")
    plan = QUICK if parser.parse_args().quick else Plan()
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=CACHE) as root:
        met = report(Bench(Path(root), plan))
    return 0 if met else 1


def report(bench: Bench) -> bool:
    """Both tables; whether every target was met."""
    plan = bench.plan
    starting, entries = [*bench.starting(), *bench.exchanging()], bench.entries()
    print(f"\nmedians of {plan.repeats}; {plan.entries} entries of 1.5 KB, jrnl {peer.VERSION}\n")
    met = compare([*starting, *entries], plan)
    print(f"\nan exchange after every session: {bench.year.line()}")
    print("\nthe screens, on a terminal of 100 by 30\n")
    for ratio in bench.screens():
        met = met and (ratio.met or not plan.judged)
        verdict = ("ok" if ratio.met else "MISSED") if plan.judged else "not judged"
        print(ratio.line(verdict), flush=True)
    print(f"\nsessions with all their notes; jrnl over the words of {plan.full:,}\n")
    follow(bench)
    return met


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        sys.exit(str(error))
