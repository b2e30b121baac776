"""The home of a sample: never a person's own, whatever form theirs has."""

from __future__ import annotations

from pathlib import Path

import pytest

from rmjournal.errors import Refused
from rmjournal.journal import Journal, scratch
from rmjournal.paths import Home
from tests.conftest import Key


def files(home: Home) -> set[str]:
    """What lies in the home."""
    return {path.name for path in home.data.iterdir()}


def refuses(home: Home) -> None:
    """The home is not taken for a sample, and nothing in it changes."""
    before = files(home)
    with pytest.raises(Refused, match="no sample"):
        scratch.place(str(home.data))
    assert files(home) == before
    assert not scratch.is_sample(home)


def test_a_journal_of_ones_own_is_refused(journal: Journal, key: Key) -> None:
    """As it is, encrypted, and with the encrypted file gone and the keys left."""
    home = journal.store.home
    refuses(home)
    encrypted = key.encrypt(home)
    refuses(encrypted)
    encrypted.journal.unlink()
    refuses(encrypted)


def test_a_journal_that_is_missing_is_refused_too(journal: Journal) -> None:
    """Its earlier states are there to be restored."""
    journal.actions.add("Call Marie")
    journal.store.home.journal.unlink()
    refuses(journal.store.home)


def test_a_sample_may_be_encrypted_and_entered_again(tmp_path: Path, key: Key) -> None:
    """The mark tells it from a person's own."""
    root = scratch.place(str(tmp_path / "sample"))
    key.encrypt(Home(root, root))
    assert scratch.place(str(root)) == root
