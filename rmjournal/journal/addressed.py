"""Which pair of a journal an invitation is to; never guessed where the names do not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.errors import Refused, UsageProblem
from rmjournal.exchange import identity
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.text import fold

if TYPE_CHECKING:
    from rmjournal.exchange.adopting import Invited
    from rmjournal.journal import Journal


class UnclearPair(Refused):
    """Pairs that are not paired yet, one of which may be that of an invitation, under another name."""

    def __init__(self, inviter: str, pairs: list[Pair]) -> None:
        super().__init__(
            N_("{name} invites you, and your pair with {partner} is not paired yet: are they one?")
            if len(pairs) == 1
            else N_(
                "{name} invites you, and your pairs with {partner} are not paired yet: which is it?"
            ),
            kept=N_("Nothing was changed."),
            todo=N_("Say “--pair {ref}” if it is that pair, and “--new-pair” if it is another.")
            if len(pairs) == 1
            else N_("Say which with “--pair” ({ref}), or “--new-pair” if it is none of them."),
            name=inviter,
            partner=", ".join(each.partner.name for each in pairs),
            ref=", ".join(references.short(each) for each in pairs),
        )
        self.pairs = pairs


def pair_of(journal: Journal, invited: Invited, reference: str | None, *, new: bool) -> Pair | None:
    """The pair that was named, or of that id, or of those names and not paired; none makes one.

    Raises UnclearPair where none has those names, and others wait to be paired; Refused where
    the invitation is to another pair of the journal than the one that was named.
    """
    if reference is not None and new:
        raise UsageProblem(
            N_("It is either a pair of yours or a new one."),
            kept=N_("Nothing was changed."),
            todo=N_("Leave --pair or --new-pair out."),
        )
    pairs = journal.pairs.all() if journal.store.exists else []
    same = next((each for each in pairs if each.id == invited.pair), None)
    if reference is not None:
        named = journal.pairs.found(reference)
        if same is not None and named.id != same.id:
            raise _taken(same, named)
        return named
    if same is not None or new:
        return same
    waiting = [each for each in pairs if _waits(journal, each)]
    names = {fold(invited.mentor.name), fold(invited.mentee.name)}
    found = [each for each in waiting if {fold(member.name) for member in each.members} == names]
    if waiting and not found:
        raise UnclearPair(invited.partner.name, waiting)
    return found[-1] if found else None


def _waits(journal: Journal, pair: Pair) -> bool:
    known = identity.load(journal.store.home, pair.id)
    return pair.status is PairStatus.ACTIVE and (known is None or known.peer is None)


def _taken(same: Pair, named: Pair) -> Refused:
    return Refused(
        N_("This invitation is to the pair {ref} with {name}, which is in your journal already."),
        kept=N_("Nothing was changed."),
        todo=N_(
            "Leave “--pair” out to pair that one. To have {other} in its place, first erase {ref}, if "
            "you need nothing of it: “rmjournal pair erase {ref}”."
        ),
        ref=references.short(same),
        name=same.partner.name,
        other=references.short(named),
    )
