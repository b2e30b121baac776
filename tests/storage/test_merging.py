"""Two writers of one record: different fields merge, the same field keeps both values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import Changed
from rmjournal.model.feedback import Feedback, Reply
from rmjournal.model.learning import Learning, Outcome
from rmjournal.model.objective import Level, Levels, Objective, Rating
from rmjournal.model.record import Assent, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Move, Session
from rmjournal.paths import Home
from rmjournal.storage.merging import union
from rmjournal.storage.store import Store
from rmjournal.storage.transaction import Conflict
from tests.storage.support import ANA, TOM, WHEN, add, envelope, home_in, opened, reflection


@pytest.fixture
def seen(store: Store) -> Reflection:
    """A reflection as two people read it before either writes."""
    record = reflection("first", so_what="so")
    add(store, record)
    return record


def change(store: Store, record: Any, **fields: Any) -> list[Conflict]:
    """One verb that changes a record; the conflicts it met."""
    with store.transaction("edit") as tx:
        tx.change(record, **fields)
        return tx.conflicts


def only(store: Store) -> Reflection:
    """The one reflection as it is stored now."""
    [record] = store.all(Reflection)
    return record


def test_different_fields_merge(store: Store, home: Home, seen: Reflection) -> None:
    """What each of two wrote in another field is there, and nothing waits."""
    assert change(opened(home), seen, what="theirs") == []
    assert change(store, seen, so_what="ours") == []
    now = only(store)
    assert (now.what, now.so_what, now.rev) == ("theirs", "ours", 3)
    assert store.conflicts() == []


def test_in_the_same_field_the_last_written_is_current(
    store: Store, home: Home, seen: Reflection
) -> None:
    """The value that was replaced waits to be shown to the person."""
    change(opened(home), seen, what="theirs", so_what="also theirs")
    [met] = change(store, seen, what="ours")
    assert only(store).what == "ours"
    assert only(store).so_what == "also theirs"
    [waiting] = opened(home).conflicts()
    assert waiting == met
    assert (waiting.table, waiting.record, waiting.field) == ("reflections", seen.id, "what")
    assert waiting.waiting == "theirs"


def test_the_same_value_twice_is_no_conflict(store: Store, home: Home, seen: Reflection) -> None:
    """Two who write the same agree."""
    change(opened(home), seen, what="same")
    assert change(store, seen, what="same") == []
    assert only(store).rev == 2


def test_what_was_erased_is_not_brought_back(store: Store, home: Home, seen: Reflection) -> None:
    """A window that still shows the record saves nothing of it, and says so."""
    with opened(home).transaction("erase") as tx:
        tx.remove(seen)
    with pytest.raises(Changed, match="erased for good"):
        change(store, seen, so_what="ours")
    assert store.all(Reflection) == []


def test_nothing_is_saved_into_the_trash(store: Store, home: Home, seen: Reflection) -> None:
    """What was deleted meanwhile is restored first; a window that shows it as deleted may do so."""
    change(opened(home), seen, deleted=WHEN)
    with pytest.raises(Changed, match="in the trash"):
        change(store, seen, so_what="ours")
    [trashed] = store.all(Reflection, trashed=True)
    assert trashed.so_what == "so"
    change(store, trashed, deleted=None)
    change(store, seen, so_what="ours")
    assert only(store).so_what == "ours"


def test_a_form_given_back_as_it_was_changes_nothing(
    store: Store, home: Home, seen: Reflection
) -> None:
    """A field that was shown and left alone does not undo what another wrote in it."""
    change(opened(home), seen, what="theirs")
    assert change(store, seen, what=seen.what, so_what="ours") == []
    assert (only(store).what, only(store).so_what) == ("theirs", "ours")


@pytest.mark.parametrize("theirs", Visibility)
@pytest.mark.parametrize("ours", Visibility)
@pytest.mark.parametrize("before", Visibility)
def test_the_narrower_visibility_wins(
    store: Store, home: Home, before: Visibility, theirs: Visibility, ours: Visibility
) -> None:
    """Whoever wrote last, who may read it are those that both let; the wider choice waits."""
    record = reflection("first", visibility=before)
    add(store, record)
    change(opened(home), record, visibility=theirs)
    met = change(store, record, visibility=ours)
    chosen = {each for each in (ours, theirs) if each is not before}
    narrower = min(chosen, key=list(Visibility).index, default=before)
    assert only(store).visibility is narrower
    assert [each.waiting for each in met] == [str(each) for each in chosen - {narrower}]


def test_an_emptied_field_waits_as_nothing(store: Store, home: Home, seen: Reflection) -> None:
    """Where the other emptied the field, nothing is what waits."""
    change(opened(home), seen, so_what="")
    [waiting] = change(store, seen, so_what="ours")
    assert waiting.waiting is None


def test_a_value_that_is_not_empty_waits_even_if_it_is_the_default(
    store: Store, home: Home
) -> None:
    """A default that is stored is a value like any other."""
    record = Objective(**envelope(), title="t", learner="both", importance=1)
    add(store, record)
    change(opened(home), record, importance=2)
    [waiting] = change(store, record, importance=3)
    assert waiting.waiting == 2


def test_values_wait_as_they_are_stored(store: Store, home: Home) -> None:
    """Levels wait as the document they are in the file."""
    record = Objective(**envelope(), title="t", learner="both")
    add(store, record)
    change(opened(home), record, levels=Levels(start="theirs"))
    [waiting] = change(store, record, levels=Levels(start="ours"))
    assert waiting.waiting == {"start": "theirs"}


def test_one_verb_does_not_conflict_with_itself(store: Store, seen: Reflection) -> None:
    """Two changes of a field within one verb are one person's last word."""
    with store.transaction("edit") as tx:
        tx.change(seen, what="a")
        tx.change(seen, what="b")
    assert only(store).what == "b"
    assert store.conflicts() == []


def test_a_settled_conflict_is_gone(store: Store, home: Home, seen: Reflection) -> None:
    """Settling takes one conflict off the list and leaves the others."""
    change(opened(home), seen, what="theirs", so_what="theirs")
    change(store, seen, what="ours", so_what="ours")
    first, second = store.conflicts()
    with store.transaction("keep") as tx:
        tx.settle(first)
    assert store.conflicts() == [second]


def test_an_unknown_key_survives_change_and_conflict(store: Store, home: Home) -> None:
    """What a later version stored beside our fields stays through every change."""
    record = reflection("first")
    with store.storage.transaction():
        from rmjournal.storage.codec import to_document

        store.db.table("reflections").insert(to_document(record) | {"mood": {"smile": [1, "é"]}})
    change(opened(home), record, what="theirs")
    change(store, record, what="ours", visibility=Visibility.PRIVATE)
    document = store.document(Reflection, record.id)
    assert document is not None
    assert document["mood"] == {"smile": [1, "é"]}


def rating(member: str, minute: int, note: str = "") -> Rating:
    """A member's view of a level, given at a minute past midnight."""
    at = WHEN.replace(hour=0, minute=minute)
    return Rating(
        member=member, level=Level.BELOW, on=WHEN.date(), note=note, at=at, entered_by=ANA
    )


def ratings(store: Store) -> tuple[Rating, ...]:
    """Those of the one objective as it is stored now."""
    [record] = store.all(Objective)
    return record.ratings


@pytest.fixture
def rated(store: Store) -> Objective:
    """An objective with a view of it, as two windows read it."""
    record = Objective(**envelope(), title="t", learner="both", ratings=(rating(ANA, 1),))
    add(store, record)
    return record


def test_what_both_added_to_a_list_is_kept(store: Store, home: Home, rated: Objective) -> None:
    """Two views given in two windows stand in the order in which they were given; nothing waits."""
    change(opened(home), rated, ratings=(*rated.ratings, rating(TOM, 9)))
    assert change(store, rated, ratings=(*rated.ratings, rating(ANA, 5))) == []
    assert ratings(opened(home)) == (rating(ANA, 1), rating(ANA, 5), rating(TOM, 9))
    assert store.conflicts() == []


LISTS: list[tuple[Any, str, Any, Any]] = [
    (Objective(**envelope(), title="t", learner="both"), "assents",
     Assent(member=ANA, digest="a", at=WHEN, entered_by=ANA),
     Assent(member=TOM, digest="a", at=WHEN, entered_by=ANA)),
    (Feedback(**envelope()), "replies", Reply(author=ANA, text="a", at=WHEN, entered_by=ANA),
     Reply(author=ANA, text="b", at=WHEN, entered_by=ANA)),
    (Learning(**envelope(), what="w", learner="both"), "outcomes",
     Outcome(on=WHEN.date(), text="a", at=WHEN, entered_by=ANA),
     Outcome(on=WHEN.date(), text="b", at=WHEN, entered_by=ANA)),
    (Session(**envelope()), "moves", Move(at=WHEN, by=ANA), Move(at=WHEN, by=TOM)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "field", "one", "other"), LISTS, ids=[each[1] for each in LISTS]
)
def test_every_list_of_dated_values_grows_from_both_sides(
    store: Store, home: Home, record: Any, field: str, one: Any, other: Any
) -> None:
    """Also where both were given within the same second."""
    add(store, record)
    change(opened(home), record, **{field: (one,)})
    assert change(store, record, **{field: (other,)}) == []
    [now] = opened(home).all(type(record))
    assert getattr(now, field) == (one, other)


def test_what_one_took_out_is_gone_and_what_the_other_added_stays(
    store: Store, home: Home, rated: Objective
) -> None:
    """A list may shrink on one side while it grows on the other."""
    change(opened(home), rated, ratings=())
    assert change(store, rated, ratings=(*rated.ratings, rating(TOM, 5))) == []
    assert ratings(store) == (rating(TOM, 5),)


def test_a_value_that_both_changed_is_a_conflict(
    store: Store, home: Home, rated: Objective
) -> None:
    """Then ours is current and the whole other list waits; the same change by both is none."""
    change(opened(home), rated, ratings=(rating(ANA, 1, "same"),))
    assert change(store, rated, ratings=(rating(ANA, 1, "same"), rating(TOM, 2))) == []
    seen = store.all(Objective)[0]
    change(opened(home), seen, ratings=(rating(ANA, 1, "theirs"), rating(TOM, 2)))
    [waiting] = change(store, seen, ratings=(rating(ANA, 1, "ours"), rating(TOM, 2)))
    assert [each.note for each in ratings(store)] == ["ours", ""]
    assert [each.get("note") for each in waiting.waiting] == ["theirs", None]


sides = st.lists(
    st.builds(rating, st.sampled_from([ANA, TOM]), st.integers(0, 3), st.sampled_from("ab")),
    max_size=4, unique=True,
).map(tuple)  # fmt: skip


@given(base=sides, ours=sides, theirs=sides)
def test_uniting_knows_no_sides(base: Any, ours: Any, theirs: Any) -> None:
    """Whoever saves last, the same values are there; alone, a side has its way."""
    one, other = union(base, ours, theirs), union(base, theirs, ours)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert set(one) == set(other)
        assert set(ours) - set(base) <= set(one)
        assert not (set(base) - set(ours)) & set(one)
        assert [each.at for each in one] == sorted(each.at for each in one)
    assert set(union(base, ours, base) or ()) == set(ours)


FIELDS = ("what", "so_what", "now_what", "shifted", "question")
edits = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "a", "b", "c"]), max_size=5)


@given(base=edits, theirs=edits, ours=edits)
def test_any_two_edits_merge_field_by_field(
    tmp_path_factory: pytest.TempPathFactory,
    base: dict[str, str],
    theirs: dict[str, str],
    ours: dict[str, str],
) -> None:
    """Each field is ours if we changed it, else theirs; theirs waits if both did, differently."""
    home = home_in(tmp_path_factory.mktemp("home"))
    seen = reflection(**{"what": "", **base})
    add(opened(home), seen)
    change(opened(home), seen, **theirs)
    change(opened(home), seen, **ours)
    now = only(opened(home))
    waiting = {each.field: each.waiting or "" for each in opened(home).conflicts()}
    expected_waiting = {}
    for field in FIELDS:
        old = getattr(seen, field)
        their, our = theirs.get(field, old), ours.get(field, old)
        assert getattr(now, field) == (our if our != old else their)
        if our != old and their not in (old, our):
            expected_waiting[field] = their
    assert waiting == expected_waiting
