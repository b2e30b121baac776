"""Whatever a file holds, what only its author may read never leaves it, and what both may read does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmjournal.export import context, write
from rmjournal.export.context import Audience
from rmjournal.export.journal import journal
from rmjournal.export.leaks import Leak
from rmjournal.export.recap import recap
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.storage.codec import to_document
from rmjournal.storage.store import Store
from tests.export.sample import (
    ENGLISH,
    FIFTH,
    HELENE,
    KARIM,
    NOW,
    PAIR_ID,
    Maker,
    store_at,
    the_pair,
)

OTHER = "d4" * 8
VISIBLE = ("pair", "shareable")
TEXTS: dict[type, tuple[str, ...]] = {
    Item: ("topic", "outcome", "decision"),
    Reflection: ("what", "so_what", "now_what", "shifted", "question"),
    Learning: ("what", "situation", "if_then"),
    Action: ("text",),
    Feedback: (
        "situation", "behaviour", "impact", "intent", "stop", "start", "continue", "request",
    ),
    Resource: ("title", "url"),
    Win: ("text",),
    Objective: ("title",),
}  # fmt: skip
"""The texts of each kind that a recap prints."""
NEEDED: dict[type, dict[str, Any]] = {
    Item: {"session": FIFTH, "position": 1, "topic": "", "status": ItemStatus.DONE},
    Learning: {"what": "", "learner": BOTH},
    Action: {"text": "", "owner": BOTH},
    Resource: {"title": ""},
    Win: {"text": ""},
    Objective: {"title": "", "learner": BOTH},
}


@dataclass
class Drawn:
    """A stored document with a sentinel in each of its texts."""

    kind: type
    pair: str
    document: dict[str, Any]
    sentinels: list[str] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """Whether Karim may read it."""
        return (
            self.pair == PAIR_ID
            and self.document.get("visibility") in VISIBLE
            and "deleted" not in self.document
            and (self.kind is not Feedback or "delivered" in self.document)
        )


@st.composite
def documents(draw: st.DrawFn) -> list[Drawn]:
    """Records of both pairs, of every kind, with visibilities known, unknown and missing."""
    make = Maker(first=0xF000)
    found = []
    for number in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(list(TEXTS)))
        pair = draw(st.sampled_from([PAIR_ID, PAIR_ID, OTHER]))
        author = draw(st.sampled_from([HELENE.id, KARIM.id]))
        record = make(kind, author, pair=pair, **NEEDED.get(kind, {}))
        drawn = Drawn(kind, pair, to_document(record))
        visibility = draw(st.sampled_from(["private", "pair", "shareable", "public", "", None]))
        drawn.document["visibility"] = visibility
        if visibility is None:
            del drawn.document["visibility"]
        if draw(st.booleans()) and kind is not Objective:
            drawn.document["session"] = FIFTH
        if draw(st.booleans()):
            drawn.document["delivered"] = "2026-04-07T12:00:00Z"
        if draw(st.integers(0, 4)) == 0:
            drawn.document["deleted"] = "2026-04-07T12:00:00Z"
        for name in TEXTS[kind]:
            sentinel = f"zq{number}{name.replace('_', '')}xj"
            drawn.document[name] = sentinel
            drawn.sentinels.append(sentinel)
        found.append(drawn)
    return found


@contextmanager
def file_of(found: list[Drawn]) -> Iterator[tuple[Store, Pair, Session]]:
    """A file with one held session, the other pair, and the drawn documents as they are."""
    make = Maker()
    pair = the_pair(make)
    held = make(
        Session, id=FIFTH, began=datetime(2026, 4, 7, 14), lasted=45, status=SessionStatus.HELD
    )
    other = make(Pair, id=OTHER, pair=OTHER, mentor=HELENE, mentee=KARIM, me=HELENE.id)
    with tempfile.TemporaryDirectory() as home:
        store = store_at(Path(home))
        with store.transaction("test") as tx:
            for record in (pair, held, other):
                tx.add(record)
            for drawn in found:
                tx.table(drawn.kind).insert(drawn.document)
        yield store, pair, held


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(["md", "text", "json"]), st.booleans())
def test_the_partner_reads_what_is_for_both_and_nothing_else(
    found: list[Drawn], format: str, with_feedback: bool
) -> None:
    """In a recap and in the whole journal, in every format."""
    with file_of(found) as (store, pair, held):
        options: dict[str, Any] = {
            "audience": Audience.PARTNER, "now": NOW, "with_feedback": with_feedback
        }  # fmt: skip
        recapped = write(
            store, pair, recap(store, pair, held, **options), ENGLISH, format=format
        ).text
        whole = write(store, pair, journal(store, pair, **options), ENGLISH, format=format).text
    for drawn in found:
        asked = drawn.readable and (drawn.kind is not Feedback or with_feedback)
        of_session = drawn.document.get("session") == FIFTH or drawn.kind is Objective
        for sentinel in drawn.sentinels:
            assert (sentinel in whole) == asked, drawn
            assert (sentinel in recapped) == (asked and of_session), drawn


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(["md", "text", "json"]))
def test_a_selection_that_lets_everything_through_is_refused(
    found: list[Drawn], format: str
) -> None:
    """Whenever it would say something that Karim may not read, and only then."""
    hidden = [
        each
        for each in found
        if each.pair == PAIR_ID and "deleted" not in each.document and not each.readable
    ]
    with (
        file_of(found) as (store, pair, _),
        mock.patch.object(context, "may_see", return_value=True),
    ):
        export = journal(store, pair, audience=Audience.PARTNER, now=NOW, with_feedback=True)
        try:
            write(store, pair, export, ENGLISH, format=format)
            refused = False
        except Leak:
            refused = True
    assert refused == bool(hidden)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_one_s_own_copy_has_all_of_one_s_own(found: list[Drawn]) -> None:
    """Every record of the pair that is not in the trash, and none of the other pair's."""
    with file_of(found) as (store, pair, _):
        export = journal(store, pair, audience=Audience.SELF, now=NOW, with_feedback=True)
        whole = write(store, pair, export, ENGLISH).text
    for drawn in found:
        mine = drawn.pair == PAIR_ID and "deleted" not in drawn.document
        assert all((sentinel in whole) == mine for sentinel in drawn.sentinels), drawn


def test_the_sample_day_is_the_day_of_the_session() -> None:
    """Both exports speak of the same day."""
    assert NOW.date() == date(2026, 4, 7)
