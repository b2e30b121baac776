"""What every concern of the journal shares: the pair it speaks of, and making records of it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.marks import new_id
from rmjournal.text import blank, storable, worded

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.pair import Pair
    from rmjournal.storage.store import Store

R = TypeVar("R", bound=Record)


class Concern:
    """Verbs about one kind of thing, on the journal of one person."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    @property
    def store(self) -> Store:
        """The person's file."""
        return self.journal.store

    @property
    def pair(self) -> Pair:
        """The pair that is spoken of."""
        return self.journal.pair

    def make(
        self,
        record: type[R],
        /,
        *,
        visibility: Visibility = Visibility.PAIR,
        author: str | None = None,
        id: str | None = None,
        **values: Any,
    ) -> R:
        """A new record of this pair, by me unless said otherwise; not stored yet."""
        pair = self.pair
        now = self.journal.clock.stamp()
        return record(
            id=id or new_id(),
            pair=pair.id,
            author=author or pair.me,
            entered_by=pair.me,
            created=now,
            updated=now,
            visibility=visibility,
            **checked(**values),
        )

    def ours(self, kind: type[R]) -> list[R]:
        """The pair's records of a kind, trashed ones aside."""
        return self.store.all(kind, self.pair.id)


def given(**values: Any) -> dict[str, Any]:
    """The fields that were said, texts checked: those that are not None.

    A text of which nothing shows says nothing.
    """
    said = {name: value for name, value in values.items() if value is not None}
    return {name: _worded(value) for name, value in checked(**said).items()}


def _worded(value: Any) -> Any:
    return worded(value) if isinstance(value, str) else value


def checked(**values: Any) -> dict[str, Any]:
    """The fields with their texts checked."""
    return {
        name: storable(value) if isinstance(value, str) else value for name, value in values.items()
    }


def changed(seen: Record, **changes: Any) -> dict[str, Any]:
    """What an edit says of a record, texts checked.

    None takes a date, a link or a number off; of any other field it says nothing.
    """
    optional = {each.name for each in fields(seen) if each.default is None}
    none = {name: None for name, value in changes.items() if value is None and name in optional}
    return {**given(**changes), **none}


def refuse_empty(text: str | None, before: str) -> None:
    """Raises UsageProblem for a new text that leaves nothing of what was there."""
    if text is not None and blank(text) and not blank(before):
        raise UsageProblem(
            N_("Nothing would be left of it."),
            kept=N_("It is as it was."),
            todo=N_("Write what it should say; “rmjournal delete” puts it in the trash."),
        )


def refuse_others_words(record: Record, pair: Pair) -> None:
    """Raises Refused for what the other wrote in their own journal: it changes there alone."""
    if record.author == pair.partner.id == record.entered_by:
        raise Refused(
            N_("These are the words of {name}, from their own journal."),
            kept=N_("Nothing was changed."),
            todo=N_("Only they can change them; what you think of it, you can write beside it."),
            name=pair.short_name(record.author),
        )
