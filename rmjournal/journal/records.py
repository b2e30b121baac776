"""What can be done to a record of any kind: who may read it, the trash, and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import references, room
from rmjournal.journal.assents import assent, one_of_us, said_by_now
from rmjournal.journal.concern import Concern
from rmjournal.model import substance
from rmjournal.model.agenda import Item
from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.pair import Pair
from rmjournal.model.record import Assent, Record, Visibility
from rmjournal.model.session import Session
from rmjournal.storage.tables import TABLES

if TYPE_CHECKING:
    from rmjournal.storage.erasing import Erased

R = TypeVar("R", bound=Record)


class Records(Concern):
    """Any record of the pair."""

    def found(self, text: str, *, trashed: bool = False) -> Record:
        """The record that a reference means."""
        return references.find(self.journal, text, trashed=trashed)

    def show_to(
        self, seen: R, visibility: Visibility, *, member: str | None = None, on: date | None = None
    ) -> R:
        """Sets who may read the record; to let it leave the pair is to consent to that oneself.

        ``member`` is the other one where theirs is noted too, given aloud on that day. To narrow it
        takes both consents back: to let it leave again, both give theirs anew. Raises Refused for an
        item that finds no room among what both plan; to keep one for oneself is never refused.
        """
        self.check_readers(seen, visibility)
        said_by_now(self.journal, on)
        changes: dict[str, Any] = {"visibility": visibility}
        if visibility is Visibility.SHAREABLE:
            changes["assents"] = self._consents(seen, one_of_us(self.pair, member), on)
        elif member is not None:
            raise UsageProblem(
                N_("Only what may leave the pair needs the other's consent."),
                kept=N_("Nothing was changed."),
                todo=N_("Leave --by out, or say “shareable”."),
            )
        with self.store.transaction("visibility") as tx:
            self.check_readers(tx.get(type(seen), seen.id) or seen, visibility)
            if isinstance(seen, Item) and visibility is not Visibility.PRIVATE:
                room.check(self.journal, seen, visibility=visibility)
            changed = tx.change(seen, **changes)
            # Of the record as it is now, so that a consent noted meanwhile goes as well.
            kept = substance.withdrawn(changed)
            narrowed = visibility is not Visibility.SHAREABLE and kept is not None
            return tx.change(changed, assents=kept) if narrowed else changed

    def check_readers(self, record: Record, visibility: Visibility) -> None:
        """Raises Refused where a record of this kind, or of the other's, cannot be for these."""
        if isinstance(record, Charter | Pair) and visibility is not Visibility.PAIR:
            raise Refused(
                N_("The pair and its charter are for the two of you."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal export charter” makes a copy that you can hand on."),
            )
        if record.author != self.pair.me and visibility is Visibility.PRIVATE:
            raise Refused(
                N_("These are the other's words, so they cannot be for you only."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal delete” puts them in your trash, if you do not want them."),
            )
        if isinstance(record, Feedback):
            _check_feedback(record, visibility)

    def offered(self, record: Record) -> tuple[Visibility, ...]:
        """The others for whom the record could be, as far as its kind and its author go."""
        return tuple(
            each
            for each in Visibility
            if each is not record.visibility and self._can_be_for(record, each)
        )

    def _can_be_for(self, record: Record, visibility: Visibility) -> bool:
        if visibility is Visibility.SHAREABLE and not substance.agreeable(record):
            return False
        try:
            self.check_readers(record, visibility)
        except Refused:
            return False
        return True

    def _consents(self, seen: Record, member: str, on: date | None) -> tuple[Assent, ...]:
        """The record's assents, with those that were lacking of mine and of that member's."""
        if not substance.agreeable(seen):
            raise Refused(
                N_("Records of this kind stay between the two of you."),
                kept=N_("Nothing was changed."),
                todo=N_("Learnings, wins, reflections, objectives and resources may leave."),
            )
        given = substance.assenting(seen, leaving=True)
        me = self.pair.me
        lacking = [each for each in dict.fromkeys((me, member)) if each not in given]
        told = {member: on if member != me else None}
        return (
            *seen.assents,
            *(assent(self.journal, seen, m, told.get(m), leaving=True) for m in lacking),
        )

    def consenting(self, record: Record) -> frozenset[str]:
        """The members who consent to the record's leaving the pair as it stands."""
        if not substance.agreeable(record):
            return frozenset()
        return substance.assenting(record, leaving=True)

    def lost_consent(self, seen: Record, after: Record) -> frozenset[str]:
        """The members whose consent to its leaving the pair was to the words before a change."""
        if after.visibility is not Visibility.SHAREABLE:
            return frozenset()
        return self.consenting(seen) - self.consenting(after)

    def may_leave(self, record: Record) -> bool:
        """Whether the record may leave the pair as it stands."""
        return substance.may_leave(record, [member.id for member in self.pair.members])

    @staticmethod
    def deletable(record: Record) -> bool:
        """Whether records like this one go to the trash: not a pair, nor the charter in force."""
        return not isinstance(record, Pair) and not (
            isinstance(record, Charter) and not record.version_of
        )

    def delete(self, seen: Record) -> list[Record]:
        """Puts the record in the trash; with a session goes its agenda. Returns what went.

        Raises Refused for a pair, for the charter in force, and for a session under way.
        """
        if not self.deletable(seen):
            raise Refused(
                N_("A pair is not deleted like a note."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal pair close” concludes the mentoring."),
            )
        with self.store.transaction("delete") as tx:
            if isinstance(current := tx.current(seen), Session) and current.under_way:
                raise Refused(
                    N_("This session is under way."),
                    kept=N_("Nothing was changed."),
                    todo=N_(
                        "“rmjournal session end” ends it; “rmjournal undo” takes back its start."
                    ),
                )
            gone: list[Record] = [tx.change(seen, deleted=tx.now)]
            if isinstance(seen, Session):
                items = self.store.where(Item, "session", seen.id)
                gone += [tx.change(item, deleted=tx.now) for item in items]
        return gone

    def trash(self) -> list[Record]:
        """What was deleted, latest first; a session before the agenda that went with it."""
        found: list[Record] = []
        for kind in TABLES:
            found += self.store.all(kind, self.pair.id, trashed=True)
        return sorted(found, key=_deleted, reverse=True)

    def restore(self, seen: Record) -> list[Record]:
        """Takes the record out of the trash; with a session comes the agenda that went with it.

        Raises Refused where that would leave an item without its session or its agenda too long, or
        two sessions under way.
        """
        with self.store.transaction("trash restore") as tx:
            self._refuse_misplaced(seen)
            if isinstance(seen, Item):
                room.check(self.journal, seen)
            back: list[Record] = [tx.change(seen, deleted=None)]
            if isinstance(seen, Session):
                items = self.store.all(Item, self.pair.id, trashed=True)
                back += [
                    tx.change(item, deleted=None)
                    for item in items
                    if item.session == seen.id and item.deleted == seen.deleted
                ]
        return back

    def _refuse_misplaced(self, seen: Record) -> None:
        if isinstance(seen, Item):
            session = self.store.get(Session, seen.session)
            if session is not None and session.deleted:
                raise Refused(
                    N_("The session of this item is in the trash too."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal trash restore {ref}” brings it back first."),
                    ref=f"#{references.short(session)}",
                )
        if isinstance(seen, Session) and seen.under_way and self.journal.sessions.running():
            raise Refused(
                N_("This session was under way, and so is another one now."),
                kept=N_("Nothing was changed."),
                todo=N_("“rmjournal session end” ends the other one; then it can be restored."),
            )

    def purge(self, *seen: Record) -> Erased:
        """Erases records of the trash for good, a session with its agenda; no undo brings them back.

        Raises Changed if one of them is not in the trash, or no longer.
        """
        from rmjournal.journal import undoing
        from rmjournal.storage import erasing

        now = self.journal.clock.now()
        erased = erasing.erase(self.store, [each.id for each in seen], now, trashed=True)
        undoing.erased(self.journal, "trash purge")
        return erased


def _deleted(record: Record) -> tuple[datetime, bool, str]:
    return record.deleted or record.updated, not isinstance(record, Item), record.id


def _check_feedback(feedback: Feedback, visibility: Visibility) -> None:
    """Raises Refused: only delivering lets the other read it, and what was said stays said."""
    if feedback.delivered is None:
        raise Refused(
            N_("This feedback was not delivered yet, so only its author may read it."),
            kept=N_("Nothing was changed."),
            todo=N_("Deliver it when you are ready; then both can read it."),
        )
    if visibility is Visibility.PRIVATE:
        raise Refused(
            N_("This feedback was delivered, so it is no longer for one of you only."),
            kept=N_("Nothing was changed."),
            todo=N_(
                "“rmjournal delete” removes it here; “rmjournal feedback give” says what you would add."
            ),
        )
