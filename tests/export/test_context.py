"""Who may see what: one rule, the count of what is withheld, and plain data without a way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from rmjournal.errors import Refused
from rmjournal.export.context import Audience, Export, Selection, may_see
from rmjournal.export.journal import journal
from rmjournal.export.people import People
from rmjournal.export.recap import recap
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.feedback import Feedback
from rmjournal.model.objective import Level, Objective, Rating
from rmjournal.model.pair import Member, Pair
from rmjournal.model.record import Assent, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from tests.export.sample import FIFTH, HELENE, KARIM, NOW, PAIR_ID, Maker, model_pair, the_pair

AT = datetime(2026, 4, 7, 13, tzinfo=UTC)


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("author", [HELENE.id, KARIM.id])
def test_the_partner_sees_what_is_not_private(visibility: Visibility, author: str) -> None:
    """Whoever wrote it; oneself sees everything."""
    make = Maker()
    win = make(Win, author, visibility, text="x")
    assert may_see(win, Audience.PARTNER, the_pair(make)) == (visibility is not Visibility.PRIVATE)
    assert may_see(win, Audience.SELF, the_pair(make))


@pytest.mark.parametrize("audience", Audience)
def test_nobody_sees_the_trash_or_another_pair(audience: Audience) -> None:
    """Not even oneself, in an export."""
    make = Maker()
    win = make(Win, text="x", visibility=Visibility.SHAREABLE)
    assert not may_see(replace(win, deleted=AT), audience, the_pair(make))
    assert not may_see(replace(win, pair="d4" * 8), audience, the_pair(make))


def test_feedback_is_seen_once_delivered() -> None:
    """A draft that lost its visibility on the way is still a draft."""
    make = Maker()
    draft = make(Feedback, request="x")
    assert not may_see(draft, Audience.PARTNER, the_pair(make))
    assert may_see(replace(draft, delivered=AT), Audience.PARTNER, the_pair(make))
    private = replace(draft, delivered=AT, visibility=Visibility.PRIVATE)
    assert not may_see(private, Audience.PARTNER, the_pair(make))


def test_an_unknown_audience_sees_nothing() -> None:
    """A reader for whom no rule was written yet reads nothing."""
    make = Maker()
    win = make(Win, text="x", visibility=Visibility.SHAREABLE)
    assert not may_see(win, cast("Audience", "sponsor"), the_pair(make))


def test_what_is_withheld_is_counted_and_what_was_left_out_is_not(tmp_path: Path) -> None:
    """By the name of its table, so that the command can say it in words."""
    store, pair, fifth = model_pair(tmp_path)
    for_karim = recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW)
    assert for_karim.withheld == {"reflections": 1, "feedback": 1}
    hidden = {each.id for each in store.all(Reflection)}
    without = recap(
        store, pair, fifth, audience=Audience.PARTNER, now=NOW, without=frozenset(hidden)
    )
    assert without.withheld == {"feedback": 1}
    assert recap(store, pair, fifth, audience=Audience.SELF, now=NOW).withheld == {}


def test_a_record_left_out_by_request_is_nowhere(tmp_path: Path) -> None:
    """Neither in its section nor among what is mentioned."""
    store, pair, fifth = model_pair(tmp_path)
    win = store.all(Win)[0]
    export = recap(
        store, pair, fifth, audience=Audience.PARTNER, now=NOW, without=frozenset({win.id})
    )
    assert export.context["session"]["wins"] == []
    assert win.id not in {each.id for each in export.mentioned}


def test_the_recap_mentions_what_it_prints(tmp_path: Path) -> None:
    """Its references are those that listings show."""
    store, pair, fifth = model_pair(tmp_path)
    export = recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW)
    kinds = {type(each).__name__ for each in export.mentioned}
    assert kinds == {"Session", "Item", "Learning", "Action", "Win", "Objective"}
    assert FIFTH[:6] in export.refs


@pytest.mark.parametrize("audience", [Audience.SELF, Audience.PARTNER])
def test_the_context_is_plain_data(tmp_path: Path, audience: Audience) -> None:
    """Strings, numbers, booleans, lists and dicts: a template reaches no record through it."""
    store, pair, fifth = model_pair(tmp_path)
    recapped = recap(store, pair, fifth, audience=audience, now=NOW, with_feedback=True)
    whole = journal(store, pair, audience=audience, now=NOW, with_feedback=True)
    for export in (recapped, whole):
        assert _kinds(export.context) <= {str, int, bool, type(None), list, dict}


def _kinds(value: Any) -> set[type]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {type(value)}.union(*map(_kinds, inner))


def objective_of(export: Export) -> dict[str, Any]:
    """The first objective of an export."""
    return cast("dict[str, Any]", export.context["objectives"][0])


def rated(objective: Objective, *members: str) -> Objective:
    """The objective, rated by these members and by nobody else."""
    ratings = tuple(
        Rating(member=each, level=Level.ABOVE, on=date(2026, 4, 7), at=AT, entered_by=each)
        for each in members
    )
    return replace(objective, ratings=ratings)


@pytest.mark.parametrize(
    ("given", "for_me", "for_karim"),
    [
        ([], [], []),
        ([HELENE.id], ["Hélène"], []),
        ([KARIM.id], [], []),
        ([KARIM.id, HELENE.id], ["Hélène", "Karim"], ["Hélène", "Karim"]),
    ],
    ids=["none", "mine", "theirs", "both"],
)
def test_ratings_are_compared_once_both_are_given(
    tmp_path: Path, given: list[str], for_me: list[str], for_karim: list[str]
) -> None:
    """Theirs stays hidden from me until I gave mine, and mine from them until they gave theirs."""
    store, pair, fifth = model_pair(tmp_path)
    seen = store.all(Objective)[0]
    with store.transaction("test") as tx:
        tx.change(seen, ratings=rated(seen, *given).ratings)
    for audience, expected in ((Audience.SELF, for_me), (Audience.PARTNER, for_karim)):
        export = recap(store, pair, fifth, audience=audience, now=NOW)
        assert [rating["who"] for rating in objective_of(export)["ratings"]] == expected


def test_the_two_views_are_said_to_be_on_the_agenda_when_they_are(tmp_path: Path) -> None:
    """Only an item of both on the next agenda counts."""
    store, pair, fifth = model_pair(tmp_path)
    assert objective_of(recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW))["on_agenda"]
    with store.transaction("test") as tx:
        tx.change(store.where(Item, "objective", "0b" * 8)[0], by=KARIM.id)
    export = recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW)
    assert not objective_of(export)["on_agenda"]


def test_an_objective_is_agreed_from_the_later_assent_on(tmp_path: Path) -> None:
    """Karim agreed on the 2nd of February, Hélène on the 3rd."""
    store, pair, fifth = model_pair(tmp_path)
    export = recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW)
    assert objective_of(export)["agreed"] == "2026-02-03"
    assert objective_of(export)["oral"] == []


def test_a_changed_objective_is_a_proposal_again(tmp_path: Path) -> None:
    """Agreement is to the substance as it stands."""
    store, pair, fifth = model_pair(tmp_path)
    with store.transaction("test") as tx:
        tx.change(store.all(Objective)[0], measure="Trois lundis")
    objective = objective_of(recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW))
    assert (objective["agreed"], objective["proposed_by"]) == (None, "Karim")


def test_an_assent_to_an_earlier_wording_has_no_day(tmp_path: Path) -> None:
    """Karim agreed in January to something else; what counts is the day both agreed to this."""
    store, pair, fifth = model_pair(tmp_path)
    seen = store.all(Objective)[0]
    earlier = Assent(
        member=HELENE.id, digest="0" * 64, at=datetime(2026, 3, 9, tzinfo=UTC), entered_by=KARIM.id
    )
    with store.transaction("test") as tx:
        tx.change(seen, assents=(earlier, *seen.assents))
    objective = objective_of(recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW))
    assert (objective["agreed"], objective["oral"]) == ("2026-02-03", [])


def test_an_oral_agreement_says_who_noted_it_and_when(tmp_path: Path) -> None:
    """It counts from the day it was said, and never passes for the other's own."""
    store, pair, fifth = model_pair(tmp_path)
    seen = store.all(Objective)[0]
    mine = seen.assents[1]
    oral = Assent(
        member=KARIM.id, digest=mine.digest, entered_by=HELENE.id,
        at=datetime(2026, 2, 6, 23, 30, tzinfo=UTC), on=datetime(2026, 2, 5),
    )  # fmt: skip
    with store.transaction("test") as tx:
        tx.change(seen, assents=(mine, oral))
    objective = objective_of(recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW))
    assert objective["agreed"] == "2026-02-05"
    assert objective["oral"] == [{"of": "Karim", "by": "Hélène", "on": "2026-02-07"}]


def test_a_carried_item_names_the_session_that_took_it_up(tmp_path: Path) -> None:
    """It stays for one to come, and went to one that was held since."""
    store, pair, fifth = model_pair(tmp_path)
    carried = recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW)
    (item,) = carried.context["session"]["carried"]
    assert (item["stays_for"], item["times_carried"]) == (6, 1)
    fourth = sorted(store.all(Session), key=lambda each: each.starts or datetime.max)[3]
    export = recap(store, pair, fourth, audience=Audience.PARTNER, now=NOW)
    (before,) = export.context["session"]["carried"]
    assert (before["stays_for"], before["went_to"], before["times_carried"]) == (None, 5, 0)


def test_a_private_item_tells_nothing_of_where_it_went(tmp_path: Path) -> None:
    """Neither that it took an item up, nor that it speaks of an objective."""
    store, pair, fifth = model_pair(tmp_path)
    sixth = sorted(store.all(Session), key=lambda each: each.starts or datetime.max)[5]
    make = Maker(first=0xA0)
    later = make(Session, starts=datetime(2026, 5, 19, 14))
    carried = next(
        each for each in store.where(Item, "session", FIFTH) if each.status is ItemStatus.CARRIED
    )
    taker = make(
        Item, visibility=Visibility.PRIVATE, session=later.id, position=1, topic="x",
        carried_from=carried.id,
    )  # fmt: skip
    with store.transaction("test") as tx:
        tx.add(later)
        tx.add(taker)
        tx.change(store.where(Item, "session", sixth.id)[0], visibility=Visibility.PRIVATE)
    for audience, session, told in ((Audience.PARTNER, 6, False), (Audience.SELF, 7, True)):
        export = recap(store, pair, fifth, audience=audience, now=NOW)
        assert export.context["session"]["carried"][0]["stays_for"] == session
        assert objective_of(export)["on_agenda"] == told


def test_the_session_itself_cannot_be_left_out(tmp_path: Path) -> None:
    """A recap without its session would be none."""
    store, pair, fifth = model_pair(tmp_path)
    export = recap(
        store, pair, fifth, audience=Audience.PARTNER, now=NOW, without=frozenset({FIFTH})
    )
    assert export.context["session"]["id"] == FIFTH


def test_a_circle_of_carried_items_is_counted_once_round(tmp_path: Path) -> None:
    """Two files can be merged into a circle; it must not hang an export."""
    store, pair, fifth = model_pair(tmp_path)
    items = [each for each in store.all(Item) if each.status is ItemStatus.CARRIED]
    with store.transaction("test") as tx:
        tx.change(items[0], carried_from=items[1].id)
    for export in (
        recap(store, pair, fifth, audience=Audience.PARTNER, now=NOW),
        journal(store, pair, audience=Audience.PARTNER, now=NOW),
    ):
        assert '"times_carried": 1' in str(export.context).replace("'", '"')


@pytest.mark.parametrize("status", [SessionStatus.PLANNED, SessionStatus.CANCELLED])
def test_only_a_held_session_has_a_recap(tmp_path: Path, status: SessionStatus) -> None:
    """The refusal says what to do instead."""
    store, pair, fifth = model_pair(tmp_path)
    with store.transaction("test") as tx:
        unheld = tx.change(fifth, status=status)
    with pytest.raises(Refused) as refused:
        recap(store, pair, unheld, audience=Audience.SELF, now=NOW)
    assert "rmjournal session" in refused.value.todo


def test_a_private_session_has_no_recap_for_the_partner(tmp_path: Path) -> None:
    """It is refused rather than sent empty."""
    store, pair, fifth = model_pair(tmp_path)
    with store.transaction("test") as tx:
        hidden = tx.change(fifth, visibility=Visibility.PRIVATE)
    with pytest.raises(Refused, match="Only you may read"):
        recap(store, pair, hidden, audience=Audience.PARTNER, now=NOW)
    assert recap(store, pair, hidden, audience=Audience.SELF, now=NOW).context["private"]


def test_days_are_those_of_the_person(tmp_path: Path) -> None:
    """An instant before midnight in London is after it in Paris."""
    selection = Selection(the_pair(Maker()), Audience.SELF, NOW)
    assert selection.day(datetime(2026, 4, 6, 22, 30, tzinfo=UTC)) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("mentee", "mentor", "short"),
    [
        ("Hélène Marceau", "Karim Belaïd", ["Hélène", "Karim"]),
        ("Ana Ruiz", "Ana Weiss", ["Ana Ruiz", "Ana Weiss"]),
        ("Mme Marceau", "Karim", ["Mme Marceau", "Karim"]),
        ("Dr. No", "J. Bond", ["Dr. No", "J. Bond"]),
    ],
)
def test_people_go_by_their_first_names(mentee: str, mentor: str, short: list[str]) -> None:
    """Unless that would confuse them, or there is only a title."""
    pair = replace(
        the_pair(Maker()), mentee=Member(id=HELENE.id, name=mentee),
        mentor=Member(id=KARIM.id, name=mentor),
    )  # fmt: skip
    people = People(pair)
    assert people.who("both") == short
    assert (people.me, people.partner) == (short[0], short[1])
    assert people.name("ffff") == "?"


def test_the_pair_of_the_file_is_the_pair_of_the_sample() -> None:
    """The sample is one pair's, and Hélène's."""
    pair: Pair = the_pair(Maker())
    assert (pair.id, pair.me) == (PAIR_ID, HELENE.id)
