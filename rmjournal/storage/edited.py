"""A file that another program wrote, or a person by hand: taken only if all of it is valid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rmjournal.errors import Damaged
from rmjournal.i18n import N_
from rmjournal.storage import migrations, remembering
from rmjournal.storage.codec import BadField, from_document, in_our_form, slots
from rmjournal.storage.contents import newer
from rmjournal.storage.layout import META, Raw, Tables, can_name
from rmjournal.storage.lines import KEY, Document, Unacceptable, depth, strict
from rmjournal.storage.linetable import LineTable
from rmjournal.storage.placing import has_id
from rmjournal.storage.tables import CONFLICTS, HISTORY, KINDS

if TYPE_CHECKING:
    from rmjournal.model.record import Record

_DEEPEST = 50
"""Levels of nesting in such a file; less than we can write, since the history nests records."""


def edited(raw: Raw) -> Tables:
    """The tables of a file in any JSON formatting, its seal aside, each record as we write it.

    Raises Damaged, naming the line or the table, id and field, unless everything in it is valid,
    and NewerSchema if it says that it is of a later format.
    """
    file = _parsed(raw)
    if not isinstance(file, dict):
        raise _refused(N_("The file cannot be taken as it is: it is no journal."))
    schema = _schema(file.pop(META, {}))
    tables = {name: _table(name, table) for name, table in file.items()}
    migrations.migrate(tables, schema)
    for name, table in tables.items():
        _check(name, table)
        if name in KINDS:
            _write_as_ours(KINDS[name], table)
    if not any(tables.get(name) for name in KINDS):
        raise _refused(N_("The file cannot be taken as it is: there is no record in it."))
    return tables


def _refused(happened: str, **values: object) -> Damaged:
    return Damaged(
        happened,
        kept=N_("The file was not changed."),
        todo=N_("Correct it, or restore a backup; “rmjournal doctor” shows what there is."),
        **values,
    )


def _parsed(raw: Raw) -> Any:
    try:
        value = strict(raw[:].decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _no_json(raw[: error.start].count(b"\n") + 1) from error
    except json.JSONDecodeError as error:
        raise _no_json(error.lineno) from error
    except Unacceptable as error:
        raise _refused(str(error)) from error
    if depth(value) > _DEEPEST:
        raise _refused(N_("The file cannot be taken as it is: it is nested too deeply."))
    return value


def _no_json(line: int) -> Damaged:
    return _refused(N_("The file cannot be taken as it is: line {line} is no JSON."), line=line)


def _schema(meta: Any) -> int:
    """The format the file says it is of, ours if it does not say."""
    seals = list(meta.values()) if isinstance(meta, dict) else []
    said = seals[0].get("schema") if seals and isinstance(seals[0], dict) else None
    if type(said) is not int or said < 1:
        return migrations.SCHEMA
    if said > migrations.SCHEMA:
        raise newer(said)
    return said


def _table(name: str, table: Any) -> LineTable:
    if not can_name(name):
        raise _refused(
            N_("The file cannot be taken as it is: no table can have the name “{table}”."),
            table=name[:40],
        )
    if not isinstance(table, dict):
        raise _wrong(name, "?", "?")
    for key, document in table.items():
        if not KEY.fullmatch(key) or not isinstance(document, dict):
            raise _wrong(name, key[:16], "?")
    return LineTable.of((key, _id_first(document)) for key, document in table.items())


def _id_first(document: Document) -> Document:
    return {"id": document["id"], **document} if "id" in document else document


def _check(name: str, table: LineTable) -> None:
    seen: set[str] = set()
    for key, document in table.items():
        if name not in KINDS and name not in (HISTORY, CONFLICTS):
            continue
        if not has_id(document) or document["id"] in seen:
            raise _wrong(name, str(document.get("id") or key)[:16], "id")
        id = document["id"]
        seen.add(id)
        if field := _wrong_field(name, document):
            raise _wrong(name, id, field)


def _write_as_ours(kind: type[Record], table: LineTable) -> None:
    """Lists and counts read single keys off a line, as we write them."""
    for key, document in list(table.items()):
        table[key] = in_our_form(kind, document)


def _wrong_field(name: str, document: Document) -> str:
    if name == HISTORY:
        return "" if remembering.is_entry(document) else "changes"
    if name == CONFLICTS:
        return _wrong_in_conflict(document)
    try:
        from_document(KINDS[name], document)
    except BadField as error:
        return str(error)
    return ""


def _wrong_in_conflict(document: Document) -> str:
    for key in ("table", "record", "field", "at"):
        if not isinstance(document.get(key), str):
            return key
    if document["table"] not in KINDS:
        return "table"
    known = {slot.key: slot for slot in slots(KINDS[document["table"]])}
    if (slot := known.get(document["field"])) is None:
        return "field"
    try:
        if document.get("waiting") is not None:
            slot.decode(document["waiting"])
    except (BadField, TypeError, ValueError, KeyError, AttributeError):
        return "waiting"
    return ""


def _wrong(table: str, id: str, field: str) -> Damaged:
    return _refused(
        N_("The file cannot be taken as it is: “{field}” of {id} in table “{table}” is wrong."),
        table=table[:40],
        id=id,
        field=field[:40],
    )
