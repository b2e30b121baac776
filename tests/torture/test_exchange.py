"""The long campaigns of the exchange: many more histories, many more packets that nobody may take."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmjournal.errors import RmjournalError
from tests.conftest import Program
from tests.exchange.conftest import Copies, Two, shared
from tests.exchange.forging import Forger
from tests.exchange.histories import Step, lived, steps
from tests.exchange.test_packets import lived_in, refused

pytestmark = pytest.mark.torture

HISTORIES = int(os.environ.get("RMJOURNAL_HISTORIES", "20000"))
"""How many of each kind; fewer for a look in between."""
patient = settings(
    max_examples=HISTORIES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.usefixtures("hasty")
@patient
@given(history=st.lists(steps, min_size=4, max_size=40))
def test_twenty_thousand_histories_end_the_same(beginners: Copies, history: list[Step]) -> None:
    """Longer lives than in the daily run, and forty times as many."""
    end_the_same(beginners, history)


@pytest.mark.usefixtures("hasty")
@patient
@given(
    history=st.lists(steps, min_size=4, max_size=20), met=st.booleans(),
    joins=st.sampled_from(("", "one", "both")),
)  # fmt: skip
def test_twenty_thousand_after_months_apart_end_the_same(
    strangers: Copies, acquainted: Copies, history: list[Step], met: bool, joins: str
) -> None:
    """Each had three months of their own; twins are joined by one, both or none, in the end or earlier."""
    end_the_same(acquainted if met else strangers, history, joins)


def end_the_same(copies: Copies, history: list[Step], joins: str = "") -> None:
    """After the history, and whatever was joined, both share the same and nothing private left."""
    life = lived(copies, history)
    if joins:
        ana, tom = life.views()
        assert ana == tom
        for journal in (life.two.ana, life.two.tom)[: 1 + (joins == "both")]:
            journal.exchange.join(*journal.exchange.twins())
        life.settle()
    life.agree()


@pytest.mark.usefixtures("hasty")
def test_ten_thousand_packets_that_nobody_may_take(two: Two) -> None:
    """Mutated, truncated, forged, absurd, oversized: each refused, the journal byte for byte as it was."""
    data = two.sent(lived_in(two).tom).read_bytes()
    before, file = shared(two.ana), two.file()
    home = two.ana.store.home.data
    files = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    for number, packet in enumerate(Forger(two, data, Random(7)).packets(10_000)):
        try:
            refused(two, file, packet)
        except (AssertionError, RmjournalError, pytest.fail.Exception):
            shutil.copy(file, kept := Path.cwd() / f"packet-{number}.age")
            raise AssertionError(f"see {kept}") from None
    assert shared(two.ana) == before
    assert {p.name: p.read_bytes() for p in home.iterdir() if p.is_file()} == files
    file.write_bytes(data)
    assert two.ana.exchange.receive([file]).received.new == {"actions": 1}


_LAUNCHER = """
import json, os, subprocess, sys
for packet in sys.argv[1:]:
    process = subprocess.Popen(
        [sys.executable, "-m", "rmjournal", "exchange", "receive", packet],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    code, seconds = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
    print(json.dumps([code, seconds, used.ru_maxrss / 1024, said]), flush=True)
"""
"""A small process that starts commands: what they are said to have used at most holds what their
parent had, and that is little here."""


@pytest.mark.skipif(sys.platform != "linux", reason="others count memory in other units")
def test_fifty_packets_by_command(two: Two, tmp_path: Path) -> None:
    """Each in a process of its own: exit 6, with less than 2 s of work and 150 MB, and not a byte changed."""
    data = two.sent(lived_in(two).tom).read_bytes()
    forger = Forger(two, data, Random(11))
    made = [*forger.packets(45), *(forger.oversized() for _ in range(5))]
    names = [str(tmp_path / f"bad-{number}.age") for number in range(len(made))]
    for name, packet in zip(names, made, strict=True):
        Path(name).write_bytes(packet)
    home = two.ana.store.home
    before = home.journal.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *names], env=Program(home.data).environment(),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    ends = [json.loads(line) for line in done.stdout.splitlines()]
    assert [code for code, *_ in ends] == [6] * 50, ends
    assert not any("Traceback" in said for *_, said in ends)
    assert max(seconds for _, seconds, *_ in ends) < 2
    assert max(memory for _, _, memory, _ in ends) < 150
    assert home.journal.read_bytes() == before
