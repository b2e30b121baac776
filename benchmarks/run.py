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
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import exchanged
import peer
import screens
from measure import Failed, Program, Runs, Taken, medians
from prose import RARE

CHECKOUT = Path(__file__).resolve().parent.parent
CACHE = CHECKOUT / ".bench"
ENTRY = "I spoke too long and she still asked the right question."
TAGS = "@tom #learning"
"""What people who use jrnl put in an entry: jrnl counts every tag once for every tag when it adds one."""
CONSOLE_SCRIPT = "import sys\nfrom rmjournal.__main__ import main\nsys.exit(main())\n"
"""What pip makes of our entry point."""
EMPTY_COMMAND = """import typer

app = typer.Typer()


@app.command()
def main() -> None:
    pass


app()
"""
EMPTY_TEMPLATE = EMPTY_COMMAND.replace("    pass", "    import jinja2.sandbox")


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


class Row(NamedTuple):
    """Two programs to be compared, and how the first must fare."""

    what: str
    ours: Runs
    beside: Program
    target: float
    faster: bool = True
    """At least ``target`` times faster; else at most ``target`` times as slow."""

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


class Bench:
    """The programs to be measured, over journals in a directory of their own."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.root = root
        self.plan = plan
        self.output = root / "output"
        self._jrnl = peer.installed(CACHE)
        self._env = {
            "PATH": os.environ.get("PATH", ""), "HOME": str(root), "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": str(root / "config"), "XDG_DATA_HOME": str(root / "data"),
            "TZ": "Europe/Paris",
        }  # fmt: skip

    def _script(self, name: str, text: str) -> str:
        path = self.root / name
        path.write_text(text)
        return str(path)

    @cached_property
    def empty(self) -> Program:
        """A Typer command that does nothing."""
        script = self._script("empty_command.py", EMPTY_COMMAND)
        return Program((sys.executable, script), {**self._env, "PYTHONPATH": str(CHECKOUT)})

    @cached_property
    def empty_app(self) -> Program:
        """A Textual app with a header and a footer."""
        script = self._script("empty_app.py", screens.EMPTY_APP)
        return Program((sys.executable, script), self._env)

    @cached_property
    def empty_with_jinja(self) -> Program:
        """A Typer command that imports Jinja's sandbox and does nothing."""
        script = self._script("empty_template.py", EMPTY_TEMPLATE)
        return Program((sys.executable, script), {**self._env, "PYTHONPATH": str(CHECKOUT)})

    def encrypted(self, home: Path) -> tuple[Path, dict[str, str]]:
        """A copy of a home that is encrypted, and what opens it without the passphrase step."""
        sealed, key = self.root / f"{home.name}-encrypted", self.root / f"{home.name}-key"
        shutil.copytree(home, sealed)
        said = self._script("passphrase", "a few random words")
        program = self.ours(sealed, "encrypt", "--recovery-key", RMJOURNAL_PASSPHRASE_FILE=said)
        key.write_text(program.said())
        return sealed, {"RMJOURNAL_IDENTITY_FILE": str(key)}

    def ours(self, home: Path, *args: str, **more: str) -> Program:
        """Our program on a journal, as its console script runs it."""
        script = self._script("console_script.py", CONSOLE_SCRIPT)
        own = {"PYTHONPATH": str(CHECKOUT), "RMJOURNAL_HOME": str(home), "RMJOURNAL_LANG": "en"}
        return Program((sys.executable, script, *args), {**self._env, **own, **more})

    def exported(self, program: Program) -> Program:
        """The program, writing to a file."""
        return program._replace(output=self.output)

    def grown(self, total: int, *options: str) -> Path:
        """A journal of that size."""
        home = self.root / f"grown{total}{''.join(options)}"
        script = str(CHECKOUT / "benchmarks" / "grow.py")
        env = {**self._env, "PYTHONPATH": str(CHECKOUT), "RMJOURNAL_HOME": str(home)}
        with told(f"growing a journal: {total} {' '.join(options)}"):
            Program((sys.executable, script, str(total), *options), env).said()
        return home

    def jrnl(
        self, home: Path, entries: Callable[[Path], peer.Entries], tags: str = ""
    ) -> peer.Jrnl:
        """A journal of jrnl with the words of one of ours, each entry with these tags."""
        with told(f"putting the same words in jrnl {tags}"):
            journal = peer.Jrnl(self._jrnl, self.root / f"jrnl-{home.name}{tags}", self._env)
            journal.fill(entries(home), tags)
        return journal

    def starting(self) -> list[Row]:
        """What is compared with a command that does nothing."""
        small = self.grown(self.plan.sessions)
        name = f"log, {self.plan.sessions} sessions : empty Typer command"
        sealed, key = self.encrypted(small)
        return [
            Row("--version : empty Typer command", self.ours(small, "--version"), self.empty, 1.3,
                faster=False),
            Row(name, self.ours(small, "log", ENTRY), self.empty, 2.5, faster=False),
            Row(f"report, {self.plan.sessions} sessions : the same with Jinja",
                self.ours(small, "export", "report"), self.empty_with_jinja, 3, faster=False),
            Row(f"search, encrypted, {self.plan.sessions} sessions : plain",
                self.ours(sealed, "search", RARE[1].word, **key),
                self.ours(small, "search", RARE[1].word), 1.2, faster=False),
            Row(f"status, encrypted, {self.plan.sessions} sessions : plain",
                self.ours(sealed, "status", **key), self.ours(small, "status"), 1.2, faster=False),
            Row(f"win add, encrypted, {self.plan.sessions} sessions : plain",
                self.ours(sealed, "win", "add", ENTRY, **key),
                self.ours(small, "win", "add", ENTRY), 1.2, faster=False),
        ]  # fmt: skip

    @cached_property
    def year(self) -> exchanged.Year:
        """A pair that exchanged after every session of a year."""
        with told("exchanging for a year"):
            return exchanged.year(self.root / "year", *self.plan.exchanges)

    def exchanging(self) -> list[Row]:
        """What one session's exchange takes, beside an empty command that loads the same file."""
        env = {**self._env, "PYTHONPATH": str(CHECKOUT)}
        loading = (sys.executable, self._script("loading.py", exchanged.LOADING))
        return [
            Row(what, ours, Program((*loading, str(journal)), env), 3, faster=False)
            for what, ours, journal in self.year.commands(self.root, self.ours)
        ]

    def entries(self) -> list[Row]:
        """What is compared with jrnl over the same entries."""
        home = self.grown(self.plan.entries, "--reflections-only")
        theirs = self.jrnl(home, peer.each_reflection)
        tagged = self.jrnl(home, peer.each_reflection, TAGS)
        accented, plain = RARE[1].word, RARE[2].word
        for word in (accented, plain):
            self._same_hits(home, theirs, word)
        whole = self.ours(home, "export", "journal", "--audience", "self")
        return [
            Row("log one entry : jrnl", self.ours(home, "log", ENTRY), theirs.run(ENTRY), 20),
            Row("log one entry : jrnl, two tags an entry", self.ours(home, "log", ENTRY),
                tagged.run(ENTRY), 20),
            Row(f"search reunion : jrnl -contains {accented}", self.ours(home, "search", "reunion"),
                theirs.contains(accented), 5),
            Row(f"search {plain} : jrnl -contains", self.ours(home, "search", plain),
                theirs.contains(plain), 5),
            Row("recap of the last session : jrnl -n 1", self.ours(home, "export", "recap"),
                theirs.run("-n", "1", "--format", "md"), 4.5),
            Row("whole export : jrnl --format md", self.exported(whole),
                self.exported(theirs.run("--format", "md")), 3),
        ]  # fmt: skip

    def _same_hits(self, home: Path, theirs: peer.Jrnl, word: str) -> None:
        """Refuses to time two searches that do not find the same entries."""
        ours = len(json.loads(self.ours(home, "search", word, "--json").said()))
        found = len(theirs.contains(word).said().splitlines())
        if ours != found or not ours:
            raise Failed(f"“{word}” is found {ours} times by rmjournal, {found} times by jrnl")

    def screens(self) -> list[screens.Ratio]:
        """What is compared with an empty Textual app, and a long list with a short one."""
        plan = screens.Plan(
            self.plan.repeats, self.plan.presses, self.plan.sessions, self.plan.entries,
            ready="NEXT SESSION",
        )  # fmt: skip
        few, many = (
            self.grown(self.plan.sessions),
            self.grown(self.plan.entries, "--reflections-only"),
        )
        short, long = self.grown(self.plan.sizes[0] // 10), self.grown(self.plan.full)
        programs = (self.ours(home) for home in (few, many, short, long))
        return screens.report(self.empty_app, *programs, plan=plan)

    def verbs(self, home: Path, size: int) -> dict[str, Program]:
        """What is followed as the journal grows; the word sought has about 25 hits at each size."""
        rare = _word(size)
        whole = self.ours(home, "export", "journal", "--audience", "self")
        return {
            "log": self.ours(home, "log", ENTRY),
            "search": self.ours(home, "search", rare),
            "recap": self.ours(home, "export", "recap"),
            "status": self.ours(home, "status"),
            "whole export": self.exported(whole),
        }

    def beside(self, home: Path) -> dict[str, Program]:
        """The same verbs of jrnl, where it has them."""
        theirs = self.jrnl(home, peer.each_session)
        return {
            "log": theirs.run(ENTRY),
            "search": theirs.contains(_word(self.plan.full)),
            "recap": theirs.run("-n", "1", "--format", "md"),
            "whole export": self.exported(theirs.run("--format", "md")),
        }


@contextmanager
def told(what: str) -> Iterator[None]:
    """Says on stderr what is being done, then how long it took."""
    start = time.perf_counter()
    sys.stderr.write(f"{what} … ")
    sys.stderr.flush()
    yield
    sys.stderr.write(f"{time.perf_counter() - start:.0f} s\n")


def _word(size: int) -> str:
    """The word that has closest to 25 hits in a journal of that many sessions."""
    return min(RARE, key=lambda each: abs(size / each.every - 25)).word


def compare(rows: list[Row], plan: Plan) -> bool:
    """Prints each row as it is measured; whether all targets were met."""
    missed = 0
    for row in rows:
        try:
            programs = (row.ours, row.beside)
            ours, beside = medians(programs, plan.repeats, drop=plan.repeats > 1)
        except Failed as error:
            print(f"{row.what:<45} {error}", flush=True)
            missed += 1
            continue
        met = row.met(ours, beside) or not plan.judged
        verdict = ("ok" if met else "MISSED") if plan.judged else "not judged"
        print(row.line(ours, beside, verdict), flush=True)
        missed += not met
    return missed == 0


def follow(bench: Bench) -> None:
    """Prints how each verb fares as the journal grows, and beside jrnl."""
    sizes = bench.plan.sizes
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
    print(f"{'':<45} {'ours ms':>8} {'peer ms':>8} {'ratio':>8} {'':6} {'of cpu':>8}   target")
    met = compare([*starting, *entries], plan)
    print(f"\nan exchange after every session: {bench.year.line()}")
    print("\nthe screens, on a terminal of 100 by 30\n")
    for ratio in bench.screens():
        met = met and (ratio.met or not plan.judged)
        verdict = ("ok" if ratio.met else "MISSED") if plan.judged else "not judged"
        print(ratio.line(verdict), flush=True)
    sizes = [f"{size:,}" for size in plan.sizes]
    print(f"\nsessions with all their notes; jrnl over the words of {sizes[1]}\n")
    print(
        f"{'ms':<13} {sizes[0]:>9} {sizes[1]:>9} {'growth':>8} {sizes[2]:>9} {'growth':>8}"
        f" {'jrnl':>9} {'ours is':>10}"
    )
    follow(bench)
    return met


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        sys.exit(str(error))
