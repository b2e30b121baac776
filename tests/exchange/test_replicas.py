"""Whatever two people do and however packets travel, both journals end up saying the same."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmjournal import versions
from rmjournal.journal import Journal, conflicts
from rmjournal.model.agenda import Item
from rmjournal.model.objective import Level, Objective
from rmjournal.model.record import Record, Visibility
from rmjournal.storage import backups
from tests.exchange.conftest import Copies, Two, shared
from tests.exchange.histories import Step, forget, histories, lived, steps
from tests.exchange.homes import acquainted, beginners, homes, strangers

__all__ = ["acquainted", "beginners", "homes", "strangers"]

unhurried = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("quarter", range(4))
@settings(unhurried, max_examples=125)
@given(history=histories)
def test_both_see_the_same_in_the_end(beginners: Copies, quarter: int, history: list[Step]) -> None:
    """After all packets arrived, in any order, some twice, both journals share the same records.

    Nothing of either's other pair, and nothing private, is in a packet; neither changed what is the
    other's alone.
    """
    lived(beginners, history).agree()


@pytest.mark.usefixtures("hasty")
@settings(unhurried, max_examples=100)
@given(history=st.lists(steps, min_size=4, max_size=10), met=st.booleans())
def test_after_three_months_apart_both_see_the_same_in_the_end(
    strangers: Copies, acquainted: Copies, history: list[Step], met: bool
) -> None:
    """The same where each had kept the pair alone, from the first packet on, or from after it."""
    lived(acquainted if met else strangers, history).agree()


def test_what_both_changed_before_they_heard_of_each_other_waits_for_both(two: Two) -> None:
    """One value holds on both sides, and the other waits on each; what one changed waits nowhere.

    Both hear whose version it is that waits.
    """
    session = two.ana.sessions.plan(datetime(2026, 12, 8, 14))
    two.ana.agendas.add(session, "The median", minutes=10)
    two.exchange()
    [hers], [his] = (each.agendas.of(session).items for each in (two.ana, two.tom))
    two.ana.agendas.edit(hers, minutes=12)
    two.tom.agendas.edit(his, minutes=8, kind="case")
    packets = [two.sent(two.ana), two.sent(two.tom)]
    taken = [two.tom.exchange.receive(packets[:1]), two.ana.exchange.receive(packets[1:])]
    assert [each.received.both[0][1] for each in taken] == ["minutes", "minutes"]
    now = {each.agendas.of(session).items[0].minutes for each in (two.ana, two.tom)}
    assert len(now) == 1
    for one in (two.ana, two.tom):
        [waiting] = conflicts.all_of(one)
        assert {waiting.waiting} | now == {8, 12}
        whose = {12: two.ana.pair.me, 8: two.tom.pair.me}[waiting.waiting]
        mine = whose == one.pair.me
        name = one.pair.short_name(one.pair.partner.id)
        told = f"What waits, entered by {'you' if mine else name}"
        assert (waiting.by, versions.waits(one.pair, waiting)) == (whose, told)
    two.exchange(2)
    assert [len(conflicts.all_of(each)) for each in (two.ana, two.tom)] == [1, 1]


def test_what_came_while_a_form_was_open_is_known_as_the_partners(two: Two) -> None:
    """What was saved last is in force; what the packet brought meanwhile waits, under their name.

    Where the other window was one's own, so is what waits; of what both had a part in, nobody's.
    """
    hers, his = items_of(two)
    two.tom.agendas.edit(his, topic="Only the median")
    two.tom.actions.add("Something else in the same packet")
    two.ana.exchange.receive([two.sent(two.tom)])
    two.ana.agendas.edit(hers, topic="The worst cases")
    two.ana.agendas.edit(hers, topic="The slowest tenth")
    whose = [(each.waiting, each.by) for each in conflicts.all_of(two.ana)]
    assert whose == [("Only the median", two.tom.pair.me), ("The worst cases", None)]
    [item] = two.ana.store.all(Item)
    two.ana.agendas.edit(item, minutes=7)
    two.ana.agendas.edit(item, minutes=9)
    assert conflicts.all_of(two.ana)[-1].by == two.ana.pair.me


def items_of(two: Two) -> tuple[Item, Item]:
    """One item, as both of them have it after an exchange."""
    session = two.ana.sessions.plan(datetime(2026, 12, 8, 14))
    two.ana.agendas.add(session, "The median in review")
    two.exchange()
    [hers], [his] = (each.agendas.of(session).items for each in (two.ana, two.tom))
    return hers, his


def waiting_at(journal: Journal) -> list[str]:
    """What waits for a choice."""
    return [each.waiting for each in conflicts.all_of(journal)]


def test_letters_that_make_no_word_of_either_leave_both_their_own(two: Two) -> None:
    """Of two rewordings that crossed one holds, the same with both, and the other waits with each."""
    hers, his = items_of(two)
    two.ana.agendas.edit(hers, topic="The worst cases")
    two.tom.agendas.edit(his, topic="Les pires cas")
    packets = [two.sent(two.ana), two.sent(two.tom)]
    two.tom.exchange.receive(packets[:1])
    two.ana.exchange.receive(packets[1:])
    texts = ["The worst cases", "Les pires cas"]
    holds, waits = texts if two.ana.pair.me < two.tom.pair.me else reversed(texts)
    assert waiting_at(two.ana) == waiting_at(two.tom) == [waits]
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)
    for journal in (two.ana, two.tom):
        [item] = journal.store.all(Item)
        assert item.topic == holds
    assert waiting_at(two.ana) == waiting_at(two.tom) == [waits]


@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        ("Call the client at 10:30", "Call the client at 10:45", "Call the client at 11:30"),
        ("Raise the rate to 3.5 points", "Raise the rate to 4.5 points", "Raise the rate to 3.7 points"),
        ("Pricing and the team", "Pricing", "Pricing slowly and the team/2"),
        ("The median", "The mean", "The mode"),
        ("Take 15 minutes", "Take 20 minutes", "Take 5 minutes"),
    ],
)  # fmt: skip
def test_no_time_and_no_figure_is_made_of_two(two: Two, before: str, one: str, other: str) -> None:
    """The words of one of them hold, and those of the other are there to choose from."""
    action = two.ana.actions.add(before)
    two.exchange()
    two.ana.actions.edit(action, text=one)
    two.tom.actions.edit(two.tom.actions.all()[0], text=other)
    packets = [two.sent(two.ana), two.sent(two.tom)]
    two.tom.exchange.receive(packets[:1])
    two.ana.exchange.receive(packets[1:])
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)
    [held] = [each.text for each in two.ana.actions.all()]
    assert held in (one, other)
    assert waiting_at(two.ana) == waiting_at(two.tom) == [one if held == other else other]


def test_what_one_took_out_and_the_other_changed_waits(two: Two) -> None:
    """What is left of it is no text of either: the words hold, and that there were none waits."""
    objective = two.ana.objectives.propose("Read a chart", why="Talk about pricing and the team")
    two.exchange()
    two.ana.objectives.edit(objective, why="")
    theirs = two.tom.objectives.all()[0]
    two.tom.objectives.edit(theirs, why="Talk about pricing slowly and the team")
    packets = [two.sent(two.ana), two.sent(two.tom)]
    two.tom.exchange.receive(packets[:1])
    two.ana.exchange.receive(packets[1:])
    assert waiting_at(two.ana) == waiting_at(two.tom) == [None]
    two.exchange(2)
    for journal in (two.ana, two.tom):
        [now] = journal.objectives.all()
        assert now.why == "Talk about pricing slowly and the team"
    assert waiting_at(two.ana) == waiting_at(two.tom) == [None]


def test_what_was_sent_is_not_mixed_with_what_was_not(two: Two) -> None:
    """The words that came hold, those that never left wait here, and the partner sees no third text."""
    hers, his = items_of(two)
    two.ana.agendas.edit(hers, topic="The worst cases")
    two.tom.agendas.edit(his, topic="Les pires cas")
    two.tom.exchange.receive([two.sent(two.ana)])
    assert waiting_at(two.tom) == ["Les pires cas"]
    two.exchange(2)
    for journal in (two.ana, two.tom):
        item = journal.store.get(Item, hers.id)
        assert item is not None
        assert item.topic == "The worst cases"
    assert waiting_at(two.ana) == []


def test_whole_words_of_both_stay_one_text(two: Two) -> None:
    """Where each changed words of their own, nothing waits."""
    hers, his = items_of(two)
    two.ana.agendas.edit(hers, topic="The median in review, slowly")
    two.tom.agendas.edit(his, topic="Again: The median in review")
    taken = two.tom.exchange.receive([two.sent(two.ana)])
    assert [key for _, key in taken.received.both] == ["topic"]
    two.exchange(2)
    assert shared(two.ana) == shared(two.tom)
    item = two.ana.store.get(Item, hers.id)
    assert item is not None
    assert item.topic == "Again: The median in review, slowly"
    assert waiting_at(two.tom) == []


def test_what_came_while_it_was_private_comes_again(two: Two) -> None:
    """Words and ratings that crossed with making a record private are there once it is for both."""
    action = two.ana.actions.add("Call Marie")
    objective = two.ana.objectives.propose("Read a chart")
    two.exchange(2)
    two.tom.actions.edit(two.tom.actions.all()[0], text="Call Marie about pricing")
    two.tom.objectives.rate(two.tom.objectives.all()[0], Level.BELOW, note="Half way")
    packet = two.sent(two.tom)
    hidden: list[Record] = [action, objective]
    hidden = [two.ana.records.show_to(each, Visibility.PRIVATE) for each in hidden]
    two.ana.exchange.receive([packet])
    for each in hidden:
        two.ana.records.show_to(each, Visibility.PAIR)
    two.exchange(2)
    assert [each.text for each in two.ana.actions.all()] == ["Call Marie about pricing"]
    assert [each.note for each in two.ana.store.all(Objective)[0].ratings] == ["Half way"]
    assert shared(two.ana) == shared(two.tom)


def test_what_came_while_it_stays_private_is_not_asked_for(two: Two) -> None:
    """Nothing is said again as long as the record is for one alone, so that nothing tells of it."""
    action = two.ana.actions.add("Call Marie")
    two.exchange(2)
    two.tom.actions.edit(two.tom.actions.all()[0], text="Call Marie about pricing")
    two.ana.records.show_to(action, Visibility.PRIVATE)
    two.exchange(2)
    number = two.tom.exchange.standing().number
    assert two.read(two.sent(two.ana), two.tom)["seen"]["sequence"] == number
    assert [each.text for each in two.ana.actions.all()] == ["Call Marie"]


def test_a_record_that_was_forgotten_while_private_says_nothing_twice(two: Two) -> None:
    """Where what was exchanged is lost, their words hold once it is for both again, and mine wait."""
    action = two.ana.actions.add("Call Marie")
    two.exchange(2)
    hidden = two.ana.records.show_to(action, Visibility.PRIVATE)
    forget(two.ana)
    two.tom.actions.edit(two.tom.actions.all()[0], text="Call Marie about pricing")
    two.exchange()
    two.ana.records.show_to(hidden, Visibility.PAIR)
    two.exchange(2)
    for journal in (two.ana, two.tom):
        assert [each.text for each in journal.actions.all()] == ["Call Marie about pricing"]
    assert [each.waiting for each in conflicts.all_of(two.ana)] == ["Call Marie"]


def test_what_was_taken_back_and_is_shared_again_comes_to_a_journal_that_forgot(two: Two) -> None:
    """That it was taken back is seen by what lies in the trash, where the merge state is gone."""
    learning = two.tom.learnings.add("Charts mislead")
    two.exchange()
    hidden = two.tom.records.show_to(learning, Visibility.PRIVATE)
    two.exchange()
    assert two.ana.learnings.all() == []
    forget(two.ana)
    two.tom.records.show_to(hidden, Visibility.PAIR)
    two.exchange(2)
    assert [each.what for each in two.ana.learnings.all()] == ["Charts mislead"]


def test_a_record_counts_once_and_a_question_is_news(two: Two) -> None:
    """However many rows of a packet are about it; that I am asked whether I agree is not nothing."""
    objective = two.ana.objectives.propose("Read a chart")
    two.exchange(2)
    two.ana.objectives.edit(objective, why="The next review")
    two.ana.objectives.rate(two.ana.objectives.all()[0], Level.BELOW)
    got = two.tom.exchange.receive([two.sent(two.ana)]).received
    assert (dict(got.changed), [*got.touched]) == ({"objectives": 1}, [objective.id])
    seen = two.ana.objectives.all()[0]
    two.ana.objectives.agree(seen, two.ana.pair.partner.id)
    got = two.tom.exchange.receive([two.sent(two.ana)]).received
    assert [each.id for each in got.asked] == [objective.id]
    assert not got.nothing
    other = two.ana.objectives.propose("Draw a chart")
    two.exchange(2)
    two.tom.objectives.agree(two.tom.objectives.all()[-1])
    two.ana.objectives.agree(other, two.ana.pair.partner.id)
    assert two.tom.exchange.receive([two.sent(two.ana)]).received.asked == []


def test_what_only_the_partner_still_has_comes_back_to_a_restored_journal(two: Two) -> None:
    """Also where nothing of the partner's came after the copy was made, so that nothing else tells."""
    two.tom.exchange.receive([two.sent(two.ana)])
    copy = two.file()
    backups.create(two.tom.store, copy)
    two.tom.actions.add("Call Marie")
    two.ana.exchange.receive([two.sent(two.tom)])
    backups.restore(two.tom.store, copy)
    assert two.tom.actions.all() == []
    two.exchange(2)
    assert [each.text for each in two.tom.actions.all()] == ["Call Marie"]
    assert shared(two.ana) == shared(two.tom)


@pytest.mark.usefixtures("hasty")
def test_a_point_whose_session_goes_in_the_same_packet_is_taken(acquainted: Copies) -> None:
    """A session is joined where it lies in the trash, and all that was known of the exchange is gone."""
    lived(acquainted, [
        (False, "delete", "", 3), (False, "forget", "", 0), (True, "join", "", 0),
        (True, "send", "", 0), (False, "again", "", 0), (False, "deliver", "", 0),
    ]).agree()  # fmt: skip
