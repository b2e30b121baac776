"""Taking records out of the tables of one file, with every trace that holds their words.

Their history goes too: a step that touched them, and every earlier step that touched what it
touched, can no longer be undone. Links to them are taken off the records that stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rmjournal.storage.codec import Slot, slots
from rmjournal.storage.lines import Document, parse_line
from rmjournal.storage.linetable import LineTable, Tables
from rmjournal.storage.reach import out_of_reach
from rmjournal.storage.remembering import fingerprint, is_entry
from rmjournal.storage.tables import CONFLICTS, HISTORY, KINDS, MERGE, TABLES
from rmjournal.text import strings


def _slots(kind: type) -> Iterator[Slot]:
    """The fields of a record kind, and of the values within them."""
    for slot in slots(kind):
        yield slot
        if slot.values:
            yield from _slots(slot.values)


LINKS = frozenset(slot.key for kind in TABLES for slot in _slots(kind) if slot.link)
"""The keys under which one record names another."""
COPIED = frozenset(slot.key for kind in TABLES for slot in slots(kind) if slot.link == "Source")
"""Those that say from which other a record was made."""
QUOTED = 20
"""Characters from which a text counts as quoted where it stands within another."""
NUMBERS = ("version", "came", "gone", "life", "into", "epoch", "said", "heard")
"""What stays of what was exchanged of an erased record, so that the partner's journal hides it too and
no packet brings it back."""
_ID = re.compile(rb'"([0-9a-f]{16})"')
_WORD = re.compile(r"[\w:/+-]*", re.ASCII)
"""An id, a digest, a date, a zone or a slug; or one word of a person's, which quotes nothing."""


class Doomed(NamedTuple):
    """What is to be erased: ids of records and of whole pairs, and the texts that they hold."""

    ids: frozenset[str]
    texts: frozenset[str] = frozenset()

    def quoted_in(self, value: Any) -> bool:
        """Whether a JSON value names one of the records or holds one of their texts."""
        return any(self._found_in(text.strip()) for text in strings(value))

    def _found_in(self, text: str) -> bool:
        if text in self.ids or text in self.texts:
            return True
        return any(len(each) >= QUOTED and each in text for each in self.texts)


class Struck(NamedTuple):
    """What was taken out of one file."""

    records: int
    steps: int
    """The undo steps that went with them."""
    copies: tuple[str, ...]
    """The ids of the records that stay and were made from them, or share words with them."""


def doomed(tables: Tables, roots: frozenset[str]) -> Doomed:
    """What erasing these records and pairs takes with it: a session its agenda, a pair everything."""
    ids, texts = set(roots), set[str]()
    for table in KINDS:
        for _, document in naming(tables.get(table), roots):
            if _belongs(table, document, roots):
                ids.add(document["id"])
                texts.update(_texts(document))
    for table, document in _earlier(tables):
        if _belongs(table, document, frozenset(ids)):
            texts.update(_texts(document))
    return Doomed(frozenset(ids), frozenset(texts))


def _earlier(tables: Tables) -> Iterator[tuple[str, Document]]:
    """The values that wait, and what records were before each step that can be undone."""
    for document in tables.get(CONFLICTS, LineTable()).values():
        yield CONFLICTS, document
    for entry in tables.get(HISTORY, LineTable()).values():
        for change in entry["changes"] if is_entry(entry) else []:
            if change.get("before"):
                yield change["table"], change["before"]


def strike(tables: Tables, gone: Doomed) -> Struck:
    """Takes them out of the tables, and with them all that names them or holds their texts."""
    here = doomed(tables, gone.ids)
    gone = Doomed(gone.ids | here.ids, gone.texts | here.texts)
    records, copies, kin = 0, list[str](), set[str]()
    before: dict[tuple[str, str], Document] = {}
    for table in KINDS:
        for key, document in naming(tables.get(table), gone.ids):
            if _belongs(table, document, gone.ids):
                del tables[table][key]
                records += 1
                kin |= _sources(document)
                continue
            without = _unlinked(document, gone.ids)
            if without != document:
                before[table, document["id"]] = document
                tables[table][key] = without
                if _sources(document) & gone.ids:
                    copies.append(document["id"])
    copies += _sharing(tables, gone, frozenset(kin))
    _strike_conflicts(tables.get(CONFLICTS), gone)
    _strike_exchanged(tables.get(MERGE), gone)
    _strike_unknown(tables, gone)
    steps = _strike_history(tables.get(HISTORY, LineTable()), gone, before)
    return Struck(records, steps, tuple(dict.fromkeys(copies)))


def _sources(document: Document) -> set[str]:
    """The records that a record was made from."""
    return {document[name] for name in COPIED if isinstance(document.get(name), str)}


def _sharing(tables: Tables, gone: Doomed, kin: frozenset[str]) -> Iterator[str]:
    """Those of the same origin, and the origin itself, in which the same words stand."""
    for table in KINDS:
        for _, document in naming(tables.get(table), kin):
            related = document["id"] in kin or _sources(document) & kin
            if related and gone.texts.intersection(_texts(document)):
                yield document["id"]


def naming(table: LineTable | None, ids: frozenset[str]) -> Iterator[tuple[str, Document]]:
    """The records of a table on whose line one of the ids stands; only those are parsed."""
    table = LineTable() if table is None else table
    keys = list(table)  # reading them notes where every line stands, so that none is searched for
    for line in list(table.lines()) if keys else []:
        if any(match.decode() in ids for match in _ID.findall(line)):
            yield parse_line(line)


def _belongs(table: str, document: Document, ids: frozenset[str]) -> bool:
    """Whether a record goes with these: it is one of them, of such a pair, or on such an agenda."""
    owners = [document.get("id"), document.get("pair")]
    owners += [document.get("session")] if table == "items" else []
    owners += [document.get("record"), document.get("waiting")] if table == CONFLICTS else []
    return any(isinstance(each, str) and each in ids for each in owners)


def _unlinked(document: Document, ids: frozenset[str]) -> Document:
    """The document without its links to these, also in the lists of values that it holds."""
    return {
        key: [_unlinked(each, ids) if isinstance(each, dict) else each for each in value]
        if isinstance(value, list)
        else value
        for key, value in document.items()
        if key not in LINKS or not isinstance(value, str) or value not in ids
    }


def _strike_conflicts(table: LineTable | None, gone: Doomed) -> None:
    for key, document in list(table.items()) if table is not None else []:
        if table is not None and _belongs(CONFLICTS, document, gone.ids):
            del table[key]


def _strike_exchanged(table: LineTable | None, gone: Doomed) -> None:
    for key, document in list(table.items()) if table is not None else []:
        if table is not None and gone.quoted_in(document):
            if left := _left_of(document, gone):
                if left != document:
                    table[key] = left
            else:
                del table[key]


def _left_of(document: Document, gone: Doomed) -> Document:
    """Of a record that the partner knows of, numbers stay; of any other, and of a pair, nothing."""
    if document.get("pair") in gone.ids:
        return {}
    left = {name: part for name, part in document.items() if name != "into" or part not in gone.ids}
    if document.get("id") not in gone.ids:
        return {} if gone.quoted_in(left) else left
    if left.keys().isdisjoint(NUMBERS):
        return {}
    kept = {"id", "pair", "table", *NUMBERS}
    return {name: part for name, part in left.items() if name in kept} | {"erased": True}


def _strike_unknown(tables: Tables, gone: Doomed) -> None:
    """Tables that salvage or a later version left, where nothing says which keys hold words."""
    for name in tables.keys() - KINDS.keys() - {HISTORY, CONFLICTS, MERGE}:
        for key, document in list(tables[name].items()):
            if gone.quoted_in(document):
                del tables[name][key]


def _strike_history(table: LineTable, gone: Doomed, before: dict[tuple[str, str], Document]) -> int:
    """Removes the steps that cannot be undone any more; in the others the links are taken off."""
    steps = [
        (key, entry)
        for key, entry in reversed(list(table.items()))
        if entry.get("erasure") is not True and (is_entry(entry) or gone.quoted_in(entry))
    ]
    lost = set(out_of_reach(steps, lambda step: _holds(step, gone.ids)))
    later: dict[tuple[str, str], Document | None] = {**before}
    for key, entry in steps:
        if key in lost:
            del table[key]
            continue
        cleaned = [_relinked(each, gone.ids, later) for each in entry["changes"]]
        if cleaned != entry["changes"]:
            table[key] = {**entry, "changes": cleaned}
    return len(lost)


def _holds(step: Document, ids: frozenset[str]) -> bool:
    """Whether a step touched one of the records, or cannot be told not to have done so."""
    changes = step["changes"] if is_entry(step) else []
    return not changes or any(_concerns(each, ids) for each in changes)


def _concerns(change: Document, ids: frozenset[str]) -> bool:
    was = change.get("before") or {}
    return change["id"] in ids or _belongs(change["table"], was, ids)


def _relinked(
    change: Document, ids: frozenset[str], later: dict[tuple[str, str], Document | None]
) -> Document:
    """The change between the documents as they are without the links; ``later`` is what it led to."""
    place = change["table"], change["id"]
    led_to, was = later.get(place), change.get("before")
    later[place] = was
    after = change["after"]
    if led_to is not None and fingerprint(led_to) == after:
        after = fingerprint(_unlinked(led_to, ids))
    return {**change, "before": None if was is None else _unlinked(was, ids), "after": after}


def _texts(document: Document) -> Iterator[str]:
    """What a person wrote in it: neither ids nor our short words or dates."""
    for each in strings(document):
        if " " in each.strip() or (len(each) >= QUOTED and not _WORD.fullmatch(each)):
            yield each.strip()
