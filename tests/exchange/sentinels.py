"""Words that must reach no partner, written into every kind of record, and looked for in packets."""

from __future__ import annotations

import json
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from rmjournal.exchange.engines import engine
from rmjournal.journal import Journal
from rmjournal.model.pair import Role
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.tables import TABLES
from rmjournal.text import strings

RUNE = "\U000102a0"
"""A letter that nobody types: a merge document that holds it got a sentinel letter by letter."""
SECRET = f"SENTI{RUNE}NEL"
"""Stands in every text that is for its author alone."""
ELSEWHERE = f"ELSEWH{RUNE}ERE"
"""Stands in every text of another pair."""
_LONGER_THAN_AN_ID = 20


def keep_another_pair(journal: Journal, partner: str) -> None:
    """Gives the journal another pair, for the two of them, with a record of every kind."""
    mine = journal.pair
    other = journal.pairs.create(
        me=mine.myself.name, role=Role.MENTOR, partner=f"{partner} {ELSEWHERE}"
    )
    journal.pairs.use(other)
    journal.charters.edit(journal.charters.present(), stays=ELSEWHERE)
    journal.charters.sign(journal.charters.present())
    session = _write_all(journal, ELSEWHERE)
    journal.agendas.add(session, ELSEWHERE, minutes=5)
    journal.reflections.log(None, what=ELSEWHERE, for_partner=True)
    journal.feedback.deliver(journal.feedback.give(situation=ELSEWHERE), early=True)
    written = {kind for kind in TABLES if _with_the_rune(journal, kind)}
    assert written == set(TABLES)
    journal.pairs.use(mine)


def keep_secrets(journal: Journal) -> None:
    """Gives the pair a record of every kind that can be for its author alone."""
    before = {each.id for kind in TABLES for each in journal.store.all(kind)}
    session = _write_all(journal, SECRET)
    journal.agendas.add(session, SECRET, minutes=5)
    journal.reflections.log(None, what=SECRET)
    journal.feedback.give(situation=SECRET)
    for kind in TABLES:
        for each in journal.store.all(kind, journal.pair.id):
            if each.id not in before and each.visibility is not Visibility.PRIVATE:
                journal.records.show_to(each, Visibility.PRIVATE)


def _write_all(journal: Journal, word: str) -> Any:
    """A record of each kind that verbs make alike; the session."""
    session = journal.sessions.plan(datetime(2027, 3, 2, 9), purpose=word)
    objective = journal.objectives.propose(word, why=word, measure=word)
    journal.learnings.add(word, objective=objective.id)
    journal.wins.add(word)
    journal.actions.add(word, session=session.id)
    journal.resources.add(word, url="https://example.org/x")
    return session


def _with_the_rune(journal: Journal, kind: type[Record]) -> list[Record]:
    return [each for each in journal.store.all(kind, journal.pair.id) if sentinel_in(each)]


def sentinel_in(record: Record | None) -> bool:
    """Whether a sentinel stands anywhere in the record."""
    return RUNE in str(record)


def unnamed(journal: Journal) -> set[str]:
    """The ids that no packet of the pair may name: of other pairs, and of what was never shown."""
    pair = journal.pair
    ids = set[str]()
    for each in journal.pairs.all():
        if each.id != pair.id:
            ids |= {each.id, *(member.id for member in each.members)}
    ours = f'"pair": "{pair.id}"'.encode()
    for kind in TABLES:
        for id, line in journal.store.table(kind).by_id().items():
            suspect = RUNE.encode() in line or ours not in line
            if suspect and (sentinel_in(journal.store.get(kind, id)) or ours not in line):
                ids.add(id)
    return ids


def look_through(plain: bytes, unnamed_ids: set[str]) -> None:
    """Asserts that neither a sentinel nor one of the ids stands in the packet, however it is encoded."""
    said = plain.decode()
    assert RUNE not in said
    for text in strings(json.loads(said)):
        assert RUNE not in text
        assert text not in unnamed_ids
        if len(text) > _LONGER_THAN_AN_ID and (document := _decoded(text)):
            for part in document:
                assert RUNE not in part
                assert not any(id in part for id in unnamed_ids)


@lru_cache(maxsize=2000)
def _decoded(text: str) -> tuple[str, ...]:
    """What a text says if it is base64: its bytes, and all that was ever written into the document."""
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError):
        return ()
    document = _history(data) if data.startswith(b"loro") else ()
    return data.decode(errors="replace"), *document


def _history(data: bytes) -> Iterator[str]:
    """Every letter and value that a merge document holds, those that were taken out again too."""
    loro = engine("loro")
    document = loro.LoroDoc()
    document.import_(data)
    yield json.dumps(document.get_deep_value(), ensure_ascii=False)
    yield str(document.export_json_updates(loro.VersionVector(), document.oplog_vv))
