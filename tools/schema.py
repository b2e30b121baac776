"""Writes docs/schema.json: what commands print with ``--json``, as JSON Schema (2020-12).

The shape of a record is taken from its declaration; what a command prints of them stands in
``COMMANDS``. Run without arguments to write the file; with ``--check`` it changes nothing and fails
when the file is out of date.
"""

from __future__ import annotations

import json
import sys
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from rmjournal.model.session import Session
from rmjournal.storage.codec import slots
from rmjournal.storage.tables import TABLES

TARGET = Path(__file__).parent.parent / "docs" / "schema.json"
Shape = dict[str, Any]
WIDTH = 100

TEXT: Shape = {"type": "string"}
WHOLE: Shape = {"type": "integer"}
COUNTS: Shape = {"type": "object", "additionalProperties": WHOLE}
DAY: Shape = {"type": "string", "format": "date"}
LOCAL: Shape = {"type": "string", "pattern": r"^\d{4,}-\d\d-\d\dT\d\d:\d\d$"}
STAMP: Shape = {"type": "string", "pattern": r"^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
TRUTH: Shape = {"type": "boolean"}
SCALARS: dict[Any, Shape] = {str: TEXT, int: WHOLE, bool: TRUTH, date: DAY}


def ref(name: str) -> Shape:
    """What is defined under a name."""
    return {"$ref": f"#/$defs/{name}"}


def rows(shape: Shape) -> Shape:
    """A list."""
    return {"type": "array", "items": shape}


def maybe(shape: Shape) -> Shape:
    """Null where there is none."""
    return {"anyOf": [shape, {"type": "null"}]}


def thing(optional: tuple[str, ...] = (), /, **properties: Shape) -> Shape:
    """An object with these keys, all there but the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def record(kind: type) -> Shape:
    """The shape of a record, or of a value within one, from its declaration."""
    hints = get_type_hints(kind)  # a field whose value is empty is left out, so it may be missing
    properties = {
        each.name.rstrip("_"): value(hints[each.name], str(each.type)) for each in fields(kind)
    }
    optional = tuple(
        slot.key
        for slot in slots(kind)
        if slot.default is not MISSING and slot.silent(slot.default)
    )
    return thing(optional, **properties)


def value(hint: Any, written: str) -> Shape:
    """The shape of a field: its type, and the word for it in the declaration."""
    inner = [each for each in get_args(hint) if each not in (NoneType, Ellipsis)]
    if inner:
        (only,) = inner
        return rows(value(only, written)) if written.startswith("tuple[") else value(only, written)
    if hint is datetime:
        return STAMP if "Stamp" in written else LOCAL
    if hint in SCALARS:
        return SCALARS[hint]
    if is_dataclass(hint):
        return ref(hint.__name__.lower())
    if issubclass(hint, StrEnum):
        return {"enum": [str(each) for each in hint]}
    raise TypeError(hint)


def within(kind: type) -> dict[str, Shape]:
    """The shapes of the values that stand in a record, by their names."""
    found = {}
    for hint in get_type_hints(kind).values():
        for each in (hint, *get_args(hint)):
            if is_dataclass(each) and isinstance(each, type):
                found |= {each.__name__.lower(): record(each), **within(each)}
    return found


def table(kind: type) -> Shape:
    """A record as commands print it: its table, its keys, and for a session its number."""
    shape = record(kind)
    shape["properties"] = {"table": {"const": TABLES[kind]}, **shape["properties"]}
    shape["required"] = ["table", *shape["required"]]
    if kind is Session:
        shape["properties"]["number"] = maybe(WHOLE)
        shape["required"].append("number")
    return shape


def and_also(kind: str, **more: Shape) -> Shape:
    """A record with what a command prints beside it."""
    return {"allOf": [ref(kind), thing(**more)]}


ANY = {"anyOf": [ref(name) for name in TABLES.values()]}
PART = thing(
    kind=TEXT, topic=TEXT, minutes=WHOLE, reason=TEXT, by=maybe(TEXT), objective=maybe(TEXT),
    carried_from=maybe(TEXT), source=maybe(TEXT),
)  # fmt: skip
CONFLICT = {
    "id": TEXT, "table": TEXT, "record": TEXT, "field": TEXT, "waiting": {}, "at": STAMP, "by": maybe(TEXT),
}  # fmt: skip

IMPORT = thing(
    source=TEXT, dry_run=TRUTH, made=COUNTS, already_here=WHOLE,
    notes=rows(thing(name=TEXT, on=maybe(DAY), made=COUNTS, marked_held=TRUTH)),
)  # fmt: skip

COMMANDS: dict[str, Shape] = {
    "exchange status": thing(
        paired=TRUTH, invited=TRUTH, words=rows(TEXT), compared=TRUTH, sent=maybe(STAMP),
        received=maybe(STAMP), number=WHOLE, confirmed=WHOLE, seen=WHOLE, gap=maybe(WHOLE),
        folder=maybe(TEXT), waiting=WHOLE, requests=rows(TEXT), twins=rows(rows(TEXT)),
    ),
    "status": thing(
        pair=ref("pairs"), last=maybe(ref("sessions")), next=maybe(ref("sessions")),
        unsaid=rows(ref("sessions")), waiting=rows(ref("items")), actions=rows(ref("actions")),
        checks=rows(ref("learnings")), objectives=rows(ref("objectives")), step=TEXT,
        month=maybe(WHOLE), months=maybe(WHOLE), reflected=TRUTH,
        unread_feedback=WHOLE, unanswered_feedback=WHOLE, answered_feedback=WHOLE, sleeping_feedback=maybe(DAY),
        kept_feedback=WHOLE,
        conflicts=WHOLE,
    ),
    "search": rows(ANY),
    "pair list": rows(ref("pairs")),
    "pair show": and_also("pairs", charter=maybe(ref("charters"))),
    "charter show": and_also(
        "charters",
        signed=TRUTH,
        signatures=rows(
            thing(
                member=TEXT, name=TEXT, signed=TRUTH, assent=maybe(ref("assent")),
                changes=maybe(rows(thing(field=TEXT, before={}, after={}))),
            )
        ),
        missing=rows(TEXT),
        reviews=rows(thing(month=WHOLE, on=DAY, session=maybe(TEXT))),
        versions=rows(ref("charters")),
    ),
    "session list": rows(ref("sessions")),
    "session show": and_also("sessions", agenda=rows(ref("items"))),
    "agenda show": rows(ref("items")),
    "agenda suggest": thing(parts=rows(PART), left_out=rows(PART)),
    "reflection list": rows(ref("reflections")),
    "reflection show": ref("reflections"),
    "learning list": rows(ref("learnings")),
    "learning show": ref("learnings"),
    "action list": rows(ref("actions")),
    "objective list": rows(ref("objectives")),
    "objective show": ref("objectives"),
    "feedback list": rows(ref("feedback")),
    "feedback show": ref("feedback"),
    "feedback pulse": rows(
        thing(
            on=DAY, session=maybe(WHOLE), author=TEXT, name=TEXT, time_well_spent=WHOLE,
            delivered=TRUTH, feedback=TEXT,
        )
    ),
    "resource list": rows(ref("resources")),
    "win list": rows(ref("wins")),
    "conflicts list": rows(thing(**CONFLICT)),
    "conflicts show": thing(**CONFLICT, current={}),
    "trash list": rows(ANY),
    "backup list": rows(thing(number=WHOLE, saved=STAMP, file=TEXT)),
    "doctor": thing(
        state=TEXT, file=TEXT, latest_backup=maybe(WHOLE), intact=COUNTS, lost=COUNTS,
        findings=rows(thing(message=TEXT, line=maybe(WHOLE))),
    ),
    "template list": rows(thing(name=TEXT)),
    "template show": thing(name=TEXT, source=TEXT),
    "import jrnl": IMPORT,
    "import markdown": {
        "allOf": [
            IMPORT,
            thing(left_out=thing(undated=rows(TEXT), links=rows(TEXT), other_files=WHOLE)),
        ]
    },
    "config show": thing(
        lang=TEXT, timezone=TEXT, editor=TEXT, pair=TEXT, file=TEXT, journal=TEXT
    ),
}  # fmt: skip
"""What every command that takes ``--json`` prints. More keys may come beside those named."""


def name(path: str) -> str:
    """Where the schema of a command is defined."""
    return path.replace(" ", "-")


def schema() -> Shape:
    """The whole schema: each record under its table, each command under its words with dashes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What rmjournal prints with --json",
        "description": "#/$defs/session-list is what `rmjournal session list --json` prints.",
        "$defs": {
            **{table_: table(kind) for kind, table_ in TABLES.items()},
            **{key: shape for kind in TABLES for key, shape in within(kind).items()},
            **{name(path): shape for path, shape in COMMANDS.items()},
        },
    }


def laid_out(shape: Any, indent: str = "") -> str:
    """JSON with what fits on a line on one line."""
    line = json.dumps(shape, ensure_ascii=False)
    if len(indent) + len(line) <= WIDTH or not isinstance(shape, dict | list):
        return line
    deeper = f"{indent} "
    if isinstance(shape, list):
        return (
            "[\n" + ",\n".join(deeper + laid_out(each, deeper) for each in shape) + f"\n{indent}]"
        )
    members = [
        f"{deeper}{json.dumps(key)}: {laid_out(each, deeper)}" for key, each in shape.items()
    ]
    return "{\n" + ",\n".join(members) + f"\n{indent}}}"


def written() -> str:
    """The file."""
    return laid_out(schema()) + "\n"


def main(*, check: bool) -> int:
    """Writes or checks the file; returns the exit code."""
    if not check:
        TARGET.write_text(written(), encoding="utf-8")
    stale = not TARGET.exists() or TARGET.read_text(encoding="utf-8") != written()
    print("out of date: docs/schema.json" if stale else "the schema is up to date")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
