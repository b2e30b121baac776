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

    @property
    def nothing(self) -> bool:
        """Whether all of it was here already."""
        return not (self.new or self.changed or self.withdrawn or self.joined or self.asked)

    def note(self, table: str, record: Record) -> None:
        """A record that was here is another one now; however often, it is one."""
        if record.id not in self.touched:
            self.changed[table] += 1
        self.touched[record.id] = record

    def with_more(self, other: Received) -> Received:
        """Both together."""
        return Received(
            self.new + other.new, self.changed + other.changed, self.withdrawn + other.withdrawn,
            self.joined + other.joined, self.conflicts + other.conflicts, [*self.both, *other.both],
            [*self.asked, *other.asked], {**self.touched, **other.touched},
        )  # fmt: skip
