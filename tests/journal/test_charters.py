"""The charter: signed by each as it stands, never rewritten under a signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rmjournal.errors import Changed, NotFound, Refused, UsageProblem
from rmjournal.journal import Journal, conflicts, undoing
from rmjournal.model import substance
from rmjournal.model.charter import Charter
from rmjournal.model.pair import Pair, Role
from rmjournal.model.record import BOTH, Visibility
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents


@pytest.fixture
def written(journal: Journal) -> Charter:
    """A charter that says something, not signed yet."""
    seen = journal.charters.present()
    return journal.charters.edit(seen, stays="What is said here").charter


def both_sign(journal: Journal, seen: Charter) -> Charter:
    """The charter with my signature and the other's, given aloud."""
    mine = journal.charters.sign(seen).charter
    return journal.charters.sign(mine, journal.pair.partner.id).charter


def test_a_charter_is_signed_once_both_did(journal: Journal, written: Charter) -> None:
    """One signature is not two, and nobody signs the same words twice."""
    mine = journal.charters.sign(written).charter
    assert not journal.charters.state().signed
    theirs = journal.charters.sign(mine, journal.pair.partner.id).charter
    assert journal.charters.state().signed
    for member in (None, journal.pair.partner.id):
        with pytest.raises(Refused):
            journal.charters.sign(theirs, member)


def test_an_oral_agreement_keeps_who_noted_it_and_when_it_was_said(
    journal: Journal, written: Charter
) -> None:
    """What the other said is theirs, noted by me; not of a day to come."""
    said = date(2026, 11, 20)
    oral = journal.charters.sign(written, journal.pair.partner.id, said).charter.assents[-1]
    assert (oral.member, oral.entered_by) == (journal.pair.partner.id, journal.pair.me)
    assert oral.on is not None
    assert oral.on.date() == said
    with pytest.raises(UsageProblem):
        journal.charters.sign(journal.charters.present(), on=date(2026, 11, 22))


def test_nothing_empty_is_signed(journal: Journal) -> None:
    """A frame without a word is no charter yet; only a member signs."""
    with pytest.raises(Refused):
        journal.charters.sign(journal.charters.present())
    written = journal.charters.edit(journal.charters.present(), stays="All").charter
    for member in (BOTH, "0" * 16):
        with pytest.raises(UsageProblem):
            journal.charters.sign(written, member)


def test_a_signed_wording_is_kept_when_it_changes(journal: Journal, written: Charter) -> None:
    """The charter keeps its id, the words that were signed stay readable with their signatures."""
    signed = both_sign(journal, written)
    assert journal.charters.takes_back(signed, stays="Less") == {
        journal.pair.me, journal.pair.partner.id,
    }  # fmt: skip
    edited = journal.charters.edit(signed, stays="Less").charter
    state = journal.charters.state()
    assert (edited.id, state.charter) == (signed.id, edited)
    (kept,) = state.versions
    assert (kept.stays, kept.version_of, kept.assents) == (signed.stays, signed.id, signed.assents)
    assert kept.visibility is Visibility.PAIR
    assert [change.field for change in state.changes] == ["stays"]
    assert journal.pairs.charter() == edited
    assert journal.charters.version(f"#{kept.id}").charter == kept


def test_words_that_nobody_signed_are_not_kept(journal: Journal, written: Charter) -> None:
    """Only a signature makes a version; saying the same again changes nothing."""
    edited = journal.charters.edit(written, stays="Less").charter
    assert journal.charters.state().versions == ()
    signed = journal.charters.sign(edited).charter
    assert journal.charters.edit(signed, stays="Less").charter == signed
    assert journal.charters.state().versions == ()


def test_words_that_come_back_are_signed_again_and_kept_once(
    journal: Journal, written: Charter
) -> None:
    """Both assented to these very words; going to and fro leaves one copy of each wording."""
    seen = both_sign(journal, written)
    for text in ("Less", written.stays, "Less", written.stays):
        seen = journal.charters.edit(seen, stays=text).charter
    assert journal.charters.state().signed
    assert [each.stays for each in journal.charters.state().versions] == [written.stays]


def test_what_is_signed_is_what_was_read(
    at: MakeJournal, journal: Journal, written: Charter
) -> None:
    """A charter that another window changed meanwhile is read again before it is signed."""
    at(NOW).charters.edit(written, may_leave="Nothing")
    with pytest.raises(Changed):
        journal.charters.sign(written)
    assert journal.charters.present().assents == ()


def test_two_signatures_at_once_both_stand(
    at: MakeJournal, journal: Journal, written: Charter
) -> None:
    """Two windows that sign the same words leave two signatures and no conflict."""
    journal.charters.sign(written)
    at(NOW).charters.sign(written, journal.pair.partner.id)
    assert journal.charters.state().signed
    assert conflicts.all_of(journal) == []


def test_settling_a_conflict_keeps_what_was_signed(
    at: MakeJournal, journal: Journal, written: Charter
) -> None:
    """A waiting value that replaces signed words does so like any change: they are kept."""
    journal.charters.edit(written, stays="Mine")
    at(NOW).charters.edit(written, stays="Theirs")
    both_sign(journal, journal.charters.present())
    (waiting,) = conflicts.all_of(journal)
    conflicts.keep(journal, waiting, waiting=True)
    state = journal.charters.state()
    assert (state.charter.stays, [each.stays for each in state.versions]) == ("Mine", ["Theirs"])
    assert not state.signed


def test_one_undo_takes_an_edit_back_with_its_copy(journal: Journal, written: Charter) -> None:
    """The charter is signed again, exactly as it was, and no copy is left."""
    both_sign(journal, written)
    before = documents(journal)
    journal.charters.edit(journal.charters.present(), stays="Less", start=date(2026, 10, 1))
    undoing.undo(journal)
    assert documents(journal) == before


def test_the_charter_in_force_is_not_deleted_and_a_copy_may_be(
    journal: Journal, written: Charter
) -> None:
    """Earlier words can be taken out of sight like any record."""
    signed = both_sign(journal, written)
    journal.charters.edit(signed, stays="Less")
    with pytest.raises(Refused):
        journal.records.delete(journal.charters.present())
    (kept,) = journal.charters.state().versions
    journal.records.delete(kept)
    assert journal.charters.state().versions == ()
    with pytest.raises(NotFound):
        journal.charters.version(f"#{kept.id}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"every_weeks": 0}, {"every_weeks": 13}, {"minutes": 14}, {"minutes": 181},
        {"review_months": (0,)}, {"review_months": (37,)}, {"review_months": (3, 12)},
        {"end": date(2026, 9, 1)}, {"start": date(2027, 9, 1)}, {"start": date(9999, 12, 1)},
    ],
    ids=str,
)  # fmt: skip
def test_a_frame_that_no_pair_could_keep_is_refused(
    journal: Journal, wrong: dict[str, Any]
) -> None:
    """Nothing of such an edit is stored, the part that would be possible included."""
    before = documents(journal)
    with pytest.raises(UsageProblem):
        journal.charters.edit(journal.charters.present(), stays="All", **wrong)
    assert documents(journal) == before


def test_a_pair_without_a_charter_gets_one(journal: Journal) -> None:
    """An older or hand-made file may have none; the first edit makes it."""
    with journal.store.transaction("gone") as tx:
        tx.remove(journal.charters.present())
    assert journal.charters.state().charter.stays == ""
    journal.charters.edit(journal.charters.present(), stays="All")
    assert journal.charters.present().stays == "All"
    assert len(journal.store.all(Charter)) == len(journal.store.all(Pair)) == 1


def test_the_charter_of_an_erased_pair_stays_erased(
    at: MakeJournal, journal: Journal, written: Charter
) -> None:
    """A window that still shows it brings nothing back."""
    other = at(NOW)
    other.pairs.erase(other.pair)
    journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Zoé")
    with pytest.raises(Changed):
        journal.charters.edit(written, stays="Mine")
    assert [each.stays for each in journal.store.all(Charter)] == [""]


def test_each_pair_has_its_own(journal: Journal, written: Charter) -> None:
    """What one pair agreed on says nothing about another."""
    signed = both_sign(journal, written)
    journal.charters.edit(signed, stays="Less")
    role = journal.pair.my_role
    journal.pairs.use(journal.pairs.create(me="Ana Ruiz", role=role, partner="Zoé"))
    assert journal.charters.state().versions == ()
    assert journal.charters.present().stays == ""
    assert substance.assenting(replace(signed)) == {assent.member for assent in signed.assents}
