"""What people agree to, and for how long their agreement stands."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.model import substance
from rmjournal.model.charter import Charter
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Levels, Objective
from rmjournal.model.record import Assent, Visibility
from rmjournal.model.resource import Resource
from rmjournal.model.win import Win
from tests.strategies import records, texts

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
BOTH = ("ana", "tom")
AGREEABLE = (Charter, Learning, Objective, Resource, Win)
BASE = Objective(
    id="0" * 16, pair="p", author="ana", entered_by="ana", created=STAMP, updated=STAMP,
    title="Read the dashboard", learner="ana", due=date(2026, 12, 1), measure="Two reviews",
)  # fmt: skip
OTHERWISE: dict[str, Any] = {
    "title": "Read another dashboard", "learner": "both", "domain": "culture", "why": "Now",
    "situation": "The Monday review", "measure": "Three reviews", "due": date(2026, 12, 2),
    "importance": 3, "levels": Levels(best="Teaches it"),
}  # fmt: skip
"""Another value for every field of an objective's substance."""


def assent(member: str, to: Objective) -> Assent:
    """A member's assent to an objective as it stands."""
    return Assent(member=member, digest=substance.digest(to), at=STAMP, entered_by="ana")


def test_every_field_of_the_substance_is_tried() -> None:
    """No field of an objective's substance escapes the next test."""
    assert OTHERWISE.keys() == set(Objective.SUBSTANCE)


@pytest.mark.parametrize("name", OTHERWISE)
def test_changing_any_part_of_the_substance_takes_agreement_back(name: str) -> None:
    """An agreed objective is a proposal again once one word of its substance differs."""
    agreed = replace(BASE, assents=tuple(assent(member, BASE) for member in BOTH))
    assert substance.agreed(agreed, BOTH)
    changed = replace(agreed, **{name: OTHERWISE[name]})
    assert not substance.assenting(changed)
    assert substance.agreed(replace(changed, **{name: getattr(BASE, name)}), BOTH)


OF_OLD = (
    '{"domain":"other","due":"2026-12-01","importance":2,"learner":"ana",'
    '"levels":{"above":"","below":"","best":"L’enseigne","expected":"","start":""},'
    '"measure":"Two reviews","situation":"","title":"Read the dashboard","why":""}'
)
"""What was agreed to with every version of the program so far, as docs/formats.md tells it."""


def sha256(text: str) -> str:
    """The digest of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def test_an_agreement_given_with_an_earlier_version_stands() -> None:
    """Its digest is that of the canonical JSON of old: an update takes nobody's word back."""
    now = replace(BASE, levels=Levels(best="L’enseigne"))
    assert substance.digest(now) == sha256(OF_OLD)
    let_out = OF_OLD.replace('"why"', '"visibility":"shareable","why"')
    assert substance.digest(now, leaving=True) == sha256(let_out)


def test_an_agreement_without_a_date_stands_too() -> None:
    """What is empty is null, and not a word."""
    now = replace(BASE, due=None, levels=Levels(best="L’enseigne"))
    assert substance.digest(now) == sha256(OF_OLD.replace('"2026-12-01"', "null"))


@pytest.mark.parametrize("kind", AGREEABLE, ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_nothing_but_the_substance_counts(kind: type[Any], data: st.DataObject) -> None:
    """Who typed it, who may read it, its ratings or its status change no agreement."""
    one, two = data.draw(records(kind)), data.draw(records(kind))
    kept = {name: getattr(one, name) for name in kind.SUBSTANCE}
    assert substance.digest(replace(two, **kept)) == substance.digest(one)


@given(texts, texts)
def test_words_are_never_taken_for_those_of_another_field(title: str, why: str) -> None:
    """Two substances that differ in anything have different digests."""
    one, two = replace(BASE, title=title, why=why), replace(BASE, title=why, why=title)
    assert (substance.digest(one) == substance.digest(two)) == (title == why)


@given(st.lists(st.sampled_from(["ana", "tom", "eve"])), st.lists(st.sampled_from(["ana", "tom"])))
def test_agreed_means_that_each_of_the_members_assents_now(
    now: list[str], before: list[str]
) -> None:
    """Assents to an earlier substance, in whatever order they came, agree to nothing."""
    former = replace(BASE, measure="Something else")
    given_ = [assent(member, former) for member in before] + [assent(each, BASE) for each in now]
    for order in (given_, list(reversed(given_))):
        objective = replace(BASE, assents=tuple(order))
        assert substance.assenting(objective) == set(now)
        assert substance.agreed(objective, BOTH) == (set(BOTH) <= set(now))


def test_a_substance_names_fields_that_exist() -> None:
    """What is agreed to is always part of the record, and never who may read it."""
    for kind in AGREEABLE:
        names = {field.name for field in fields(kind)}
        assert set(kind.SUBSTANCE) <= names
        assert "visibility" not in kind.SUBSTANCE
    assert replace(BASE, visibility=Visibility.PRIVATE).visibility is Visibility.PRIVATE
