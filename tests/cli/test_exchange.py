"""Two new users, each with a home and a language of their own, and nothing but files between them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.cli.conftest import Servers
from tests.cli.test_completion import offered
from tests.cli.warm import Warm
from tests.conftest import Program, Run

Pair = tuple[Program, Program]


@pytest.fixture
def two(started: Path, tmp_path: Path, servers: Servers | None) -> Pair:
    """Ana has her journal, in English; Tom has none yet, and reads French."""
    shutil.copytree(started, tmp_path / "ana")
    ana = Warm(tmp_path / "ana", where=tmp_path, servers=servers)
    tom = Warm(tmp_path / "tom", lang="fr", where=tmp_path, servers=servers)
    return ana, tom


def pair_up(two: Pair) -> list[str]:
    """From the invitation to the words; returns what each was shown."""
    ana, tom = two
    ana.ok("exchange", "invite", "-o", "invitation.json", "--words", "fr")
    shown = [tom.ok("exchange", "accept", "invitation.json", "-o", "answer.json").out]
    shown.append(ana.ok("exchange", "accept", "answer.json").out)
    return shown


def status(program: Program) -> dict[str, object]:
    """What ``exchange status`` tells a script."""
    told: dict[str, object] = json.loads(program.ok("exchange", "status", "--json").out)
    return told


def test_from_the_invitation_to_a_shared_agenda(two: Pair) -> None:
    """By files: six words, a session planned here, an item added there, one agenda in the end."""
    ana, tom = two
    hers, his = pair_up(two)
    assert hers == his
    assert len(hers.split()) == 6
    ana.ok("session", "plan", "2026-12-08 14:00", "--purpose", "Read a chart")
    ana.ok("session", "plan", "2026-12-01 14:00")
    ana.ok("visibility", "next", "private")
    ana.ok("log", "--no-session", "What only I should know of it, in my own words.")
    foreseen = ana.ok("exchange", "send", "--dry-run", "-o", "one.age")
    assert "Read a chart" in foreseen.out
    assert "What only I" not in foreseen.out + foreseen.err
    assert "2 records are for you alone, and stay here." in foreseen.err
    assert not (ana.home.parent / "one.age").exists()
    ana.ok("exchange", "send", "-o", "one.age")
    run = tom.ok("exchange", "receive", "one.age")
    assert "Nouveau\N{NO-BREAK SPACE}: " in run.err
    for program in two:
        assert "Read a chart" in program.ok("session", "show", "1").out
    tom.ok("agenda", "add", "Trois courbes à jeter", "--minutes", "10", "--session", "1")
    tom.ok("exchange", "send", "-o", "two.age")
    ana.ok("exchange", "receive", "two.age", "--dry-run")
    assert "Trois courbes" not in ana.ok("agenda", "show", "--session", "1").out
    ana.ok("exchange", "receive", "two.age")
    for program in two:
        assert "Trois courbes à jeter" in program.ok("agenda", "show", "--session", "1").out
    assert "What only I should know" not in (tom.home / "journal.json").read_text()
    ana.ok("exchange", "status", "--same")
    assert status(ana)["compared"] is True
    assert status(tom)["compared"] is False
    both = ana("exchange", "status", "--same", "--not-compared")
    assert both.code == 2
    assert status(ana)["compared"] is True
    ana.ok("exchange", "status", "--not-compared")
    assert status(ana)["compared"] is False


def test_a_lost_packet_and_a_conflict_on_one_item(two: Pair) -> None:
    """The lost one is made good by the next, and both people's words are in the item."""
    ana, tom = two
    pair_up(two)
    ana.ok("session", "plan", "2026-12-08 14:00")
    ana.ok("agenda", "add", "The median")
    ana.ok("exchange", "send", "-o", "lost.age")
    ana.ok("exchange", "send", "-o", "one.age")
    tom.ok("exchange", "receive", "one.age")
    assert "has not said yet that they have your packet 2" in ana.ok("exchange", "status").out
    tom.ok("exchange", "send", "-o", "two.age")
    assert "a tout ce qui lui est destiné" in tom.ok("exchange", "status").out
    ana.ok("exchange", "receive", "two.age")
    assert "has all that they may see" in ana.ok("exchange", "status").out
    tom.ok("agenda", "edit", "1", "--topic", "Encore : The median", "--minutes", "6")
    ana.ok("agenda", "edit", "1", "--topic", "The median, slowly", "--minutes", "8")
    for name in ("three.age", "five.age"):
        ana.ok("exchange", "send", "-o", name)
        told = tom.ok("exchange", "receive", name).err
        assert ("a été modifié des deux côtés" in told) is (name == "three.age")
        tom.ok("exchange", "send", "-o", f"from-tom-{name}")
        ana.ok("exchange", "receive", f"from-tom-{name}")
    for program in two:
        item = program.ok("agenda", "show").out
        assert "Encore : The median, slowly" in item
        assert "  8  " in item
    waiting = tom.ok("conflicts", "list").out
    assert "  Minutes  " in waiting
    assert "Encore : The median, slowly" in waiting
    tom.ok("conflicts", "keep", "last", "waiting")
    assert "  6  " in tom.ok("agenda", "show").out
    assert tom("exchange", "receive", "lost.age").code == 0


def test_by_a_folder_and_from_cron(two: Pair, tmp_path: Path) -> None:
    """Nobody is asked anything, and where there is nothing to say nothing is said."""
    ana, tom = two
    pair_up(two)
    (tmp_path / "shared").mkdir()
    ana.ok("win", "add", "She spoke first")
    assert "Left for Tom Weiss: packet 1, about " in ana.ok("exchange", "sync", "shared").err
    for program in (tom, ana, tom):
        program.ok("exchange", "sync", "shared")
    assert "She spoke first" in tom.ok("win", "list").out
    for program in (ana, tom):
        run = program.ok("exchange", "sync", "shared", "--quiet")
        assert run == Run(0, "", "")
    assert ana("exchange", "sync", "not-mounted").code == 1
    theirs = next(each for each in (tmp_path / "shared").glob("*/*") if each.is_dir())
    (theirs / "packet-00000099-0123abcd.age").write_text("half")
    (theirs / "packet-00000001-0123abcd (2).age").write_text("a copy")
    loud = [program.ok("exchange", "sync", "shared").err for program in (ana, tom)]
    assert ["delete it" in loud[0], "supprimez-le" in loud[1]].count(True) == 1
    for program in (ana, tom):
        assert program.ok("exchange", "sync", "shared", "--quiet").err == ""


def test_the_folder_is_named_once(two: Pair, tmp_path: Path) -> None:
    """From then on it is the one that is meant, wherever the command is given; status tells it."""
    ana, tom = two
    pair_up(two)
    unknown = ana("exchange", "sync")
    assert unknown.code == 2
    assert "No folder was shared yet." in unknown.err
    assert "exchange sync ~/Shared" in unknown.err
    assert status(ana)["folder"] is None
    (tmp_path / "shared").mkdir()
    for program in two:
        program.ok("exchange", "sync", "shared")
    ana.ok("win", "add", "She spoke first")
    replace(ana, where=tmp_path.parent).ok("exchange", "sync")
    tom.ok("exchange", "sync")
    assert "She spoke first" in tom.ok("win", "list").out
    assert status(ana)["folder"] == str(tmp_path / "shared")
    assert f"Shared folder: {tmp_path / 'shared'}" in ana.ok("exchange", "status").out


def test_two_pairs_and_their_folders(two: Pair, tmp_path: Path) -> None:
    """Another person's invitation changes nothing of the first pair, nor does a folder mix the two."""
    ana, tom = two
    pair_up(two)
    zoe = replace(tom, home=tmp_path / "zoe", lang="en")
    zoe.ok("init", "--me", "Zoe Blum", "--role", "mentor", "--partner", "Ana Ruiz")
    zoe.ok("exchange", "invite", "-o", "zoe.json")
    run = ana.ok("exchange", "accept", "zoe.json", "-o", "to-zoe.json")
    hers = next(each for each in json.loads(zoe.ok("pair", "list", "--json").out))["id"]
    assert f"rmjournal pair use {hers[:6]}" in run.err
    assert f"status --same --pair {hers[:6]}" in run.err
    zoe.ok("exchange", "accept", "to-zoe.json")
    ana.ok("win", "add", "She spoke first")
    for name in ("tom", "zoe"):
        (tmp_path / f"with-{name}").mkdir()
    run = ana.ok("exchange", "sync", "with-tom")
    assert run.err.splitlines()[0] == "With Tom Weiss:"
    assert f"--pair {hers[:6]}" in run.err
    assert not list((tmp_path / "with-tom").glob(f"*{hers[:6]}"))
    ana.ok("exchange", "sync", "with-zoe", "--pair", "Zoe")
    zoe.ok("win", "add", "I asked twice")
    zoe.ok("exchange", "sync", "with-zoe")
    tom.ok("exchange", "sync", "with-tom")
    assert "She spoke first" in tom.ok("win", "list").out
    assert "With Zoe Blum:" in ana.ok("exchange", "sync", "with-zoe", "--quiet").err
    assert "I asked twice" not in ana.ok("win", "list").out
    ana.ok("exchange", "status", "--same", "--pair", "Zoe")
    assert status(ana)["compared"] is False
    ana.ok("exchange", "send", "--pair", hers[:6], "-o", "for-zoe.age")
    assert "She spoke" not in zoe.ok("exchange", "receive", "for-zoe.age").err
    ana.ok("pair", "use", "Zoe")
    assert "I asked twice" in ana.ok("win", "list").out
    ana.ok("win", "add", "He drew it")
    said = ana.ok("exchange", "sync").err
    assert said.index("With Tom Weiss:") < said.index("With Zoe Blum:")
    assert not list((tmp_path / "with-tom").glob(f"*{hers[:6]}"))
    assert len(list((tmp_path / "with-zoe").iterdir())) == 1
    for program, heard in ((zoe, True), (tom, False)):
        program.ok("exchange", "sync")
        assert ("He drew it" in program.ok("win", "list").out) is heard


def test_before_pairing_it_says_what_to_do(two: Pair) -> None:
    """Whoever sends too early reads how to pair."""
    ana, _ = two
    for words in (("send",), ("receive", "x.age"), ("sync", "."), ("join",)):
        run = ana("exchange", *words)
        assert run.code == 1
        assert "rmjournal exchange invite" in run.err
    told = ana.ok("exchange", "status").err
    assert "After a lost laptop" in told
    assert "“rmjournal exchange invite” makes an invitation" in told
    ana.ok("exchange", "invite", "-o", "invitation.json")
    assert "takes their answer" in ana.ok("exchange", "status").err
    assert "After a lost laptop" in ana.ok("exchange", "--help").out


def test_who_takes_the_wrong_step_is_told_the_right_one(two: Pair) -> None:
    """An invitation is no packet, nor is one's own; the words, and what waits for a packet."""
    ana, tom = two
    assert "“en”; --words" in ana.ok("exchange", "invite", "-o", "invitation.json").err
    tom.ok("exchange", "accept", "invitation.json", "-o", "answer.json")
    assert "d’accepter la dernière" in tom("exchange", "accept", "answer.json").err
    ana.ok("exchange", "accept", "answer.json")
    run = tom("exchange", "receive", "invitation.json")
    assert run.code == 6
    assert "rmjournal exchange accept" in run.err
    assert "begin again with a new invitation" in ana.ok("exchange", "status").out
    given = ana.ok("feedback", "give", "--request", "Slower", "--deliver").err
    assert "rmjournal exchange send" in given
    assert "not compared the six words" in ana.ok("exchange", "send", "-o", "one.age").err
    run = ana("exchange", "receive", "one.age")
    assert "it is for your partner" in run.err
    ana.ok("exchange", "send", "-o", "theirs.age")
    run = tom("exchange", "receive", "theirs.age", "invitation.json")
    assert "invitation.json. Aucun paquet n’a été repris" in run.err
    assert status(tom)["seen"] == 0
    (ana.home.parent / "picture.png").write_bytes(b"\x89PNG")
    for verb, kind in (("receive", "packet"), ("accept", "invitation")):
        told = ana("exchange", verb, "picture.png").err
        assert f"This is no {kind} of rmjournal" in told
        assert "Check that it is the right file" in told
    ana.ok("exchange", "status", "--same")
    assert "six words" not in ana.ok("exchange", "send", "-o", "two.age").err


@pytest.mark.parametrize(
    ("verb", "kind"),
    [("accept", "This is no invitation of rmjournal, nor"), ("receive", "This is no packet of")],
)
def test_a_wrong_file_is_met_with_what_to_do(
    two: Pair, tmp_path: Path, verb: str, kind: str
) -> None:
    """Named for what was asked for; nothing of it is taken, and it may only be the wrong file."""
    ana, _ = two
    pair_up(two)
    bad = [
        b"hello\n", b"", b'{"format":"rmjournal-packet"}\n',
        *(line + b'\n{"signature":"' + b"0" * 128 + b'"}\n' for line in (b"{}", b'{"a":}')),
    ]  # fmt: skip
    for data in bad:
        (tmp_path / "x.age").write_bytes(data)
        run = ana("exchange", verb, "x.age")
        assert run.code == 6
        happened, kept, todo = run.err.splitlines()
        assert happened.startswith(kind)
        assert kept == "Nothing of it was taken; the journal is as it was."
        assert todo.startswith("Check that it is the right file")
    (tmp_path / "x.age").write_bytes(bytes(17 << 20))
    assert "Check that it is the right file" in ana("exchange", verb, "x.age").err
    assert "Check its name" in ana("exchange", verb, "nowhere.age").err


def test_ones_own_invitation_is_for_the_other(two: Pair) -> None:
    """Whoever accepts it by mistake reads what to do with it."""
    ana, _ = two
    ana.ok("exchange", "invite", "-o", "mine.json")
    assert "Send it to them" in ana("exchange", "accept", "mine.json").err


def test_items_of_joined_sessions_are_joined_with_them(two: Pair) -> None:
    """They look alike only once their sessions are one."""
    ana, tom = two
    tom.ok("init", "--me", "Tom Weiss", "--role", "mentor", "--partner", "Ana Ruiz")
    for program in two:
        program.ok("session", "plan", "2026-12-08 14:00")
        program.ok("agenda", "add", "Prompting basics")
    pair_up(two)
    ana.ok("exchange", "send", "-o", "one.age")
    tom.ok("exchange", "send", "-o", "two.age")
    ana.ok("exchange", "receive", "two.age")
    alike = offered(ana, "exchange", "join", "")
    assert len(alike) == 2
    assert all(meaning.startswith("session") for meaning in alike.values())
    told = tom.ok("exchange", "receive", "one.age", "--join")
    assert told.out.count("Prompting basics") == 1
    assert tom.ok("agenda", "show").out.count("Prompting basics") == 1


def test_a_lost_laptop(two: Pair, tmp_path: Path) -> None:
    """A new home, invited again, under new keys that Ana is told of before she takes them."""
    ana, tom = two
    pair_up(two)
    tom.ok("action", "add", "Call the night shift")
    ana.ok("win", "add", "She spoke first")
    for program, other in ((tom, ana), (ana, tom)):
        name = f"by-{program.home.name}.age"
        program.ok("exchange", "send", "-o", name)
        other.ok("exchange", "receive", name)
    new = replace(tom, home=tmp_path / "new")
    ana.ok("exchange", "invite", "-o", "again.json")
    new.ok("exchange", "accept", "again.json", "-o", "anew.json")
    run = ana("exchange", "accept", "anew.json")
    assert run.code == 6
    assert "--new-key" in run.err
    ana.ok("exchange", "accept", "anew.json", "--new-key")
    ana.ok("exchange", "send", "-o", "all.age")
    new.ok("exchange", "receive", "all.age")
    assert "Call the night shift" in new.ok("action", "list").out
    assert "She spoke first" in new.ok("win", "list").out
    tom.ok("exchange", "send", "-o", "stolen.age")
    assert ana("exchange", "receive", "stolen.age").code == 6
    (tmp_path / "shared").mkdir()
    for program in (ana, new, ana):
        run = program.ok("exchange", "sync", "shared")
        assert "not signed" not in run.err
    tom.ok("win", "add", "A thief's own")
    tom.ok("exchange", "sync", "shared")
    assert "not signed" in ana.ok("exchange", "sync", "shared", "--quiet").err
    assert "A thief" not in ana.ok("win", "list").out


_MEASURED = """
import os, re, sys
from rmjournal import __main__ as program
import rmjournal.cli.exchange, rmjournal.journal.exchanging, rmjournal.exchange.receiving

def receive(packet):
    os.dup2(os.open(packet + ".err", os.O_WRONLY | os.O_CREAT), 2)
    sys.argv = ["rmjournal", "exchange", "receive", packet]
    try:
        program.main()
    except SystemExit as end:
        return end.code or 0
    finally:
        sys.stderr.flush()

for packet in sys.argv[1:]:
    if not (child := os.fork()):
        code = receive(packet)
        with open("/proc/self/status") as told:
            peak = int(re.search(r"VmHWM:[^0-9]*([0-9]+)", told.read())[1]) // 1024
        os.write(1, f"{code} {peak}\\n".encode())
        os._exit(0)
    os.waitpid(child, 0)
"""
"""Each packet in a process of its own, which tells its own exit code and peak."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process its own peak")
def test_a_refused_packet_is_refused_cheaply(two: Pair, tmp_path: Path) -> None:
    """Damaged, oversized or not a packet at all: exit 6, under 150 MB, not a byte changed."""
    ana, tom = two
    pair_up(two)
    ana.ok("win", "add", "She spoke first")
    ana.ok("exchange", "send", "-o", "one.age")
    whole, random = (tmp_path / "one.age").read_bytes(), Random(3)
    bad = [
        b"", b"age-encryption.org/v1\n", whole[: len(whole) // 2], whole + b"x",
        b"age-encryption.org/v1\n" + bytes(17 << 20), os.urandom(1000),
        b'{"format":"rmjournal-packet"}\n', (tmp_path / "invitation.json").read_bytes(),
    ]  # fmt: skip
    for _ in range(4):
        place = random.randrange(len(whole))
        bad.append(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    before = (tom.home / "journal.json").read_bytes()
    names = [str(tmp_path / f"bad-{number}.age") for number in range(len(bad))]
    for name, data in zip(names, bad, strict=True):
        Path(name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *names], env=tom.environment(), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    ends = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert [code for code, _ in ends] == [6] * len(bad), done.stdout
    assert max(peak for _, peak in ends) < 150
    assert not any("Traceback" in Path(f"{name}.err").read_text() for name in names)
    assert (tom.home / "journal.json").read_bytes() == before


def test_a_text_that_is_too_long_is_told_and_holds_nothing_up(two: Pair) -> None:
    """Each way to send says so, in one's own language; the rest arrives."""
    ana, tom = two
    pair_up(two)
    folder = tom.home.parent / "shared"
    folder.mkdir()
    tom.ok("log", "--no-session", "--for-partner", "-", stdin=b"Une page. " * 300_000)
    tom.ok("win", "add", "Une victoire")
    told = "« Une page.".replace(" ", "\N{NO-BREAK SPACE}", 1)
    for run in (
        tom.ok("exchange", "send", "--dry-run"),
        tom.ok("exchange", "send", "-o", "one.age"),
        tom.ok("exchange", "sync", str(folder)),
        tom.ok("exchange", "status"),
    ):
        assert told in run.out + run.err
        assert "dépasse ce qu’un paquet peut contenir et reste ici" in run.out + run.err
    ana.ok("exchange", "receive", "one.age")
    assert "Une victoire" in ana.ok("win", "list").out
