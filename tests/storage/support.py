"""What the tests of storage share: making records and files, and telling states apart."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rmjournal.errors import Damaged
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.pair import Member, Pair
from rmjournal.model.record import Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.paths import Home
from rmjournal.storage.contents import verify
from rmjournal.storage.layout import Seal, Tables, sealed, serialise
from rmjournal.storage.lines import Document
from rmjournal.storage.linetable import LineTable
from rmjournal.storage.repair import Diagnosis
from rmjournal.storage.salvage import Salvaged
from rmjournal.storage.store import Store
from rmjournal.wrapping import PLAIN, Wrapping

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PAIR, ANA, TOM = "a" * 16, "b" * 16, "c" * 16
_numbers = itertools.count(1)

Stored = dict[str, Any]


def home_in(directory: Path) -> Home:
    """The home in a directory."""
    return Home(directory, directory)


def opened(home: Home) -> Store:
    """The journal of the home, opened anew, on the real clock."""
    return Store(home, lambda: datetime.now(UTC))


def envelope(id: str = "") -> Stored:
    """What every record carries."""
    return {
        "id": id or f"e{next(_numbers):015x}",
        "pair": PAIR,
        "author": ANA,
        "entered_by": ANA,
        "created": WHEN,
        "updated": WHEN,
        "visibility": Visibility.PAIR,
    }


def kept(salvaged: Salvaged) -> dict[str, list[Document]]:
    """The documents that were salvaged, by table."""
    return {name: [row for _, row in table.items()] for name, table in salvaged.tables.items()}


def what_becomes_shifted(tables: Tables) -> None:
    """A step to a later format, of these tests alone: a field of reflections gets another name."""
    table = tables.get("reflections", LineTable())
    for key, document in list(table.items()):
        table[key] = {"shifted" if k == "what" else k: v for k, v in document.items()}


def reflection(what: str = "We spoke.", **fields: Any) -> Reflection:
    """A reflection with an id of its own."""
    return Reflection(**{**envelope(), **fields}, what=what)


def action(text: str = "Send the link", **fields: Any) -> Action:
    """An action with an id of its own."""
    return Action(**{**envelope(), "owner": ANA, **fields}, text=text)


def session(**fields: Any) -> Session:
    """A session with an id of its own."""
    return Session(**{**envelope(), **fields})


def item(session: str, **fields: Any) -> Item:
    """An agenda item of a session."""
    return Item(**{**envelope(), "position": 1, "topic": "Demo", **fields}, session=session)


def pair() -> Pair:
    """Ana, mentee, and Tom, mentor."""
    ana, tom = Member(id=ANA, name="Ana"), Member(id=TOM, name="Tom")
    return Pair(**envelope(PAIR), mentee=ana, mentor=tom, me=ANA)


def add(store: Store, *records: Any) -> None:
    """Stores the records, each by a verb of its own."""
    for record in records:
        with store.transaction("add") as tx:
            tx.add(record)


def sample(store: Store) -> None:
    """A small journal: a pair, a session with an agenda, two reflections, an action."""
    meeting = session(id="5" * 15 + "a", minutes=30)
    add(store, pair(), meeting, item(meeting.id, minutes=30))
    add(store, reflection("Été à Zürich"), reflection("Second", session=meeting.id), action())


def documents(store: Store) -> dict[str, list[Stored]]:
    """Every document of the record tables, in order."""
    tables = store.storage.read()
    return {
        name: [document for _, document in table.items()]
        for name, table in tables.items()
        if not name.startswith("_") and table
    }


def verified(path: Path, wrapping: Wrapping = PLAIN) -> bool:
    """Whether every byte of the file is as it was saved; raises ValueError if not."""
    return verify(wrapping.unwrap(path.read_bytes())).seal.generation > 0


def leftovers(home: Home) -> list[str]:
    """Temporary files that a save left anywhere in the home."""
    return [str(path) for path in home.data.rglob("*.tmp")] + [
        str(path) for path in home.data.rglob(".*")
    ]


def bytes_of(tables: Tables, generation: int = 1, **seal: Any) -> bytes:
    """A sealed file with these tables."""
    fields: Stored = {"schema": 1, "device": "d" * 16, "saved": "2026-01-01T00:00:00Z", **seal}
    return b"".join(sealed(serialise(tables), Seal(**fields, generation=generation, sha256="")))


def crafted(body: bytes) -> bytes:
    """A file whose seal is right over any bytes at all."""
    seal = Seal(1, 3, "d" * 16, "2026-01-01T00:00:00Z", hashlib.sha256(body).hexdigest())
    return body + b'"_meta": {\n' + seal.line() + b"\n}\n}\n"


def table_of(*rows: Stored) -> LineTable:
    """A table of these documents, numbered from 1."""
    return LineTable.of((str(number), row) for number, row in enumerate(rows, start=1))


def write(home: Home, data: bytes) -> None:
    """The journal of the home is these bytes."""
    home.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.journal.write_bytes(data)
    home.journal.chmod(0o600)


def invalid() -> pytest.RaisesExc[ValueError]:
    """The block raises ValueError: what it reads is not as it was saved, or nothing of ours."""
    return pytest.raises(ValueError)  # noqa: PT011 - the reason is for nobody's eyes


def refuses_as_damaged(home: Home) -> Damaged:
    """Reading and writing raise Damaged, and the file keeps its bytes; returns the error of reading."""
    before = home.journal.read_bytes() if home.journal.exists() else None
    with pytest.raises(Damaged) as reading:
        opened(home).all(Reflection)
    with pytest.raises(Damaged):
        add(opened(home), reflection())
    after = home.journal.read_bytes() if home.journal.exists() else None
    assert after == before
    assert reading.value.exit_code == 3
    return reading.value


def as_json(path: Path) -> Stored:
    """The whole file, as any JSON parser reads it."""
    loaded: Stored = json.loads(path.read_bytes())
    return loaded


def messages(diagnosis: Diagnosis) -> list[str]:
    """What was found, in English."""
    return [finding.message.format_map(finding.values) for finding in diagnosis.findings]


def edited(raw: bytes, change: Callable[[dict[str, Any]], object], **layout: Any) -> bytes:
    """The file after a person changed it by hand, or a program wrote it anew."""
    loaded = json.loads(raw)
    change(loaded)
    return json.dumps(loaded, **layout).encode()
