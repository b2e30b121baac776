"""Records become documents and come back the same; what is wrong is refused by name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.charter import Charter
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Levels, Objective
from rmjournal.model.record import Record, Visibility
from rmjournal.storage.codec import BadField, changed_keys, from_document, overlay, to_document
from rmjournal.storage.lines import split_line, write_line
from rmjournal.storage.tables import TABLES
from tests.storage.support import action, envelope, reflection
from tests.strategies import LONG_LINE, any_record, json_values, records


def stored(document: dict[str, Any]) -> dict[str, Any]:
    """The document after a passage through the line of a file."""
    return split_line(write_line("1", document))[1]


@pytest.mark.parametrize("kind", TABLES, ids=TABLES.get)
def test_every_kind_comes_back_as_it_was(kind: type[Record]) -> None:
    """A record of any kind is the same after it was written to a line and read again."""

    @given(records(kind))
    def comes_back(record: Record) -> None:
        assert from_document(kind, stored(to_document(record))) == record

    comes_back()


@pytest.mark.parametrize("kind", TABLES, ids=TABLES.get)
def test_a_record_that_is_read_is_as_its_constructor_makes_it(kind: type[Record]) -> None:
    """Whole and frozen, in whatever order its keys stand and whatever others stand among them."""

    @given(records(kind), st.data())
    def is_whole(record: Record, data: st.DataObject) -> None:
        items = [*to_document(record).items(), ("of a later version", {"x": [1]})]
        read = from_document(kind, dict(data.draw(st.permutations(items))))
        assert replace(read) == record
        with pytest.raises(FrozenInstanceError):
            read.id = "x"  # type: ignore[misc]

    is_whole()


@pytest.mark.parametrize("key", ["id", "pair", "author", "entered_by", "created", "updated"])
def test_a_record_that_lacks_what_it_cannot_be_without_is_refused_by_its_key(key: str) -> None:
    """Each time; and a document that has it is read as before."""
    document = to_document(reflection("x"))
    lacking = {name: value for name, value in document.items() if name != key}
    for _ in range(2):
        with pytest.raises(BadField) as refused:
            from_document(type(reflection("x")), lacking)
        assert str(refused.value) == key
        assert from_document(type(reflection("x")), document).rev == 1


def test_a_line_of_a_megabyte_comes_back() -> None:
    """A very long text is kept to the last character."""
    record = reflection(LONG_LINE)
    assert from_document(type(record), stored(to_document(record))) == record


def test_an_empty_field_takes_no_room() -> None:
    """Only what was said is stored."""
    document = to_document(reflection("x"))
    assert set(document) == {
        "id", "pair", "author", "entered_by", "rev", "created", "updated", "visibility", "what",
    }  # fmt: skip


def test_the_id_comes_first() -> None:
    """Records are found by their id at the beginning of the line."""
    assert all(next(iter(to_document(each))) == "id" for each in (reflection(), action()))


def test_a_reserved_word_is_stored_without_its_underscore() -> None:
    """The field ``continue_`` has the key ``continue``."""
    assert to_document(Feedback(**envelope(), continue_="x"))["continue"] == "x"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("what", 3), ("what", None), ("what", ["x"]), ("rev", True), ("rev", "1"), ("rev", 1.0),
        ("created", "yesterday"), ("created", "2026-01-01T00:00:00"), ("created", 5),
        ("on", "2026-13-01"), ("confidence", "7"), ("id", None), ("confidence", True),
    ],
)  # fmt: skip
def test_a_wrong_type_is_refused_by_its_key(key: str, value: object) -> None:
    """The error names the key, and never carries the value."""
    with pytest.raises(BadField) as refused:
        from_document(type(reflection()), to_document(reflection()) | {key: value})
    assert str(refused.value) == key


@pytest.mark.parametrize("months", [3, "3", [3, "6"], [True], None])
def test_a_list_holds_values_of_its_type_alone(months: object) -> None:
    """A single value is no list, and each value in a list is looked at."""
    document = to_document(Charter(**envelope())) | {"review_months": months}
    with pytest.raises(BadField, match="review_months"):
        from_document(Charter, document)


@given(json_values)
def test_any_document_is_a_record_or_refused(value: Any) -> None:
    """No JSON value makes the codec fail in another way."""
    for kind in TABLES:
        for document in (value, to_document(reflection()) | {"what": value, "visibility": value}):
            try:
                assert isinstance(from_document(kind, document), kind)
            except BadField:
                continue


def test_a_missing_field_is_refused_by_its_key() -> None:
    """A field that must be there is named."""
    document = to_document(action())
    del document["owner"]
    with pytest.raises(BadField, match="owner"):
        from_document(type(action()), document)


@pytest.mark.parametrize("value", ["everyone", "", None, 3, [], {}])
def test_an_unknown_visibility_is_private(value: object) -> None:
    """What cannot be understood is shown to nobody else."""
    document = to_document(reflection()) | {"visibility": value}
    assert from_document(type(reflection()), document).visibility is Visibility.PRIVATE


@given(any_record, st.data())
def test_a_change_is_its_differing_keys(before: Record, data: st.DataObject) -> None:
    """A document changed by its differing keys is the document of the new record."""
    after = data.draw(records(type(before)))
    changed = overlay(type(before), to_document(before), changed_keys(before, after))
    assert from_document(type(before), stored(changed)) == after


@given(any_record, st.data(), json_values)
def test_an_unknown_key_survives_any_change(
    before: Record, data: st.DataObject, value: object
) -> None:
    """What a later version stored stays, whatever else changes."""
    after = data.draw(records(type(before)))
    document = to_document(before) | {"from_later": value}
    changed = overlay(type(before), document, changed_keys(before, after))
    assert changed["from_later"] == value


def test_an_unknown_key_survives_within_a_value() -> None:
    """A level that a later version added to the scale stays when another is reworded."""
    before = Objective(**envelope(), title="t", learner="both", levels=Levels(start="a"))
    document = to_document(before)
    document["levels"]["beyond"] = "x"
    changes = {"levels": {"start": "b"}}
    assert overlay(Objective, document, changes)["levels"] == {"start": "b", "beyond": "x"}


def test_an_unknown_key_survives_in_a_list_that_grows() -> None:
    """What a later version noted with an outcome stays when another outcome is added."""
    first = {"on": "2026-01-01", "worked": "yes", "at": "2026-01-01T00:00:00Z", "entered_by": "b"}
    second = first | {"worked": "no"}
    document = to_document(Learning(**envelope(), what="x", learner="both"))
    document["outcomes"] = [first | {"mood": "good"}]
    merged = overlay(Learning, document, {"outcomes": [first, second]})
    assert merged["outcomes"] == [first | {"mood": "good"}, second]
