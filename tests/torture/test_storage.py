"""What the suite tries a few times, tried until it would have happened."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from rmjournal.paths import Home
from rmjournal.storage.contents import verify
from rmjournal.storage.repair import State, examine
from rmjournal.storage.salvage import salvage
from tests.storage.campaigns import (
    AIMS,
    aimed_kills,
    large,
    random_kills,
    survives,
    two_writers,
)
from tests.storage.faults import every_fault
from tests.storage.full import filled_by_others, filled_by_the_journal
from tests.storage.support import (
    invalid,
    opened,
    sample,
    write,
)

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL"),
]


def test_two_hundred_kills(home: Home) -> None:
    """Every place of a save and random moments besides, on a journal of 5 MB."""
    large(home, 5_000_000)
    aims = [*AIMS, *AIMS[::3]]
    survives(home, aimed_kills(home, aims))
    left = 200 - len(aims)
    assert left > 100
    assert survives(home, random_kills(home, left, seed=1000)) >= left


def test_two_processes_adding_two_hundred_each(home: Home) -> None:
    """None of four hundred is lost."""
    two_writers(home, 200)


def test_every_fault_of_every_kind(home: Home) -> None:
    """Each call that changes the disk fails for each reason, in a small journal and in one of 5 MB."""
    sample(opened(home))
    numbers = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)
    assert every_fault(home, numbers) >= 100
    large(home, 5_000_000)
    assert every_fault(home) >= 20


def test_every_cut_and_every_byte(home: Home) -> None:
    """No beginning of a file passes, no changed byte does, and none of them upsets doctor."""
    sample(opened(home))
    raw = home.journal.read_bytes()
    ids = {row["id"] for table in verify(raw).tables().values() for _, row in table.items()}
    for place in range(len(raw)):
        flipped = raw[:place] + bytes([raw[place] ^ 0x01]) + raw[place + 1 :]
        for wrong in (raw[:place], flipped):
            with invalid():
                verify(wrong)
            for table in salvage(wrong).tables.values():
                assert wrong is flipped or {row["id"] for _, row in table.items()} <= ids
    for place in range(0, len(raw), 5):
        write(home, raw[:place])
        assert examine(home).state is not State.FINE


def test_a_full_disk(tmp_path: Path) -> None:
    """On a file system of 1 MiB: every save is whole or refused, and goes on once there is room."""
    filled_by_the_journal(tmp_path / "disk", lambda home: home)


def test_a_disk_filled_by_others(tmp_path: Path) -> None:
    """Whatever room is left, down to none, the journal is whole."""
    filled_by_others(tmp_path / "disk", lambda home: home)
