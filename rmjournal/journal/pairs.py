"""Pairs: who teaches whom, and which pair the person is speaking of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal import references, scratch
from rmjournal.journal.concern import Concern
from rmjournal.journal.members import checked_name, meant, refuse_namesakes
from rmjournal.model.charter import (
    LONGEST,
    MINUTES,
    USUAL_MINUTES,
    USUAL_MONTHS,
    USUAL_REVIEWS,
    USUAL_WEEKS,
    WEEKS,
    Charter,
    in_force,
)
from rmjournal.model.pair import Member, Pair, PairStatus, Role
from rmjournal.model.record import Visibility
from rmjournal.months import months_later
from rmjournal.storage.marks import new_id
from rmjournal.storage.tables import TABLES
from rmjournal.text import fold

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.closing import Closed
    from rmjournal.storage.erasing import Erased
    from rmjournal.storage.tables import State

NO_PAIR = N_("There is no pair in this journal yet.")


class Pairs(Concern):
    """The pairs of one person's journal."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._known: tuple[State, list[Pair]] | None = None

    def all(self) -> list[Pair]:
        """Every pair, oldest first."""
        state = self.store.table(Pair).state()
        if self._known is None or self._known[0] != state:
            self._known = (state, self.store.all(Pair))
        return self._known[1]

    def current(self) -> Pair:
        """The chosen pair, or else the latest that is under way, or else the latest."""
        pairs = self.all()
        chosen = [pair for pair in pairs if pair.id == self.journal.chosen]
        active = [pair for pair in pairs if pair.status is PairStatus.ACTIVE]
        for candidates in (chosen, active, pairs):
            if candidates:
                return candidates[-1]
        raise Refused(
            NO_PAIR,
            todo=N_(
                "Create yours with “rmjournal init --me NAME --role mentor|mentee --partner NAME”, "
                "take an invitation with “rmjournal exchange accept FILE”, or look at a sample with "
                "“rmjournal demo”."
            ),
        )

    def found(self, text: str) -> Pair:
        """The pair meant by part of a name, a letter being too little, or by the beginning of an id."""
        name, id = fold(text.strip()), references.beginning(text)
        hits = [
            pair
            for pair in self.all()
            if (id and pair.id.startswith(id))
            or (len(name) > 1 and any(name in fold(member.name) for member in pair.members))
        ]
        if len(hits) == 1:
            return hits[0]
        raise NotFound(
            N_("No pair answers to “{text}”.")
            if not hits
            else N_("Several pairs answer to “{text}”."),
            todo=N_("“rmjournal pair list” shows them with their ids."),
            text=text[:40],
        )

    def create(
        self,
        *,
        me: str,
        role: Role,
        partner: str,
        start: date | None = None,
        months: int = USUAL_MONTHS,
        every_weeks: int = USUAL_WEEKS,
        minutes: int = USUAL_MINUTES,
        verb: str = "pair add",
    ) -> Pair:
        """A new pair with its charter's frame, nothing else agreed yet.

        It is spoken of from now on only if the pair spoken of so far is closed, or there was none.
        ``verb`` is what was asked for, as undoing names it.
        """
        pair, charter = self.foreseen(
            me=me, role=role, partner=partner, start=start, months=months,
            every_weeks=every_weeks, minutes=minutes,
        )  # fmt: skip
        spoken_of = self.current() if self.all() else pair
        with self.store.transaction(verb) as tx:
            tx.add(pair)
            tx.add(charter)
        self.use(spoken_of if spoken_of.status is PairStatus.ACTIVE else pair)
        return pair

    def foreseen(
        self,
        *,
        me: str,
        role: Role,
        partner: str,
        start: date | None = None,
        months: int = USUAL_MONTHS,
        every_weeks: int = USUAL_WEEKS,
        minutes: int = USUAL_MINUTES,
    ) -> tuple[Pair, Charter]:
        """The pair and the charter that ``create`` would store; refuses as it does.

        Raises UsageProblem for names or numbers that are none, Refused in a sample.
        """
        scratch.refuse(self.store.home)
        mine, theirs = (
            Member(id=new_id(), name=checked_name(me)),
            Member(id=new_id(), name=checked_name(partner)),
        )
        refuse_namesakes(mine, theirs)
        self._refuse_twin(mine, theirs)
        mentor, mentee = (mine, theirs) if role is Role.MENTOR else (theirs, mine)
        now, id = self.journal.clock.stamp(), new_id()
        start = start or self.journal.clock.today()
        envelope: dict[str, Any] = {
            "pair": id,
            "author": mine.id,
            "entered_by": mine.id,
            "created": now,
        }
        pair = Pair(
            **envelope, id=id, updated=now, visibility=Visibility.PAIR,
            mentor=mentor, mentee=mentee, me=mine.id,
        )  # fmt: skip
        months = _between(months, 1, LONGEST, N_("The number of months"), "months")
        charter = Charter(
            **envelope, id=new_id(), updated=now, visibility=Visibility.PAIR,
            every_weeks=_between(every_weeks, *WEEKS, N_("The weeks between sessions"), "every_weeks"),
            minutes=_between(minutes, *MINUTES, N_("The minutes of a session"), "minutes"),
            start=start,
            end=months_later(start, months),
            review_months=tuple(each for each in USUAL_REVIEWS if each < months),
        )  # fmt: skip
        return pair, charter

    def use(self, pair: Pair) -> Pair:
        """Speaks of this pair from now on, in this run; settings remember it for the next."""
        self.journal.chosen = pair.id
        return pair

    def _refuse_twin(self, mine: Member, theirs: Member) -> None:
        names = {fold(mine.name), fold(theirs.name)}
        for pair in self.all():
            if pair.status is PairStatus.ACTIVE and names == {fold(m.name) for m in pair.members}:
                raise Refused(
                    N_("There is a pair of these two already, and it is under way."),
                    kept=N_("Nothing was changed."),
                    todo=N_("“rmjournal pair show” shows it, “rmjournal pair edit” corrects it."),
                )

    def charter(self) -> Charter | None:
        """The charter of the pair that is in force."""
        return in_force(self.ours(Charter))

    def edit(
        self,
        *,
        me: str | None = None,
        partner: str | None = None,
        role: Role | None = None,
        reopen: bool = False,
    ) -> Pair:
        """New names, or the roles the other way round; with ``reopen`` the mentoring goes on, too."""
        with self.store.transaction("pair edit") as tx:
            pair = self.reopen() if reopen else self.pair
            return tx.change(pair, **self._corrected(pair, me, partner, role))

    def _corrected(
        self, pair: Pair, me: str | None, partner: str | None, role: Role | None
    ) -> dict[str, Member]:
        names = {pair.me: me, pair.partner.id: partner}
        mentor, mentee = (
            each if (new := names[each.id]) is None else each.renamed(checked_name(new))
            for each in (pair.mentor, pair.mentee)
        )
        refuse_namesakes(mentor, mentee)
        if role is not None and role is not pair.my_role:
            mentor, mentee = mentee, mentor
        return {"mentor": mentor, "mentee": mentee}

    def refuse_closed(self) -> None:
        """Raises Refused, saying how to go on, where the mentoring is concluded or was stopped."""
        if self.pair.status is not PairStatus.ACTIVE:
            raise Refused(
                N_("This mentoring was stopped, so nothing more is planned in it.")
                if self.pair.status is PairStatus.STOPPED
                else N_("This mentoring is concluded, so nothing more is planned in it."),
                kept=N_("Nothing was changed."),
                todo=N_(
                    "“rmjournal pair edit --reopen” takes it up again; "
                    "“rmjournal pair add” begins another."
                ),
            )

    def close(self, *, stopped: bool = False) -> Closed:
        """The mentoring is concluded, or was stopped; its journal stays readable."""
        from rmjournal.journal import closing

        return closing.close(self.journal, stopped=stopped)

    def reopen(self) -> Pair:
        """A mentoring that was concluded or stopped goes on."""
        from rmjournal.journal import closing

        return closing.reopen(self.journal)

    def size(self, pair: Pair) -> int:
        """How many records the pair has, itself and its trash included."""
        kinds = [each.columns("pair") for each in map(self.store.table, TABLES)]
        return sum(of == pair.id for columns in kinds for (of,) in columns)

    def erase(self, pair: Pair) -> Erased:
        """Erases the pair for good, with every record and key it has; no undo brings it back.

        If it was the pair spoken of, that is the latest one left from now on.
        """
        from rmjournal.journal import undoing
        from rmjournal.storage import erasing

        erased = erasing.erase(self.store, [pair.id], self.journal.clock.now())
        undoing.erased(self.journal, "pair erase")
        if self.store.home.exchange.exists():
            from rmjournal.exchange import identity

            identity.save(self.store.home, pair.id, None)
        if self.journal.chosen == pair.id:
            self.journal.chosen = ""
        return erased

    def member(self, text: str) -> str:
        """The id of the member a person means: me, partner, mentor, mentee, both, or a name."""
        pair = self.pair
        if found := meant(pair, text):
            return found
        raise UsageProblem(
            N_("“{text}” is neither of the two."),
            todo=N_("Write me, partner, mentor, mentee, both, or one of the names: {names}."),
            text=text[:40],
            names=", ".join(each.name for each in pair.members),
        )


def _between(number: int, least: int, most: int, what: str, about: str) -> int:
    if not least <= number <= most:
        raise UsageProblem(
            N_("{what}: the number is out of range."),
            todo=N_("It must be between {least} and {most}."),
            about=about,
            least=least,
            most=most,
            what=what,
        )
    return number
