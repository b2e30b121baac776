"""Who an imported line names: a whole name, a first name or our words for a member; else nobody."""

from __future__ import annotations

import pytest

from rmjournal.journal import Journal
from rmjournal.journal.owners import Owners
from rmjournal.model.record import BOTH

NAMED = {
    "Call @tom": "tom", "Call @Tom back": "tom", "Call (Tom Weiss)": "tom", "Tom: call": "tom",
    "**Tom** : call": "tom", "TOM\u00a0: call": "tom", "Call (partner)": "tom", "Call (moi)": "ana",
    "Call (ána)": "ana", "Call (Ana and Tom)": BOTH, "Call (Ana, Tom)": BOTH, "Nous : call": BOTH,
    "Call (both)": BOTH, "Call (2) (Tom)": "tom", "Call @lou, then @tom": "tom",
}  # fmt: skip
NOBODY = [
    "Call Tom", "Call (2)", "Call (T)", "Call (Tom?)", "Call @tommy", "mail tom@weiss.example",
    "Call (Tom and Lou)", "Before Tom: call", "Call (", "@", "Tomorrow: call", "",
]  # fmt: skip


def who(journal: Journal, text: str) -> str | None:
    """The first name of the member that the text names."""
    pair = journal.pair
    ids = {pair.me: "ana", pair.partner.id: "tom", BOTH: BOTH, None: None}
    return ids[Owners(pair).named(text)]


@pytest.mark.parametrize("text", NAMED)
def test_a_member_is_named(journal: Journal, text: str) -> None:
    """As people write it, whatever the case and the accents."""
    assert who(journal, text) == NAMED[text]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_guessed(journal: Journal, text: str) -> None:
    """What only looks like a name gives nothing to anybody."""
    assert who(journal, text) is None


def test_namesakes_need_their_whole_names(journal: Journal) -> None:
    """A first name that both have names neither."""
    journal.pairs.edit(partner="Ana Weiss")
    assert who(journal, "Call (Ana)") is None
    assert who(journal, "Call (Ana Weiss)") == "tom"
    journal.pairs.edit(partner="Àna Weiss")
    assert who(journal, "Call (Ana)") is None


def test_a_title_is_no_name(journal: Journal) -> None:
    """Whoever is written with one goes by the whole name."""
    journal.pairs.edit(partner="Mme Weiss")
    assert who(journal, "Call (Mme)") is None
    assert who(journal, "Call (Mme Weiss)") == "tom"
