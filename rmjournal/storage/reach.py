"""Which steps can no longer be undone once others are gone, and forgetting those that hold words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tinydb.table import Document

from rmjournal.storage.remembering import is_entry
from rmjournal.storage.tables import HISTORY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from rmjournal.storage.view import JournalDB

Stored = dict[str, Any]
K = TypeVar("K")


def out_of_reach(steps: Iterable[tuple[K, Stored]], lost: Callable[[Stored], bool]) -> Iterator[K]:
    """Of steps, the latest first: those that are lost, and all that could be undone only after them.

    That is every earlier one that touched what one of them touched.
    """
    unreachable: set[tuple[str, str]] = set()
    for key, step in steps:
        changes = step["changes"] if is_entry(step) else []
        touched = {(each["table"], each["id"]) for each in changes}
        if lost(step) or touched & unreachable:
            unreachable |= touched
            yield key


def forget(db: JournalDB, ids: Collection[str]) -> None:
    """No step holds words of these records any more, nor can one that did be undone.

    What was received is never undone, and stays without a word.
    """
    if not ids:
        return
    history = db.table(HISTORY)
    steps = [(each.doc_id, each) for each in reversed(history.all()) if is_entry(each)]

    def names(step: Stored) -> bool:
        return any(each["id"] in ids for each in step["changes"])

    own = [(number, step) for number, step in steps if step.get("receipt") is not True]
    history.remove(doc_ids=list(out_of_reach(own, names)))
    for number, step in steps:
        if step.get("receipt") is True and names(step):
            wordless = [{**each, "before": None} for each in step["changes"]]
            history.put(Document({**step, "changes": wordless}, number))
