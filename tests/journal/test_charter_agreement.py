"""A charter in any order of edits and signatures: signed only if both signed the words that stand."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from rmjournal.errors import Refused, UsageProblem
from rmjournal.journal import undoing
from rmjournal.model import substance
from rmjournal.model.charter import TEXTS, Charter
from rmjournal.model.record import Assent
from rmjournal.model.signing import CharterState
from rmjournal.storage.tables import State
from tests.journal.conftest import documents, opened

FIELDS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("stays", ("all", "most")),
    ("if_we_disagree", ("", "we say so")),
    ("every_weeks", (2, 3)),
    ("reporting_line", (True, False)),
    ("start", (date(2026, 11, 2), date(2026, 11, 9))),
    ("review_months", ((3, 6), (4,), ())),
)
changes = st.sampled_from([(name, value) for name, values in FIELDS for value in values])


class Signing(RuleBasedStateMachine):
    """One charter, changed and signed by two people in any order; the model is a set per wording."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms = ExitStack()
        self.journal = self.rooms.enter_context(opened())
        self.me, self.other = self.journal.pair.me, self.journal.pair.partner.id
        self.signed: dict[tuple[Any, ...], set[str]] = {}
        self._known: tuple[State, tuple[Charter, CharterState]] | None = None

    def teardown(self) -> None:
        """The file goes with the example."""
        self.rooms.close()

    @property
    def seen(self) -> Charter:
        """The charter as it stands, read once for every state of its table."""
        return self._read[0]

    @property
    def state(self) -> CharterState:
        """Where it stands with signing, read at the same moment."""
        return self._read[1]

    @property
    def _read(self) -> tuple[Charter, CharterState]:
        table = self.journal.store.table(Charter).state()
        if self._known is None or self._known[0] != table:
            charters = self.journal.charters
            self._known = (table, (charters.present(), charters.state()))
        return self._known[1]

    @property
    def wording(self) -> tuple[Any, ...]:
        """What is signed."""
        return _wording(self.seen)

    @property
    def signers(self) -> set[str]:
        """The model: who signed the words that stand."""
        return self.signed.get(self.wording, set())

    @rule(change=changes)
    def i_edit(self, change: tuple[str, Any]) -> None:
        """Who loses their signature is said before, and no edit signs."""
        said = dict([change])
        before = self.signers
        lost = self.journal.charters.takes_back(self.seen, **said)
        self.journal.charters.edit(self.seen, **said)
        assert lost == before - self.signers

    @rule(change=changes)
    def the_other_edits(self, change: tuple[str, Any]) -> None:
        """Their change arrives with their signature under it, and with the wording it replaced."""
        after = replace(self.seen, **dict([change]))
        assent = Assent(
            member=self.other, digest=substance.digest(after), at=self.journal.clock.stamp(),
            entered_by=self.other,
        )  # fmt: skip
        with self.journal.store.transaction("received") as tx:
            self.journal.charters.keep_signed(tx, self.seen)
            tx.change(self.seen, **dict([change]), assents=(*self.seen.assents, assent))
        self.signed.setdefault(self.wording, set()).add(self.other)

    @rule(mine=st.booleans())
    def sign(self, mine: bool) -> None:
        """Each signs the same words once, and only words that say something."""
        member = self.me if mine else self.other
        empty = not any(getattr(self.seen, name) for name in TEXTS)
        if empty or member in self.signers:
            with pytest.raises(Refused):
                self.journal.charters.sign(self.seen, member)
        else:
            self.journal.charters.sign(self.seen, member)
            self.signed.setdefault(self.wording, set()).add(member)

    @rule(weeks=st.sampled_from([0, 13]))
    def a_wrong_edit(self, weeks: int) -> None:
        """What is refused takes no signature back."""
        with pytest.raises(UsageProblem):
            self.journal.charters.edit(self.seen, stays="never", every_weeks=weeks)

    @rule(change=changes)
    def change_and_undo(self, change: tuple[str, Any]) -> None:
        """An edit that was taken back never happened: copies and sessions go with it."""
        before = documents(self.journal)
        self.journal.charters.edit(self.seen, **{**dict([change]), "why_us": "undone"})
        undoing.undo(self.journal)
        assert documents(self.journal) == before

    @invariant()
    def signed_means_both_now(self) -> None:
        """What the journal says is what the two signed of these very words."""
        state = self.state
        assert state.charter == self.seen
        assert {each.member for each in state.signatures if each.present} == self.signers
        assert state.signed == (self.signers == {self.me, self.other})

    @invariant()
    def no_signed_word_is_lost(self) -> None:
        """Every wording that someone signed is the one in force or kept, with who signed it."""
        state = self.state
        kept = {_wording(each): set(substance.assenting(each)) for each in state.versions}
        assert len(kept) == len(state.versions)
        for wording, members in self.signed.items():
            assert wording == self.wording or kept[wording] == members

    @invariant()
    def what_changed_is_told(self) -> None:
        """Who signed something else, and only they, are told in what it differs."""
        for each in self.state.signatures:
            past = [who for wording, who in self.signed.items() if wording != self.wording]
            if each.present or not any(each.member in who for who in past):
                assert not each.changes
            else:
                assert each.changes
                assert all(getattr(self.seen, c.field) == c.after != c.before for c in each.changes)


def _wording(charter: Charter) -> tuple[Any, ...]:
    return tuple(getattr(charter, name) for name, _ in FIELDS)


TestSigning = Signing.TestCase
TestSigning.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
