"""The table of how each verb fares as the journal grows, and beside jrnl."""

from __future__ import annotations

from bench import Bench
from measure import Failed, Program, medians
from plan import Plan


def follow(bench: Bench) -> None:
    """Prints how each verb fares as the journal grows, and beside jrnl."""
    sizes = bench.plan.sizes
    few, more, many = (f"{size:,}" for size in sizes)
    print(
        f"{'ms':<13} {few:>9} {more:>9} {'growth':>8} {many:>9} {'growth':>8}"
        f" {'jrnl':>9} {'ours is':>10}"
    )
    homes = {size: bench.grown(size) for size in sizes}
    verbs = {size: bench.verbs(home, size) for size, home in homes.items()}
    theirs = bench.beside(homes[bench.plan.full])
    for verb in verbs[sizes[0]]:
        runs = [verbs[size][verb] for size in sizes]
        try:
            print(_followed(verb, bench.plan, runs, theirs.get(verb)), flush=True)
        except Failed as error:
            print(f"{verb:<13} {error}", flush=True)


def _followed(verb: str, plan: Plan, runs: list[Program], beside: Program | None) -> str:
    """The smaller sizes and jrnl take turns; the greatest runs by itself."""
    first, second, third = runs
    together = [first, second] + ([beside] if beside else [])
    small, middle, *peers = _walls(together, plan.rounds[0])
    (large,) = _walls([third], plan.rounds[1])
    jrnl = f"{peers[0] * 1e3:9.0f} {peers[0] / middle:9.1f}x" if peers else f"{'-':>9} {'-':>10}"
    return (
        f"{verb:<13} {small * 1e3:9.0f} {middle * 1e3:9.0f} {middle / small:7.1f}x"
        f" {large * 1e3:9.0f} {large / small:7.1f}x {jrnl}"
    )


def _walls(programs: list[Program], repeats: int) -> list[float]:
    return [each.wall for each in medians(programs, repeats, drop=repeats > 1)]
