"""What is remembered of a verb: what every record it touched was before, for one's last hundred verbs.

An entry of ``_history`` is ``{id, verb, at, changes: [{table, id, before, after, number}]}``:
``before`` the whole document or null, ``after`` a fingerprint or empty, ``number`` where a removed
document stood. An entry of something received carries ``"receipt": true`` and holds no document.
One that marks an erasure carries ``"erasure": true`` and no changes.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from rmjournal.storage.lines import unreadable
from rmjournal.storage.tables import HISTORY

if TYPE_CHECKING:
    from rmjournal.storage.view import JournalDB

Stored = dict[str, Any]

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode

REMEMBERED = 100
"""How many verbs of this person's can be undone; what was received among them is not counted."""
_RECEIPT = b'"receipt": true'
"""What stands on the line of an entry of something received."""


class Change(NamedTuple):
    """What one verb did to one document."""

    table: str
    id: str
    before: Stored | None
    after: Stored | None
    number: int | None = None
    """Where the document stood, if it was removed."""


def note(db: JournalDB, verb: str, at: str, changes: list[Change], *, receipt: bool) -> None:
    """Remembers how to undo a verb, and forgets those before the last hundred of this person's."""
    entry: Stored = {"id": secrets.token_hex(8), "verb": verb, "at": at}
    if receipt:
        entry["receipt"] = True
        changes = [change._replace(before=None) for change in changes]
    history = db.table(HISTORY)
    history.insert({**entry, "changes": [_written(change) for change in changes]})
    numbers = history.numbers()
    if len(numbers) > REMEMBERED:
        found = history.holding(_RECEIPT)
        received = {each.doc_id for each in found if each.get("receipt") is True}
        own = [number for number in numbers if number not in received]
        oldest = (own or numbers)[-REMEMBERED:][0]
        history.remove(doc_ids=[number for number in numbers if number < oldest])


def received(db: JournalDB, id: str, last: int) -> bool | None:
    """Whether the last changes of a record, so many at most, were all received; none if unknown.

    It is unknown where some were and others were not, or where none is remembered.
    """
    found = db.table(HISTORY).holding(f'"{id}"'.encode())
    steps = [each for each in found if any(part["id"] == id for part in parts(each)[2])]
    ways = {each.get("receipt") is True for each in steps[-last:]}
    return ways.pop() if len(ways) == 1 else None


def _written(change: Change) -> Stored:
    stored = change._replace(after=None)._asdict() | {"after": fingerprint(change.after)}
    if change.number is None:
        del stored["number"]
    return stored


def fingerprint(document: Stored | None) -> str:
    """Tells whether a stored document is still the same; empty for none."""
    if document is None:
        return ""
    return hashlib.sha256(_encode(document).encode()).hexdigest()[:16]


def parts(entry: Stored) -> tuple[str, str, list[Stored]]:
    """The verb, its moment and its changes; raises Damaged when the entry is not one of ours."""
    if not is_entry(entry):
        raise unreadable()
    return entry["verb"], entry["at"], entry["changes"]


def is_entry(entry: Stored) -> bool:
    """Whether a document of the history is built as ours are."""
    changes = entry.get("changes")
    return (
        isinstance(entry.get("verb"), str)
        and isinstance(entry.get("at"), str)
        and isinstance(changes, list)
        and all(_is_change(change) for change in changes)
    )


def _is_change(change: Any) -> bool:
    if not isinstance(change, dict):
        return False
    words = (change.get(key) for key in ("table", "id", "after"))
    before, number = change.get("before"), change.get("number")
    return (
        all(isinstance(word, str) for word in words)
        and (before is None or isinstance(before, dict))
        and (number is None or (type(number) is int and number >= 0))
    )
