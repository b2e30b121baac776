"""The charter: written together, signed by each, and never rewritten under a signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rmjournal.errors import Changed, Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.journal.assents import assent, one_of_us, said_by_now
from rmjournal.journal.concern import Concern, given
from rmjournal.journal.reviews import NOTHING, Reviewed, Reviews
from rmjournal.model import signing, substance
from rmjournal.model.charter import FRAME, LONGEST, MINUTES, WEEKS, Charter, in_force
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.model.signing import CharterState
from rmjournal.model.value import value
from rmjournal.storage.marks import new_id
from rmjournal.storage.transaction import Transaction

YEARS = (1970, 2999)


@value()
class Written:
    """A charter after a verb, and what became of the sessions of its review points."""

    charter: Charter
    reviewed: Reviewed = NOTHING


class Charters(Concern):
    """The frame of the pair."""

    def present(self) -> Charter:
        """The charter in force; an empty one, not stored yet, where the pair has none."""
        return self.journal.pairs.charter() or self.make(Charter)

    def state(self) -> CharterState:
        """The charter with its signatures, what changed since, and its earlier wordings."""
        members = self._members()
        found = signing.standing(self.ours(Charter), members)
        return found or signing.state_of(self.present(), (), members)

    def version(self, text: str) -> CharterState:
        """An earlier wording as it was signed, by the beginning of its id; raises NotFound."""
        charter = references.find(self.journal, text, Charter)
        if charter.version_of is None:
            return self.state()
        return signing.state_of(charter, (), self._members())

    def _members(self) -> list[str]:
        return [member.id for member in self.pair.members]

    def reviews(self, charter: Charter) -> Reviews:
        """The review points of the charter, and the sessions that stand for them."""
        return Reviews(self.journal, charter)

    def takes_back(self, seen: Charter, **changes: Any) -> frozenset[str]:
        """The members whose signature these changes would take back; refuses as ``edit`` does."""
        after = _after(seen, given(**changes))
        return substance.assenting(seen) - substance.assenting(after)

    def warns_of_line(self, changes: Mapping[str, Any]) -> bool:
        """Whether these changes say that one reports to the other, which is no good beginning."""
        return bool(changes.get("reporting_line"))

    def edit(self, seen: Charter, *, verb: str = "charter edit", **changes: Any) -> Written:
        """New values for some fields; what was signed is kept beside, with its signatures.

        The sessions of review points that are still to come follow the new dates. Words that both
        had signed before are signed again as soon as they come back. ``verb`` is what was asked for,
        as undoing names it.
        """
        said = given(**changes)
        _after(seen, said)
        with self.store.transaction(verb) as tx:
            before = self._stored(tx, seen)
            after = tx.change(seen, **said)
            if substance.digest(before) != substance.digest(after):
                self.keep_signed(tx, before)
            reviewed = self.reviews(after).follow(tx, before)
            return Written(after, self._planned(tx, after, reviewed))

    def _stored(self, tx: Transaction, seen: Charter) -> Charter:
        """The charter as it is now; one that the pair lacked so far is stored first.

        One that was erased meanwhile is given back as it was read, and not stored again.
        """
        current = tx.get(Charter, seen.id)
        lacking = tx.get(Pair, seen.pair) and not in_force(tx.all(Charter, seen.pair))
        return tx.add(seen) if current is None and lacking else current or seen

    def keep_signed(self, tx: Transaction, signed: Charter) -> None:
        """Keeps a copy of a wording that someone signed, before it changes; one copy a wording."""
        digest = substance.digest(signed)
        assents = tuple(each for each in signed.assents if each.digest == digest)
        if not assents:
            return
        for each in self.ours(Charter):
            if each.version_of == signed.id and substance.digest(each) == digest:
                tx.change(each, assents=assents)
                return
        copy = replace(
            signed, id=new_id(), rev=1, created=tx.now, updated=tx.now, assents=assents,
            entered_by=self.pair.me, version_of=signed.id,
        )  # fmt: skip
        tx.add(copy)

    def sign(self, seen: Charter, member: str | None = None, on: date | None = None) -> Written:
        """My signature, or the other's, given aloud; once both have signed, mid-points are planned.

        Raises Refused where that signature stands already, or before anything is written.
        """
        member = one_of_us(self.pair, member)
        if member in substance.assenting(seen):
            raise Refused(
                N_("This signature stands already."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal charter show” says who signed and when."),
            )
        if seen.blank:
            raise Refused(
                N_("There is nothing to sign yet: nothing is settled between you."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal charter edit” writes it, four questions first."),
            )
        said_by_now(self.journal, on)
        signature = assent(self.journal, seen, member, on)
        with self.store.transaction("charter sign") as tx:
            current = self._stored(tx, seen)
            if substance.digest(current) != signature.digest:
                raise Changed(
                    N_("The charter was changed since you read it."),
                    kept=N_("Nothing was signed."),
                    todo=N_("Read it again with “rmjournal charter show”, then sign."),
                )
            after = tx.change(current, assents=(*current.assents, signature))
            return Written(after, self._planned(tx, after, NOTHING))

    def _planned(self, tx: Transaction, charter: Charter, reviewed: Reviewed) -> Reviewed:
        """With the mid-points that are still missing, if both agree to the charter as it stands.

        Where the mentoring is concluded, none is planned.
        """
        active = self.pair.status is PairStatus.ACTIVE
        if not active or not substance.agreed(charter, self._members()):
            return reviewed
        return self.reviews(charter).plan(tx, reviewed)


def _after(seen: Charter, said: dict[str, Any]) -> Charter:
    """The charter as these changes make it; raises UsageProblem for a frame that no pair could keep."""
    after = replace(seen, **said)
    if said.keys() & set(FRAME):
        _check(after)
    return after


def _check(charter: Charter) -> None:
    """Raises UsageProblem naming the first part of the frame that no pair could keep."""
    _within(charter.every_weeks, WEEKS, N_("Sessions are between {least} and {most} weeks apart."))
    _within(charter.minutes, MINUTES, N_("A session lasts between {least} and {most} minutes."))
    for day in (charter.start, charter.end):
        if day is not None:
            _within(day.year, YEARS, N_("This year is out of reach."))
    if charter.start and charter.end and charter.end <= charter.start:
        raise UsageProblem(
            N_("The mentoring would end before it starts."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose an earlier start, or a later end."),
        )
    for month in charter.review_months:
        _within(
            month, (1, LONGEST), N_("A review point is {least} to {most} months from the start.")
        )
    late = [month for month, day in charter.reviews.items() if charter.end and day > charter.end]
    if late:
        raise UsageProblem(
            N_("The review point of month {month} comes after the end."),
            kept=N_("Nothing was changed."),
            todo=N_("Choose other months, or a later end."),
            month=late[0],
        )


def _within(number: int, bounds: tuple[int, int], happened: str) -> None:
    least, most = bounds
    if not least <= number <= most:
        raise UsageProblem(
            happened,
            kept=N_("Nothing was changed."),
            todo=N_("Give another number."),
            least=least,
            most=most,
        )
