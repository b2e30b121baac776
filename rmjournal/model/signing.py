"""Where a charter stands: who signed it as it is, and what changed since they last signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rmjournal.model import substance
from rmjournal.model.charter import FIRST, Charter, in_force
from rmjournal.model.record import Assent
from rmjournal.model.value import value


@value()
class Change:
    """One field of the charter that is no longer as it was signed."""

    field: str
    before: Any
    after: Any


@value()
class Signature:
    """How one member stands to the charter."""

    member: str
    present: Assent | None
    """Their signature under the charter as it stands."""
    earlier: Assent | None = None
    """Their latest signature under another wording, if the present one is missing."""
    changes: tuple[Change, ...] | None = None
    """What changed since ``earlier``; none where they never signed, or those words are not kept."""


@value()
class CharterState:
    """A charter, read-only, with its signatures and its history."""

    charter: Charter
    signatures: tuple[Signature, ...]
    """One a member, in the order in which they were asked for."""
    versions: tuple[Charter, ...]
    """The earlier wordings that someone signed, latest first; each keeps its signatures."""

    @property
    def signed(self) -> bool:
        """Whether everyone signed the charter as it stands."""
        return all(each.present for each in self.signatures)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the latest signature of those who did not sign it as it stands."""
        known = [each for each in self.signatures if each.earlier and each.changes is not None]
        latest = max(known, key=_when, default=None)
        return (latest.changes or ()) if latest else ()

    def awaits(self, member: str) -> bool:
        """Whether all of the first four fields are settled, and the member did not sign it so."""
        return not self.missing and any(
            each.member == member and not each.present for each in self.signatures
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of the first four fields that are still empty."""
        return tuple(name for name in FIRST if not getattr(self.charter, name).strip())


def standing(charters: Iterable[Charter], members: Iterable[str]) -> CharterState | None:
    """The state of the charter in force among a pair's charters; none where there is none."""
    known = list(charters)
    charter = in_force(known)
    if charter is None:
        return None
    return state_of(charter, (each for each in known if each.version_of == charter.id), members)


def state_of(charter: Charter, versions: Iterable[Charter], members: Iterable[str]) -> CharterState:
    """The state of one charter, given the earlier wordings of it that were kept."""
    latest_first = sorted(versions, key=lambda each: (each.created, each.id), reverse=True)
    wordings = {substance.digest(each): each for each in latest_first}
    signatures = tuple(_signature(charter, wordings, member) for member in members)
    return CharterState(charter, signatures, tuple(latest_first))


def _signature(charter: Charter, wordings: dict[str, Charter], member: str) -> Signature:
    now = substance.digest(charter)
    everywhere = (charter, *wordings.values())
    theirs = [each for one in everywhere for each in one.assents if each.member == member]
    present = [each for each in theirs if each.digest == now]
    if present:
        return Signature(member, max(present, key=lambda each: each.at))
    if not theirs:
        return Signature(member, None)
    earlier = max(theirs, key=lambda each: each.at)
    before = wordings.get(earlier.digest)
    return Signature(member, None, earlier, None if before is None else changed(before, charter))


def changed(before: Charter, after: Charter) -> tuple[Change, ...]:
    """The fields of the substance in which two charters differ, in the order of the form."""
    return tuple(
        Change(name, getattr(before, name), getattr(after, name))
        for name in Charter.SUBSTANCE
        if getattr(before, name) != getattr(after, name)
    )


def _when(signature: Signature) -> str:
    return signature.earlier.at.isoformat() if signature.earlier else ""
