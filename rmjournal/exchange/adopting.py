"""Taking the inviter's ids: the pair, its members and its charter are then the same in both files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Refused
from rmjournal.exchange.shape import is_id
from rmjournal.i18n import N_
from rmjournal.model import substance
from rmjournal.model.charter import Charter, in_force
from rmjournal.model.pair import Member, Pair, is_name
from rmjournal.model.record import Record, Visibility, shown_id
from rmjournal.storage.marks import stamp
from rmjournal.storage.tables import TABLES
from rmjournal.storage.view import decode

if TYPE_CHECKING:
    from rmjournal.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Invited:
    """The pair as an invitation describes it."""

    pair: str
    mentor: Member
    mentee: Member
    inviter: str
    """The member who invites."""
    charter: str
    """The id of the charter in force; empty where there is none."""

    @property
    def me(self) -> Member:
        """The one who is invited."""
        return self.mentee if self.inviter == self.mentor.id else self.mentor

    @property
    def partner(self) -> Member:
        """The one who invites."""
        return self.mentor if self.inviter == self.mentor.id else self.mentee


def described(body: dict[str, Any]) -> Invited:
    """The pair of an invitation; raises ValueError, TypeError or KeyError for what is none."""
    mentor, mentee = (_member(body["members"][role]) for role in ("mentor", "mentee"))
    ids = [body["pair"], mentor.id, mentee.id, *([body["charter"]] if body["charter"] else [])]
    if not all(map(is_id, ids)) or len(set(ids)) < len(ids):
        raise ValueError("ids")
    if body["sender"] not in (mentor.id, mentee.id) or mentor.name == mentee.name:
        raise ValueError("sender")
    return Invited(body["pair"], mentor, mentee, body["sender"], body["charter"])


def _member(value: dict[str, Any]) -> Member:
    name = value["name"]
    if type(name) is not str or not is_name(name):
        raise ValueError("name")
    return Member(id=value["id"], name=name)


def create(tx: Transaction, invited: Invited, now: datetime) -> Pair:
    """The pair of the invitation, in a file that has none of these two."""
    return tx.add(
        Pair(
            id=invited.pair, pair=invited.pair, author=invited.inviter, entered_by=invited.me.id,
            created=now, updated=now, visibility=Visibility.PAIR,
            mentor=invited.mentor, mentee=invited.mentee, me=invited.me.id,
        )
    )  # fmt: skip


def adopt(tx: Transaction, pair: Pair, invited: Invited) -> Pair:
    """Gives all records of the pair the inviter's ids in the place of its own; returns the pair.

    What was agreed to stays so: a digest over a member's id is made anew over the new one.
    """
    ids = {pair.id: invited.pair, pair.me: invited.me.id, pair.partner.id: invited.partner.id}
    charter = in_force(tx.all(Charter, pair.id))
    if charter is not None and invited.charter:
        ids[charter.id] = invited.charter
    _refuse_taken(tx, ids)
    for kind in TABLES:
        for document in list(tx.table(kind).documents()):
            if document.get("pair") == pair.id:
                _rewrite(tx, kind, document["id"], ids, invited)
    adopted = tx.get(Pair, invited.pair)
    if adopted is None:
        raise ValueError("pair")
    return tx.change(
        adopted,
        mentor=_as(adopted.mentor, invited.mentor),
        mentee=_as(adopted.mentee, invited.mentee),
    )


def _refuse_taken(tx: Transaction, ids: dict[str, str]) -> None:
    """No id may stand twice: raises Refused where another record has one that a record would get."""
    taken = (
        each
        for kind in TABLES
        for before, after in ids.items()
        if before != after and (each := tx.get(kind, after)) is not None
    )
    if there := next(taken, None):
        raise Refused(
            N_("A record of this invitation is in your journal already: {ref}."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal pair list” shows your pairs; one of them is this one already."),
            ref=f"#{shown_id(there.id)}",
        )


def settle(tx: Transaction, pair: Pair) -> None:
    """Marks the pair as one of two files now, so that no undo goes back behind that."""
    tx.receipt = True
    stored = tx.document(Pair, pair.id)
    if stored is not None:
        after = {**stored, "rev": pair.rev + 1, "updated": stamp(tx.now)}
        tx.rewrite(Pair, stored, after)


def _as(mine: Member, theirs: Member) -> Member:
    """The member under the inviter's id, by the name that they go by there."""
    return Member(id=theirs.id, name=mine.name, formerly=mine.formerly).renamed(theirs.name)


def _rewrite(
    tx: Transaction, kind: type[Record], id: str, ids: dict[str, str], invited: Invited
) -> None:
    stored = tx.document(kind, id)
    if stored is None:
        return
    before = decode(kind, dict(stored))
    after = _replaced(dict(stored), ids)
    if after["id"] in (invited.pair, invited.charter):
        after["author"] = invited.inviter
    later = decode(kind, after)
    if substance.agreeable(before) and substance.agreeable(later):
        renewed = {
            substance.digest(before, leaving=leaving): substance.digest(later, leaving=leaving)
            for leaving in (False, True)
        }
        after = _replaced(after, renewed, only="assents")
    tx.rewrite(kind, stored, after)


def _replaced(value: Any, ids: dict[str, str], only: str = "") -> Any:
    """The JSON value with every text that is one of the ids replaced, at any depth."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, list):
        return [_replaced(each, ids) for each in value]
    if isinstance(value, dict):
        return {
            key: part if only and key != only else _replaced(part, ids)
            for key, part in value.items()
        }
    return value
