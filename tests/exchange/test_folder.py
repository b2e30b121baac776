"""A shared folder: each writes in a place of their own, and what does not belong there is let be."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rmjournal import carried
from rmjournal.errors import Refused, UsageProblem
from rmjournal.exchange import identity
from rmjournal.exchange.identity import Identity
from rmjournal.journal import Journal, undoing
from rmjournal.journal.exchanged import Synced
from rmjournal.journal.status import status
from tests.exchange.conftest import Two, keys, shared


@pytest.fixture
def folder(two: Two) -> Path:
    """The folder that both see."""
    made = two.where / "shared"
    made.mkdir()
    return made


def place(folder: Path, by: Journal) -> Path:
    """The sub-folder of one of them."""
    return folder / f"rmjournal-{by.pair.id[:6]}" / by.pair.me


def both(two: Two, folder: Path, rounds: int = 2) -> list[Synced]:
    """Both look into the folder, so many times."""
    return [each.exchange.sync(folder) for _ in range(rounds) for each in (two.ana, two.tom)]


def test_both_come_to_the_same(two: Two, folder: Path) -> None:
    """Each gets what the other wrote; then there is nothing to say, and nothing more is written."""
    two.ana.learnings.add("Charts mislead")
    two.tom.actions.add("Call the night shift")
    both(two, folder, 3)
    assert shared(two.ana) == shared(two.tom)
    before = sorted(folder.rglob("*"))
    assert all(done.sent is None for done in both(two, folder))
    assert sorted(folder.rglob("*")) == before


def test_the_folder_is_remembered_and_told_to_nobody(two: Two, folder: Path) -> None:
    """Each has it under their own name; undo takes nothing of it back, and another is not guessed."""
    his = two.where / "his"
    his.symlink_to(folder)
    with pytest.raises(UsageProblem):
        two.ana.exchange.sync()
    two.ana.wins.add("She spoke first")
    for _ in range(2):
        two.ana.exchange.sync(folder)
        two.tom.exchange.sync(his)
    two.ana.exchange.sync()
    saved = two.ana.store.home.journal.read_bytes()
    two.ana.exchange.sync()
    assert two.ana.store.home.journal.read_bytes() == saved
    assert str(folder).encode() in saved
    assert str(his).encode() not in saved
    assert two.tom.exchange.standing().folder == str(his)
    assert undoing.undo(two.ana).verb == "win add"
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(Refused):
        two.ana.exchange.sync()
    assert two.ana.exchange.standing().folder == str(folder)


def test_each_writes_in_their_own_place(two: Two, folder: Path) -> None:
    """Nobody writes, changes or removes a file of the other's."""
    two.ana.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    hers = {path: path.read_bytes() for path in place(folder, two.ana).iterdir()}
    two.tom.learnings.add("So do tables")
    two.tom.exchange.sync(folder)
    assert {path: path.read_bytes() for path in place(folder, two.ana).iterdir()} == hers
    assert len(list(place(folder, two.tom).iterdir())) == 1


def test_confirmed_packets_do_not_pile_up(two: Two, folder: Path) -> None:
    """What the partner said they have is removed by whoever wrote it."""
    for number in range(6):
        two.ana.learnings.add(f"Learning {number}")
        both(two, folder)
    assert len(list(place(folder, two.ana).iterdir())) <= 2


def test_half_a_file_is_tried_again(two: Two, folder: Path) -> None:
    """While a sync program writes it, a packet is not whole: the next time it is taken."""
    two.ana.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    (packet,) = place(folder, two.ana).iterdir()
    whole = packet.read_bytes()
    packet.write_bytes(whole[: len(whole) // 2])
    done = two.tom.exchange.sync(folder)
    assert done.unreadable == (packet.name,)
    assert two.tom.learnings.all() == []
    packet.write_bytes(whole)
    assert two.tom.exchange.sync(folder).unreadable == ()
    assert len(two.tom.learnings.all()) == 1


def test_conflict_copies_links_and_odd_names_are_passed_over(two: Two, folder: Path) -> None:
    """They are named, never opened; hidden and temporary files are not even looked at."""
    two.ana.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    hers = place(folder, two.ana)
    (packet,) = hers.iterdir()
    copy = packet.with_name(f"{packet.stem} (conflicted copy 2026-11-21).age")
    copy.write_bytes(b"anything")
    link = packet.with_name("packet-00000099-0123abcd.age")
    link.symlink_to(two.tom.store.home.journal)
    os.mkfifo(packet.with_name("packet-00000098-0123abcd.age"))
    for name in (f".{packet.name}.tmp", "~syncthing~x.tmp", "desktop.ini", "..age", "notes.txt"):
        (hers / name).write_bytes(b"anything")
    done = two.tom.exchange.sync(folder)
    assert set(done.passed_over) == {copy.name, link.name, "packet-00000098-0123abcd.age"}
    assert done.unreadable == ()
    assert len(two.tom.learnings.all()) == 1


def test_a_link_in_the_place_of_a_folder_is_not_followed(two: Two, folder: Path) -> None:
    """Neither to read nor to write."""
    elsewhere = two.where / "elsewhere"
    elsewhere.mkdir()
    for journal in (two.ana, two.tom):
        place(folder, journal).parent.mkdir(exist_ok=True)
        place(folder, journal).symlink_to(elsewhere)
    two.ana.learnings.add("Charts mislead")
    with pytest.raises(Refused):
        two.ana.exchange.sync(folder)
    assert list(elsewhere.iterdir()) == []


def test_an_empty_folder_deletes_nothing(two: Two, folder: Path) -> None:
    """All files are gone, or the folder itself: the journals are as they were."""
    two.ana.learnings.add("Charts mislead")
    both(two, folder)
    before = shared(two.ana)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    both(two, folder)
    assert shared(two.ana) == before == shared(two.tom)
    with pytest.raises(Refused):
        two.ana.exchange.sync(two.where / "not mounted")
    two.ana.learnings.add("And tables")
    both(two, folder, 3)
    assert shared(two.ana) == shared(two.tom)


def test_a_packet_under_other_keys_is_named(two: Two, folder: Path) -> None:
    """Whatever its number: one that is here already counts as little as one that is not."""
    two.tom.learnings.add("Charts mislead")
    two.tom.exchange.sync(folder)
    assert two.ana.exchange.sync(folder).foreign == ()
    mine, home = keys(two)[0], two.ana.store.home
    identity.save(home, two.ana.pair.id, replace(mine, peer=Identity.fresh("en").keys))
    for _ in range(2):
        done = two.ana.exchange.sync(folder)
        assert sorted(done.foreign) == sorted(
            path.name for path in place(folder, two.tom).iterdir()
        )
        assert done.foreign
        assert done.unreadable == ()
        two.tom.learnings.add("So do tables")
        two.tom.exchange.sync(folder)
    assert len(two.ana.learnings.all()) == 1


def test_a_packet_that_was_lost_is_written_again(two: Two, folder: Path) -> None:
    """Removed from the folder, or sent by mail and lost: the next look says it again, and once."""
    both(two, folder, 2)
    two.ana.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    for by_mail in (False, True):
        if by_mail:
            two.sent(two.ana, everything=True)
        else:
            shutil.rmtree(place(folder, two.ana))
        again = two.ana.exchange.sync(folder).sent
        assert again is not None
        assert again.count
        assert two.ana.exchange.sync(folder).sent is None
    both(two, folder, 2)
    assert len(two.tom.learnings.all()) == 1
    before = sorted(folder.rglob("*"))
    assert all(done.sent is None for done in both(two, folder))
    assert sorted(folder.rglob("*")) == before


def test_files_and_folder_may_be_mixed(two: Two, folder: Path) -> None:
    """A packet sent by mail and the folder are two ways to the same."""
    two.ana.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    two.tom.exchange.receive([two.sent(two.ana)])
    two.tom.exchange.sync(folder)
    two.tom.learnings.add("So do tables")
    two.ana.exchange.receive([two.sent(two.tom)])
    both(two, folder)
    assert shared(two.ana) == shared(two.tom)


def test_a_receipt_stands_in_the_way_of_no_undo(two: Two, folder: Path) -> None:
    """My last verb is taken back although packets came since, and so far nobody else's."""
    two.tom.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    two.ana.learnings.add("A slip")
    two.tom.exchange.sync(folder)
    two.ana.exchange.sync(folder)
    assert [each.what for each in two.ana.learnings.all()] == ["A slip", "Charts mislead"]
    undoing.undo(two.ana)
    assert [each.what for each in two.ana.learnings.all()] == ["Charts mislead"]
    with pytest.raises(Refused, match="received"):
        undoing.undo(two.ana)


def test_the_status_says_when_something_last_left(two: Two, folder: Path) -> None:
    """Nothing before the first packet; then the moment of the latest."""
    assert status(two.ana).sent is None
    two.ana.learnings.add("Charts mislead")
    two.ana.exchange.sync(folder)
    sent = status(two.ana).sent
    assert sent is not None
    assert carried.kept("Tom", sent, two.ana.clock.now().tzinfo) == (
        "Kept on this computer. Last packet for Tom: Saturday 21 November 2026 at 20:50."
    )
