"""What packets changed, counted, with the records as they are now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rmjournal.model.record import Record


@dataclass(slots=True)
class Received:
    """What a packet changed, or would."""

    new: Counter[str] = field(default_factory=Counter)
    """Records that came, by table."""
    changed: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    """Records that the partner took back or deleted, by table."""
    joined: Counter[str] = field(default_factory=Counter)
    """Records that the partner joined with another one, which stays, by table."""
    conflicts: int = 0
    """Values that wait for a choice."""
    both: list[tuple[Record, str]] = field(default_factory=list)
    """Records with a field each that both people changed, neither knowing of the other's change."""
    asked: list[Record] = field(default_factory=list)
    """Records of which they noted that I agree, and ask me to say so."""
    touched: dict[str, Record] = field(default_factory=dict)
    """The records that came or changed, by id, as they are now."""
    before: dict[str, Record | None] = field(default_factory=dict)
    """The same as they were; none for those that came."""

    @property
    def nothing(self) -> bool:
        """Whether all of it was here already."""
        return not (self.new or self.changed or self.withdrawn or self.joined or self.asked)

    def come(self, table: str, record: Record) -> None:
        """A record came that was not here."""
        self.new[table] += 1
        self.touched[record.id], self.before[record.id] = record, None

    def note(self, table: str, before: Record, after: Record) -> None:
        """A record that was here is another one now; however often, it is one."""
        if after.id not in self.touched:
            self.changed[table] += 1
            self.before[after.id] = before
        self.touched[after.id] = after

    def with_more(self, other: Received) -> Received:
        """Both together."""
        return Received(
            self.new + other.new, self.changed + other.changed, self.withdrawn + other.withdrawn,
            self.joined + other.joined, self.conflicts + other.conflicts, [*self.both, *other.both],
            [*self.asked, *other.asked], {**self.touched, **other.touched},
            {**other.before, **self.before},
        )  # fmt: skip
