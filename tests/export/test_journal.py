"""The whole journal: in the order of its days, within the days asked for, each thing once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rmjournal.export import write
from rmjournal.export.context import Audience
from rmjournal.export.journal import journal
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.pair import Pair
from rmjournal.model.record import Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.store import Store
from tests.export.sample import (
    ENGLISH,
    FIFTH,
    HELENE,
    NOW,
    Maker,
    add,
    model_pair,
    store_at,
    the_pair,
)

make = Maker(first=0x10)
SPRING = [
    make(Session, began=datetime(2026, 3, 17, 14), status=SessionStatus.HELD, id="01" * 8),
    make(Session, starts=datetime(2026, 3, 20, 14), status=SessionStatus.CANCELLED, id="02" * 8),
    make(
        Session, began=datetime(2026, 4, 7, 14), status=SessionStatus.HELD, id="03" * 8, lasted=45
    ),
    make(Session, starts=datetime(2026, 4, 28, 14), id="04" * 8),
    make(Session, id="05" * 8, purpose="Un jour"),
    make(Reflection, on=date(2026, 3, 30), what="Entre deux"),
    make(Reflection, on=date(2026, 4, 1), session="03" * 8, what="Avant la troisième"),
    make(Learning, learner=HELENE.id, what="Créé le 7"),
    make(Reflection, on=date(2026, 3, 17), what="Le soir", visibility=Visibility.PRIVATE),
]


@pytest.fixture
def spring(tmp_path: Path) -> tuple[Store, Pair]:
    """A cancelled session among held and planned ones, and notes between them."""
    store, pair = store_at(tmp_path), the_pair(make)
    add(store, pair, *SPRING)
    return store, pair


def written(file: tuple[Store, Pair], **options: Any) -> str:
    """The journal of a file as Markdown, for oneself unless said otherwise."""
    store, pair = file
    export = journal(store, pair, **{"audience": Audience.SELF, "now": NOW, **options})
    return write(store, pair, export, ENGLISH).text


def titles(text: str) -> list[str]:
    """The headings of its days."""
    return [line.removeprefix("## ") for line in text.split("\n") if line.startswith("## ")]


def test_days_and_sessions_stand_in_order(spring: tuple[Store, Pair]) -> None:
    """A session comes before what else was noted on its day; those without a date come last."""
    assert titles(written(spring)) == [
        "Session 1, Tuesday 17 March 2026",
        "Tuesday 17 March 2026",
        "Session cancelled, Friday 20 March 2026",
        "Monday 30 March 2026",
        "Session 2, Tuesday 7 April 2026",
        "Tuesday 7 April 2026",
        "Session 3, Tuesday 28 April 2026",
        "Session 4, no date yet",
    ]


def test_what_belongs_to_a_session_stands_there(spring: tuple[Store, Pair]) -> None:
    """Whatever day it speaks of."""
    text = written(spring)
    third = text[text.index("Session 2") : text.index("## Tuesday 7 April")]
    assert "Avant la troisième" in third
    assert "Avant la troisième" in written(spring, since=date(2026, 4, 7))
    assert "Avant la troisième" not in written(spring, until=date(2026, 4, 6))


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 4, 7), None, ["Session 2, Tuesday 7 April 2026", "Tuesday 7 April 2026",
                                  "Session 3, Tuesday 28 April 2026"]),
        (None, date(2026, 3, 17), ["Session 1, Tuesday 17 March 2026", "Tuesday 17 March 2026"]),
        (date(2026, 3, 20), date(2026, 3, 30), ["Session cancelled, Friday 20 March 2026",
                                                "Monday 30 March 2026"]),
        (date(2027, 1, 1), None, []),
    ],
    ids=["since", "until", "both", "none"],
)  # fmt: skip
def test_only_the_days_asked_for(
    spring: tuple[Store, Pair], since: date | None, until: date | None, expected: list[str]
) -> None:
    """Both ends included; a session without a date is of none."""
    text = written(spring, since=since, until=until)
    assert titles(text) == expected
    assert ("Nothing was noted in these days." in text) == (expected == [])


def test_a_count_of_what_is_withheld_is_of_these_days(spring: tuple[Store, Pair]) -> None:
    """One private reflection, on 17 March."""
    store, pair = spring
    for since, withheld in ((None, {"reflections": 1}), (date(2026, 3, 18), {})):
        export = journal(store, pair, audience=Audience.PARTNER, now=NOW, since=since)
        assert export.withheld == withheld


def test_what_a_hidden_session_leaves_stands_on_its_own_day(tmp_path: Path) -> None:
    """The session is Hélène's alone, or in the trash; what both noted of it is not lost."""
    for name, hidden in (
        ("private", {"visibility": Visibility.PRIVATE}),
        ("trash", {"deleted": NOW}),
    ):
        store, pair, fifth = model_pair(tmp_path / name)
        with store.transaction("test") as tx:
            tx.change(fifth, **hidden)
        export = journal(store, pair, audience=Audience.PARTNER, now=NOW)
        text = write(store, pair, export, ENGLISH).text
        assert "Session 5, Tuesday 7 April" not in text
        assert "## Tuesday 7 April 2026" in text
        assert "Ouvrir la revue du lundi par la médiane" in text
        assert fifth.purpose not in text


def test_a_private_item_does_not_tell_that_it_took_another_up(tmp_path: Path) -> None:
    """Karim reads that the item waits, Hélène in which session she took it up."""
    store, pair, _ = model_pair(tmp_path)
    with store.transaction("test") as tx:
        (taker,) = (each for each in store.all(Item) if each.carried_from)
        tx.change(taker, visibility=Visibility.PRIVATE)
    assert "(went to session 5)" in written((store, pair))
    assert "(stays for a later session)" in written((store, pair), audience=Audience.PARTNER)


def test_everything_is_said_once(tmp_path: Path) -> None:
    """Each record of the sample that the journal prints, and no record twice."""
    store, pair, _ = model_pair(tmp_path)
    text = written((store, pair), with_feedback=True)
    said = [each.what for each in store.all(Learning)] + [each.text for each in store.all(Action)]
    assert [text.count(each) for each in said] == [1, 1, 1, 1]


def test_a_day_is_the_person_s_day(tmp_path: Path) -> None:
    """What was noted at half past midnight in Paris is of that day."""
    store, pair = store_at(tmp_path), the_pair(make)
    late = make(
        Action, owner=HELENE.id, text="Tard", created=datetime(2026, 4, 6, 22, 30, tzinfo=UTC)
    )
    add(store, pair, late)
    assert titles(written((store, pair))) == ["Tuesday 7 April 2026"]


def test_feedback_is_of_the_day_on_which_it_was_given(tmp_path: Path) -> None:
    """Not of the day on which its draft was begun; a draft is of the day on which it was."""
    store, pair = store_at(tmp_path), the_pair(make)
    given = datetime(2026, 4, 20, 9, tzinfo=UTC)
    add(
        store, pair, make(Feedback, behaviour="Said later", delivered=given),
        make(Feedback, behaviour="Still a draft"),
    )  # fmt: skip
    told = {
        day: written((store, pair), since=day, until=day, with_feedback=True)
        for day in (date(2026, 4, 7), date(2026, 4, 20))
    }
    assert ["Said later" in page for page in told.values()] == [False, True]
    assert ["Still a draft" in page for page in told.values()] == [True, False]
    assert "Said later" not in written((store, pair))


def test_items_of_a_planned_session_are_on_its_agenda(tmp_path: Path) -> None:
    """They were not covered yet."""
    store, pair = store_at(tmp_path), the_pair(make)
    session = make(Session, id=FIFTH, starts=datetime(2026, 4, 28, 14))
    add(store, pair, session, make(Item, session=FIFTH, position=1, topic="Trier"))
    text = written((store, pair))
    assert "Planned for 14:00, 45\u00a0min.\n\n### On the agenda (session 1)\n\n- Trier\n" in text
