"""docs/schema.json says what ``--json`` prints: held against the real output of every command."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.commands import BY_PATH
from rmjournal.model.session import Session
from rmjournal.storage.codec import to_document
from rmjournal.storage.tables import TABLES
from tests import strategies
from tests.cli.conftest import stored
from tests.cli.test_commands import click
from tests.conftest import Program
from tools import schema

FORMATS = Path(schema.TARGET).with_name("formats.md").read_text(encoding="utf-8")
SCHEMA = json.loads(schema.TARGET.read_text(encoding="utf-8"))


def closed(whole: dict[str, Any]) -> dict[str, Any]:
    """The schema with no room for a key of a record that it does not name."""
    shut = deepcopy(whole)
    signing = {"signed", "signatures", "missing", "reviews", "versions"}
    beside = {"pairs": {"charter"}, "charters": signing, "sessions": {"agenda", "progress"}}
    commands = {schema.name(path) for path in schema.COMMANDS}
    for name, shape in shut["$defs"].items():
        if name not in commands:
            shape["properties"] |= {key: {} for key in beside.get(name, ())}
            shape["additionalProperties"] = False
    return shut


CLOSED = closed(SCHEMA)


def fits(value: Any, name: str) -> None:
    """Raises ValidationError where the value is not what is defined under the name."""
    whole = {**CLOSED, "$ref": f"#/$defs/{name}"}
    jsonschema.Draft202012Validator(
        whole, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(value)


def test_the_file_is_what_the_declarations_say() -> None:
    """It is a schema, and up to date: ``make schema`` writes it."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert schema.TARGET.read_text(encoding="utf-8") == schema.written()


def test_every_command_that_prints_json_is_in_it() -> None:
    """And in the table of docs/formats.md, and no other."""
    printing = [
        path for path in BY_PATH if any("--json" in param.opts for param in click(path).params)
    ]
    assert set(printing) == set(schema.COMMANDS)
    for path in printing:
        assert f"`{path}`" in FORMATS, path


def ran(program: Program, line: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(program.ok(*line.split(), "--json").out)


def test_what_commands_print_fits(sample: Program) -> None:
    """On a journal that has something of everything."""
    reflection = stored(sample, "reflections")[-1]["id"]
    objective, learning = (stored(sample, each)[0]["id"] for each in ("objectives", "learnings"))
    conflict(sample)
    sample.ok("delete", learning)
    lines = {path: path for path in schema.COMMANDS if path != "conflicts show"}
    lines |= {
        "template show": "template show recap",
        "import jrnl": "import jrnl journal.json --dry-run",
        "import markdown": "import markdown notes --dry-run",
        "search": "search the", "session show": "session show last",
        "feedback show": "feedback show 12",
        "reflection show": f"reflection show {reflection}",
        "objective show": f"objective show {objective}",
        "learning show": f"learning show {stored(sample, 'learnings')[1]['id']}",
        "conflicts show": f"conflicts show {ran(sample, 'conflicts list')[0]['id']}",
    }  # fmt: skip
    for path, line in lines.items():
        printed = ran(sample, line)
        assert printed, path
        fits(printed, schema.name(path))
    for line in ("agenda show --session last", "action list --all"):
        fits(ran(sample, line), schema.name(" ".join(line.split()[:2])))


def conflict(program: Program) -> None:
    """Changes one field of a session twice, from the same reading."""
    from rmjournal.journal import Journal
    from rmjournal.journal.clock import Clock
    from rmjournal.paths import Home
    from rmjournal.storage.store import Store

    clock = Clock("Europe/Paris")
    journal = Journal(Store(Home(program.home, program.home), clock.now), clock)
    session = journal.sessions.found("next")
    for purpose in ("One", "Two"):
        journal.sessions.edit(session, purpose=purpose)


def test_a_pair_that_has_just_begun_fits(ours: Program) -> None:
    """Where there is nothing yet, it is null or an empty list."""
    for path in ("status", "session list", "pair show", "trash list", "doctor", "search"):
        fits(ran(ours, f"{path} x" if path == "search" else path), schema.name(path))


@pytest.mark.parametrize("kind", TABLES, ids=TABLES.get)
@given(data=st.data())
def test_every_record_fits(kind: type, data: st.DataObject) -> None:
    """Whatever its fields hold, also when they are empty."""
    record = data.draw(strategies.records(kind))
    number = {"number": None} if kind is Session else {}
    fits({"table": TABLES[kind], **to_document(record), **number}, TABLES[kind])


@pytest.mark.parametrize("odd", [{"id": None}, {"minutes": "45"}, {"status": "lost"}, {"zork": 1},
                                 {"starts": "tomorrow"}, {"created": "2026-11-21"}])  # fmt: skip
def test_what_is_wrong_does_not_fit(shown: Program, odd: dict[str, Any]) -> None:
    """A missing or odd value, or a key that nobody knows, is noticed."""
    session = ran(shown, "session list")[0]
    fits(session, "sessions")
    with pytest.raises(jsonschema.ValidationError):
        fits({**session, **odd}, "sessions")


def test_an_item_tells_its_table_and_its_kind(shown: Program) -> None:
    """Neither hides the other."""
    for item in ran(shown, "agenda show --session last"):
        assert item["table"] == "items"
        assert item["kind"] in {"check-in", "recall", "topic", "case", "open", "wrap-up", "other"}
