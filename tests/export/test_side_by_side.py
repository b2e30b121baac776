"""What a person typed stays apart from what is ours beside it: lists, and bold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rmjournal.export import write
from rmjournal.export.context import Audience, Export
from rmjournal.export.journal import journal
from rmjournal.export.recap import recap
from rmjournal.export.report import report
from rmjournal.export.stories import stories
from rmjournal.model import substance
from rmjournal.model.learning import Learning, Outcome, Worked
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Assent, Visibility
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus
from rmjournal.storage.store import Store
from tests.export.sample import (
    ENGLISH,
    FIFTH,
    HELENE,
    KARIM,
    NOW,
    Maker,
    add,
    anonymous,
    store_at,
    the_pair,
)

AT = datetime(2026, 4, 7, 13, tzinfo=UTC)
DAY = date(2026, 4, 7)
TYPED = ["one of theirs", "two of theirs"]
OUTCOMES = tuple(
    Outcome(on=DAY, worked=worked, text=text, at=AT, entered_by=HELENE.id)
    for worked, text in ((Worked.YES, ""), (Worked.NO, "Too late"))
)


def _consented(record: Any) -> Any:
    digest = substance.digest(record, leaving=True)
    given = [Assent(member=m.id, digest=digest, at=AT, entered_by=m.id) for m in (HELENE, KARIM)]
    return replace(record, assents=tuple(given))


@pytest.fixture
def file(tmp_path: Path) -> tuple[Store, Pair, Session]:
    """A learning that ends in a list and was put into practice, a resource, and a title in bold."""
    make, store = Maker(), store_at(tmp_path)
    pair = the_pair(make)
    held = make(Session, id=FIFTH, began=datetime(2026, 4, 7, 14), status=SessionStatus.HELD)
    of_it: dict[str, Any] = {"session": FIFTH, "visibility": Visibility.SHAREABLE}
    what = "".join(f"\n- {each}" for each in TYPED)
    learned = make(Learning, **of_it, learner=HELENE.id, what=f"Ask:\n{what}", outcomes=OUTCOMES)
    book = make(Resource, **of_it, title="A book")
    aim = make(
        Objective, visibility=Visibility.SHAREABLE, title="**Read** (alone)", learner=HELENE.id
    )
    add(store, pair, held, *map(_consented, (learned, book, aim)))
    return store, pair, held


def _recap(store: Store, pair: Pair, held: Session) -> Export:
    return recap(store, pair, held, audience=Audience.PARTNER, now=NOW)


def _journal(store: Store, pair: Pair, _: Session) -> Export:
    return journal(store, pair, audience=Audience.PARTNER, now=NOW)


def _report(store: Store, pair: Pair, _: Session) -> Export:
    return report(store, pair, audience=Audience.PARTNER, now=NOW)


def _anonymous_report(store: Store, pair: Pair, _: Session) -> Export:
    return report(store, pair, audience=Audience.ANONYMOUS, now=NOW, people=anonymous(pair))


def _stories(store: Store, pair: Pair, _: Session) -> Export:
    return stories(store, pair, now=NOW, people=anonymous(pair))


def _lists(markdown: str) -> Iterator[list[str]]:
    """What the items of each list say, their first paragraph alone."""
    tokens = MarkdownIt().parse(markdown)
    said: list[list[str]] = []
    for at, token in enumerate(tokens):
        if token.type == "bullet_list_open":
            said.append([])
        elif token.type == "list_item_open":
            said[-1].append(tokens[at + 2].content)
        elif token.type == "bullet_list_close":
            yield said.pop()


EXPORTS = pytest.mark.parametrize("make", [_recap, _journal, _report, _anonymous_report, _stories])


@EXPORTS
def test_a_typed_list_does_not_go_on_in_ours(
    make: Callable[[Store, Pair, Session], Export], file: tuple[Store, Pair, Session]
) -> None:
    """Else a reader takes what came of it, or a book, for one more of the things to ask."""
    store, pair, held = file
    lists = list(_lists(write(store, pair, make(store, pair, held), ENGLISH).text))
    assert TYPED in lists
    assert sum(len(each) == len(OUTCOMES) and "ork" in each[1] for each in lists) == 1
    assert all(each == ["A book"] for each in lists if "A book" in each)


@EXPORTS
def test_a_title_that_begins_in_bold_of_its_own_shows_no_stars(
    make: Callable[[Store, Pair, Session], Export], file: tuple[Store, Pair, Session]
) -> None:
    """Our stars beside its own, and a comma of ours after its last sign, would be no bold at all."""
    store, pair, held = file
    page = MarkdownIt().render(write(store, pair, make(store, pair, held), ENGLISH).text)
    assert "<strong>Read</strong> (alone)" in page
    assert "*" not in page
