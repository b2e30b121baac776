"""What is compared with what."""

from __future__ import annotations

import json
from pathlib import Path

import peer
import screens
from measure import Failed, Program
from programs import Programs
from prose import RARE
from rows import Row

ENTRY = "I spoke too long and she still asked the right question."
TAGS = "@tom #learning"
"""What stands in each entry of jrnl for what a record of ours says by its fields: who, and what of.

jrnl counts every tag once for every tag when it adds an entry. Without any, adding takes less than a
third of that time, and a twentieth of it is what a Typer command takes that does nothing.
"""


class Bench(Programs):
    """Each program with the one it is measured beside."""

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
                self.ours(sealed, "search", RARE[0].word, **key),
                self.ours(small, "search", RARE[0].word), 1.2, faster=False),
            Row(f"status, encrypted, {self.plan.sessions} sessions : plain",
                self.ours(sealed, "status", **key), self.ours(small, "status"), 1.2, faster=False),
            Row(f"win add, encrypted, {self.plan.sessions} sessions : plain",
                self.ours(sealed, "win", "add", ENTRY, **key),
                self.ours(small, "win", "add", ENTRY), 1.2, faster=False),
        ]  # fmt: skip

    def exchanging(self) -> list[Row]:
        """What one session's exchange takes, beside an empty command that loads the same file."""
        return [
            Row(what, ours, self.loading(journal), 3, faster=False)
            for what, ours, journal in self.year.commands(self.root, self.ours)
        ]

    def entries(self) -> list[Row]:
        """What is compared with jrnl over the same entries; the last rows, without tags, only tell."""
        home = self.grown(self.plan.entries, "--reflections-only")
        theirs = self.jrnl(home, peer.each_reflection, TAGS)
        untagged = self.jrnl(home, peer.each_reflection)
        accented, plain = RARE[1].word, RARE[2].word
        for word in (accented, plain):
            self._same_hits(home, theirs, word)
        log = self.ours(home, "log", ENTRY)
        whole = self.exported(self.ours(home, "export", "journal", "--audience", "self"))
        exported, without = (
            self.exported(each.run("--format", "md")) for each in (theirs, untagged)
        )
        return [
            Row("log one entry : jrnl", log, theirs.run(ENTRY), 20),
            Row(f"search reunion : jrnl -contains {accented}", self.ours(home, "search", "reunion"),
                theirs.contains(accented), 5),
            Row(f"search {plain} : jrnl -contains", self.ours(home, "search", plain),
                theirs.contains(plain), 5),
            Row("recap of the last session : jrnl -n 1", self.ours(home, "export", "recap"),
                theirs.run("-n", "1", "--format", "md"), 4.5),
            Row("whole export : jrnl --format md", whole, exported, 3),
            Row("log one entry : jrnl without tags", log, untagged.run(ENTRY), 20, judged=False),
            Row("whole export : jrnl without tags", whole, without, 3, judged=False),
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


def _word(size: int) -> str:
    """The word that has closest to 25 hits in a journal of that many sessions."""
    return min(RARE, key=lambda each: abs(size / each.every - 25)).word
