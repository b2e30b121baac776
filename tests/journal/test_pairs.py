"""Pairs: several in one file, one spoken of at a time, and the words for its members."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.errors import NotFound, Refused, UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.model.pair import LONGEST_NAME, Pair, PairStatus, Role
from rmjournal.model.record import BOTH, Visibility
from rmjournal.months import months_later
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import documents


def another(journal: Journal, partner: str = "Lou Petit", role: Role = Role.MENTOR) -> Pair:
    """One more pair of Ana's."""
    return journal.pairs.use(journal.pairs.create(me="Ana Ruiz", role=role, partner=partner))


def test_an_empty_journal_has_no_pair(at: MakeJournal) -> None:
    """Every verb is refused until there is a pair, with the words that make one."""
    with pytest.raises(Refused) as refusal:
        at(NOW).learnings.add("Too early")
    assert "rmjournal init" in refusal.value.todo
    assert "rmjournal demo" in refusal.value.todo


def test_a_new_pair_has_its_frame(at: MakeJournal) -> None:
    """It starts today, for nine months, every three weeks, forty-five minutes each time."""
    journal = at(NOW)
    pair = journal.pairs.create(me=" Ana Ruiz ", role=Role.MENTEE, partner="Tom Weiss")
    charter = journal.pairs.charter()
    assert charter is not None
    assert (charter.start, charter.end) == (NOW.date(), date(2027, 8, 21))
    assert (charter.every_weeks, charter.minutes, charter.review_months) == (3, 45, (3, 6))
    assert charter.assents == ()
    assert charter.visibility is pair.visibility is Visibility.PAIR
    assert (pair.myself.name, pair.my_role, pair.partner.name) == (
        "Ana Ruiz",
        "mentee",
        "Tom Weiss",
    )


def test_one_person_may_be_mentor_here_and_mentee_there(journal: Journal) -> None:
    """Roles belong to the pair, not to the person."""
    first = journal.pair
    second = another(journal)
    assert (first.my_role, second.my_role) == (Role.MENTEE, Role.MENTOR)
    assert journal.pairs.all() == [first, second]
    assert len({first.me, second.me, first.partner.id, second.partner.id}) == 4


def test_adding_a_pair_changes_nothing_of_who_is_spoken_of(journal: Journal) -> None:
    """Words would land in another pair's journal unnoticed; the first pair, though, is spoken of."""
    first = journal.pair
    added = journal.pairs.create(me="Ana Ruiz", role=Role.MENTOR, partner="Lou Petit")
    assert journal.pair == first
    assert journal.pairs.use(added) == journal.pair == added


def test_a_pair_in_use_is_the_one_spoken_of(journal: Journal) -> None:
    """Verbs are about it, and the other pair's records are apart."""
    learning = journal.learnings.add("With Tom")
    second = another(journal)
    assert journal.pair == second
    assert journal.learnings.all() == []
    journal.chosen = learning.pair
    assert journal.learnings.all() == [learning]


def test_without_a_choice_the_latest_pair_under_way_is_spoken_of(journal: Journal) -> None:
    """A concluded pair is spoken of only when it is chosen, or when there is no other."""
    first, second = journal.pair, another(journal)
    journal.pairs.close()
    journal.chosen = ""
    assert journal.pair == first
    journal.chosen = second.id
    assert journal.pair.id == second.id
    journal.chosen = first.id
    journal.pairs.close(stopped=True)
    journal.chosen = ""
    assert journal.pair.id == second.id
    journal.chosen = "0" * 16
    assert journal.pair.id == second.id


def test_a_pair_is_found_by_a_name_or_an_id(journal: Journal) -> None:
    """Part of a name, without accents or case, or the beginning of its id."""
    first, second = journal.pair, another(journal, "Zoé Lécuyer")
    assert journal.pairs.found("ZOE") == second
    assert journal.pairs.found("weiss") == first
    assert journal.pairs.found(f"#{first.id[:6]}") == first
    for text in ("ana", "Nobody"):
        with pytest.raises(NotFound):
            journal.pairs.found(text)


@pytest.mark.parametrize("text", ["", " ", "#", "o", "W"])
def test_nothing_and_a_single_letter_mean_no_pair(journal: Journal, text: str) -> None:
    """Not even where there is only one: what is found may be erased."""
    with pytest.raises(NotFound):
        journal.pairs.found(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"me": ""}, {"partner": "  "}, {"me": "tom weiss"}, {"minutes": 14}, {"minutes": 181},
        {"months": 0}, {"months": 37}, {"every_weeks": 0}, {"every_weeks": 13},
    ],
    ids=str,
)  # fmt: skip
def test_an_impossible_pair_is_refused(at: MakeJournal, wrong: dict[str, object]) -> None:
    """Two different names, and numbers that make sense, or nothing is stored."""
    journal = at(NOW)
    said = {"me": "Ana Ruiz", "partner": "Tom Weiss", **wrong}
    with pytest.raises(UsageProblem):
        journal.pairs.create(role=Role.MENTEE, **said)  # type: ignore[arg-type]
    assert documents(journal) == {}


@pytest.mark.parametrize(
    "words", [("me", "myself", "moi", "JE"), ("partner", "l’autre", "Partenaire")]
)
def test_me_and_the_other_in_both_languages(journal: Journal, words: tuple[str, ...]) -> None:
    """A member may be named by a word of either language."""
    ids = {journal.pairs.member(word) for word in words}
    assert ids == {journal.pair.me if "me" in words else journal.pair.partner.id}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (("mentor", "junior", "mentore", "Tom", "tom w", "TÔM WEISS"), "mentor"),
        (("mentee", "senior", "mentorée", "personne mentorée", " Ana "), "mentee"),
        (("both", "us", "nous", "Nous deux", "les deux"), BOTH),
    ],
)
def test_members_by_role_or_name(journal: Journal, words: tuple[str, ...], who: str) -> None:
    """A role, the beginning of a name, or a word for both."""
    ids = {"mentor": journal.pair.mentor.id, "mentee": journal.pair.mentee.id, BOTH: BOTH}
    assert {journal.pairs.member(word) for word in words} == {ids[who]}


@pytest.mark.parametrize("text", ["", "  ", "Eve", "#", "0"])
def test_anybody_else_is_refused(journal: Journal, text: str) -> None:
    """Only the two members can be named."""
    with pytest.raises(UsageProblem):
        journal.pairs.member(text)


def test_a_name_that_both_share_is_no_name(at: MakeJournal) -> None:
    """Where a beginning fits both members, more has to be said."""
    journal = at(NOW)
    pair = journal.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Anatole France")
    with pytest.raises(UsageProblem):
        journal.pairs.member("ana")
    assert journal.pairs.member("anat") == pair.mentor.id


def test_swapping_roles_changes_the_pair_only(journal: Journal) -> None:
    """Who teaches whom is one record; ids, and so everything that names them, stay."""
    learning = journal.learnings.add("Ask for the median")
    before, tables = journal.pair, documents(journal)
    swapped = journal.pairs.edit(role=Role.MENTOR)
    assert (swapped.mentor, swapped.mentee) == (before.mentee, before.mentor)
    assert (swapped.me, swapped.my_role) == (before.me, Role.MENTOR)
    after = documents(journal)
    assert {name for name in tables if tables[name] != after[name]} == {"pairs"}
    assert journal.learnings.all() == [learning]


def test_the_role_one_has_already_is_no_change(journal: Journal) -> None:
    """Saying again who teaches swaps nothing."""
    assert journal.pairs.edit(role=Role.MENTEE) == journal.pair
    assert journal.pair.rev == 1


def test_names_are_corrected_in_place(journal: Journal) -> None:
    """A corrected name belongs to the same member."""
    before = journal.pair
    after = journal.pairs.edit(me="Ana Ruiz-Picasso", partner=" Thomas Weiss ")
    assert (after.myself.name, after.partner.name) == ("Ana Ruiz-Picasso", "Thomas Weiss")
    assert (after.me, after.partner.id) == (before.me, before.partner.id)


@pytest.mark.parametrize(
    "said",
    [
        {"me": " "}, {"partner": ""}, {"partner": "ANA RUIZ"}, {"me": "Ana\nRuiz"},
        {"me": "x" * (LONGEST_NAME + 1)},
    ],
    ids=["blank", "empty", "the other's", "two lines", "long"],
)  # fmt: skip
def test_a_name_is_not_taken_away(journal: Journal, said: dict[str, str]) -> None:
    """Neither an empty name, nor the other's, nor one that no packet may have, is a correction."""
    before = journal.pair
    with pytest.raises(UsageProblem):
        journal.pairs.edit(**said)  # type: ignore[arg-type]
    assert journal.pair == before


@pytest.mark.parametrize(
    ("stopped", "status"), [(False, PairStatus.CONCLUDED), (True, PairStatus.STOPPED)]
)
def test_a_mentoring_is_concluded_once(journal: Journal, stopped: bool, status: PairStatus) -> None:
    """Concluded or stopped today, it stays readable and is not concluded again."""
    learning = journal.learnings.add("Ask for the median")
    closed = journal.pairs.close(stopped=stopped)
    assert (closed.pair.status, closed.pair.closed) == (status, NOW.date())
    with pytest.raises(Refused):
        journal.pairs.close()
    assert journal.learnings.all() == [learning]


def test_an_erased_pair_is_spoken_of_no_more(journal: Journal) -> None:
    """The latest one left is, or none; what the other pair has is as it was."""
    first = journal.pair
    journal.learnings.add("With Tom")
    second = another(journal)
    mine = journal.learnings.add("With Lou")
    assert (journal.pairs.size(first), journal.pairs.size(second)) == (3, 3)
    journal.chosen = first.id
    journal.pairs.erase(first)
    assert journal.pairs.all() == [journal.pair] == [second]
    assert journal.learnings.all() == [mine]
    journal.pairs.erase(second)
    with pytest.raises(Refused, match="no pair"):
        journal.pair  # noqa: B018
    assert documents(journal) == {}
    assert another(journal).partner.name == "Lou Petit"


@given(st.dates(date(1999, 1, 1), date(2101, 1, 1)), st.integers(0, 36))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    """Nine months after the 31st is the last day there is, and never a day of the next month."""
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)


def test_a_corrected_name_is_remembered(journal: Journal) -> None:
    """So that it can be taken out of what leaves; once undone, it was never another."""
    journal.pairs.edit(me="Ana Ruiz-Weiss")
    assert journal.pair.myself.formerly == ("Ana Ruiz",)
    undoing.undo(journal)
    assert not journal.pair.myself.formerly
