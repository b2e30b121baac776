"""Search: every word, wherever it was written, whatever its accents and its case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rmjournal import i18n
from rmjournal.errors import UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.search import Hit, alternatives, excerpt, found_at, search, texts
from rmjournal.model.learning import Learning
from rmjournal.model.pair import Role
from rmjournal.model.record import Record
from rmjournal.storage import scan
from rmjournal.storage.tables import TABLES
from rmjournal.text import fold
from tests.conftest import NOW, MakeJournal
from tests.journal.conftest import opened
from tests.strategies import any_record


def found(journal: Journal, query: str, **limits: Any) -> list[str]:
    """The texts of the learnings that a query finds."""
    hits = search(journal, query, **limits)
    return [hit.record.what for hit in hits if isinstance(hit.record, Learning)]


def nfd(text: str) -> str:
    """The text with every accent a character of its own."""
    return unicodedata.normalize("NFD", text)


ALIKE = [
    ("été", "ete", "ÉTÉ", nfd("Été")),
    ("œuvre", "oeuvre", "ŒUVRE"),
    ("l’été", "l'été", "L'ETE"),
    ("Straße", "strasse", "STRASSE"),
    ("Škoda", "skoda", "ŠKODA", nfd("škoda")),
    ("dæmon", "daemon"),
    ("Łódź", "łódź"),
    ("Żółw", "ŻÓŁW"),
    ("Ελλάδα", "ελλαδα"),
    ("Москва", "МОСКВА"),
    ("Größe", "GRÖSSE", "grosse"),
    ("naïve", "naive"),
    ("garçon", "garcon"),
    ("東京", "東京"),
    ("résumé", nfd("RÉSUMÉ"), "resume"),
]


@pytest.mark.parametrize("alike", ALIKE, ids=lambda words: words[0])
def test_spellings_of_one_word_find_each_other(journal: Journal, alike: tuple[str, ...]) -> None:
    """Each spelling finds all of them, and none finds another word."""
    stored = [f"Before {word} after" for word in alike]
    for text in [*stored, "Something else"]:
        journal.learnings.add(text)
    for word in alike:
        assert set(found(journal, word)) == set(stored), word


RARE = [
    ("H₂O", "h2o"), ("№ 5", "no"), ("Acme™", "acmetm"), ("Ⅳ", "iv"), ("①", "1"), ("12㎡", "m2"),
    ("x⁴", "x4"), ("273 K", "k"), ("10 Å", "a"), ("aⱼ", "aj"), ("5 ㎏", "kg"), ("ﬁn", "fin"),
    ("vec\u20d7tor", "vector"), ("a\u3099b", "ab"), ("asßb", "asssb"), ("½", "1⁄2"), ("ǽ", "ae"),
    ("Ｗｉｄｅ", "wide"), ("İstanbul", "istanbul"), ("ſilent", "silent"), ("a\u00adb", "ab"),
]  # fmt: skip
"""Characters that may fold to plain letters, and what they would be found by."""


@pytest.mark.parametrize(("text", "query"), RARE, ids=lambda word: word)
def test_the_quick_way_and_the_slow_way_agree_on_rare_characters(
    journal: Journal, text: str, query: str
) -> None:
    """Indices, symbols and marks are found by plain letters exactly if they fold to them."""
    journal.learnings.add(text)
    same = all(word in fold(text) for word in fold(query).split())
    assert found(journal, query) == ([text] if same else [])
    assert found(journal, text) == [text]


def test_every_word_has_to_occur(journal: Journal) -> None:
    """All words, in any order and any field, parts of words included."""
    journal.learnings.add("Ask for the median", situation="Monday review", if_then="then ask twice")
    assert found(journal, "monday MEDIAN twice") == ["Ask for the median"]
    assert found(journal, "revi edia") == ["Ask for the median"]
    assert found(journal, "monday mean") == []


def test_the_day_is_the_one_it_was_for_the_person(at: MakeJournal) -> None:
    """Half past midnight in Paris is still the evening before in UTC."""
    night = at(datetime(2026, 11, 22, 0, 30))
    night.pairs.create(me="Ana Ruiz", role=Role.MENTEE, partner="Tom Weiss")
    night.objectives.propose("Read a dashboard")
    day = date(2026, 11, 22)
    assert [hit.day for hit in search(night, "dashboard", since=day, until=day)] == [day]


def test_a_word_is_not_made_of_two_fields(journal: Journal) -> None:
    """The end of one text and the beginning of the next are no word."""
    journal.learnings.add("sun", situation="day")
    assert found(journal, "sunday") == []


def test_the_text_that_holds_most_words_is_shown(journal: Journal) -> None:
    """Of several texts the one that answers best is the one to show."""
    journal.learnings.add("Ask", situation="The median on Monday", if_then="Monday")
    (hit,) = search(journal, "monday median")
    assert hit.text == "The median on Monday"


@pytest.mark.parametrize("query", ["topic", "pair", "2026", "planned", "both", "T"])
def test_what_nobody_wrote_is_not_found(journal: Journal, query: str) -> None:
    """Keys, slugs, ids and stamps of the file are no text."""
    journal.learnings.add("xyz", who="both")
    session = journal.sessions.plan(NOW + timedelta(days=7))
    journal.agendas.add(session, "Demo")
    assert search(journal, query if query != "T" else journal.pair.id) == []


def test_nested_texts_are_found(journal: Journal) -> None:
    """What came of a learning, what a level looks like and a member's name are texts too."""
    journal.learnings.applied(journal.learnings.add("Ask"), "Quarterly review")
    journal.objectives.propose("Read", levels={"best": "Teaches it"})
    for query, text in (
        ("quarterly", "Quarterly review"),
        ("teaches", "Teaches it"),
        ("weiss", "Tom Weiss"),
    ):
        assert [hit.text for hit in search(journal, query)] == [text]


def test_the_trash_is_not_searched(journal: Journal) -> None:
    """A deleted record is not found until it is restored."""
    (gone,) = journal.records.delete(journal.learnings.add("Ask for the median"))
    assert found(journal, "median") == []
    journal.records.restore(gone)
    assert found(journal, "median") == ["Ask for the median"]
    undoing.undo(journal)
    assert found(journal, "median") == []


def test_another_pairs_words_are_not_found(journal: Journal) -> None:
    """Each pair searches its own journal."""
    learning = journal.learnings.add("Ask for the median")
    journal.pairs.use(
        journal.pairs.create(me="Ana Ruiz", role=journal.pair.my_role, partner="Lou Petit")
    )
    assert found(journal, "median") == []
    journal.chosen = learning.pair
    assert found(journal, "median") == ["Ask for the median"]


def test_only_one_kind_may_be_searched(journal: Journal) -> None:
    """A search among learnings finds no action, and the other way round."""
    journal.learnings.add("median")
    journal.actions.add("median")
    kinds = [[TABLES[type(hit.record)] for hit in search(journal, "median", kind=kind)] for kind in
             ("learnings", "actions", "wins")]  # fmt: skip
    assert kinds == [["learnings"], ["actions"], []]


def test_days_that_end_before_they_begin_are_refused(journal: Journal) -> None:
    """Nothing could be found in them; one day alone is as good as many."""
    journal.learnings.add("median")
    today = journal.clock.today()
    with pytest.raises(UsageProblem, match="earlier day"):
        search(journal, "median", since=today, until=today - timedelta(days=1))
    assert len(search(journal, "median", since=today, until=today)) == 1


def test_a_record_is_of_its_own_day_or_of_its_sessions(journal: Journal) -> None:
    """Since and until go by the day a record speaks of, both ends included, latest first."""
    held = journal.sessions.hold(began=NOW - timedelta(days=7))
    journal.learnings.add("median of the session", session=held.id)
    journal.learnings.add("median of today")
    day, today = (NOW - timedelta(days=7)).date(), NOW.date()
    both = ["median of today", "median of the session"]
    assert found(journal, "median") == both
    assert found(journal, "median", since=day, until=today) == both
    assert found(journal, "median", since=day + timedelta(1)) == both[:1]
    assert found(journal, "median", until=today - timedelta(1)) == both[1:]
    assert [hit.day for hit in search(journal, "median")] == [today, day]


words = st.text(
    st.sampled_from(
        "abeosS0²ßœŒæÆéÉèçñžŠłđřĄ’'‘-./\\\"\n\t {}:,…–€₂™№①Ⅳﬁ東Ωя\u0301\u0308\u200d\u00a0\u2009😀"
    ),
    max_size=12,
)
"""Letters that fold in every way there is, and what stands between them in the file."""


def pieces(drawn: list[str]) -> list[str]:
    """The words that the texts are made of."""
    return [word for text in drawn for word in text.split()]


@settings(max_examples=100)
@given(st.lists(words, min_size=1, max_size=5), words, st.integers(1, 400))
@example(["aß s", "H₂O"], "2o", 50)
@example(["cœur", "vitæ"], "", 50)
def test_a_search_misses_nothing(drawn: list[str], query: str, chunk: int) -> None:
    """Any part of any word of a text finds it, and what is found is what a plain scan finds."""
    with opened() as journal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_CHUNK", chunk)
        with journal.store.transaction("learn") as tx:
            for text in drawn:
                tx.add(journal.learnings.make(Learning, what=text, learner="both"))
        stored = journal.learnings.all()
        cut = [word[1:-1] for word in pieces(drawn)]
        # Between the two letters that one stands for, too.
        halves = [part for each in map(fold, pieces(drawn)) for part in (each[:2], each[-2:])]
        for wanted in [query, *pieces(drawn), *cut, *halves]:
            assert sorted(found(journal, wanted)) == sorted(naively(stored, wanted)), wanted
        for text in drawn:
            assert all(text in found(journal, word) for word in text.split() if fold(word).strip())


def naively(records: list[Learning], query: str) -> list[str]:
    """What a search has to find: the records all of whose words are there, one by one."""
    return [each.what for each in records if answers(each, query)]


def answers(record: Record, query: str) -> bool:
    """Whether there are words in the query, and every one is in some text of the record."""
    wanted = fold(query).split()
    whole = "\n".join(fold(text) for text in texts(record) if text)
    return bool(wanted) and all(word in whole for word in wanted)


@given(st.lists(any_record, max_size=5, unique_by=lambda each: each.id), st.data())
def test_records_of_every_kind_are_found_by_any_of_their_words(
    drawn: list[Record], data: st.DataObject
) -> None:
    """Whatever kind it is and however odd its words, a record answers to each of them."""
    with opened() as journal:
        ours = [
            replace(each, pair=journal.pair.id) for each in drawn if not hasattr(each, "ratings")
        ]
        with journal.store.transaction("received") as tx:
            for each in ours:
                tx.add(each)
        spoken = sorted({word for each in ours for text in texts(each) for word in text.split()})
        for word in data.draw(st.lists(st.sampled_from(spoken), max_size=4)) if spoken else []:
            expected = {each.id for each in ours if each.deleted is None and answers(each, word)}
            hits: Iterator[Hit] = iter(search(journal, word))
            ids = {hit.record.id for hit in hits}
            assert ids & {each.id for each in ours} == expected


def test_a_long_journal_is_searched_to_its_end(journal: Journal) -> None:
    """With more text than is read at once, the first, the last and every record between is found."""
    count = 1500
    with journal.store.transaction("learn") as tx:
        for number in range(count):
            filler = "plenty of ordinary words " * 10
            tx.add(journal.learnings.make(Learning, what=f"{filler} n{number}n", learner="both"))
    size = journal.store.home.journal.stat().st_size
    assert size > scan._CHUNK
    for number in (0, 1, count // 3, count // 2, count - 2, count - 1):
        assert len(found(journal, f"n{number}n")) == 1
    assert len(found(journal, "plenty")) == count


@given(words, words, st.integers(5, 60))
def test_an_excerpt_fits_its_width(text: str, query: str, width: int) -> None:
    """However long the text, what is shown of it is one line of that width at most."""
    shown = excerpt(text * 9, query, width)
    assert len(shown) <= width
    assert "\n" not in shown


def test_an_excerpt_shows_the_word() -> None:
    """The part of a long text is the one in which the word stands."""
    text = "before " * 40 + "the médiane stands here " + "after " * 40
    shown = excerpt(text, "mediane", 40)
    assert "médiane" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")


@pytest.mark.parametrize("before", ["œuvre ", "e\u0301te\u0301 "])
def test_an_excerpt_shows_the_word_after_letters_that_fold_to_more_or_to_fewer(before: str) -> None:
    """Two letters written as one, or an accent typed apart, move the excerpt nowhere."""
    assert "médiane" in excerpt(before * 60 + "la médiane " + "après " * 40, "mediane", 40)


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Une séance utile", "rencontre"), ("Notre rencontre", "séance"),
     ("Ses rétroactions", "retours"), ("Un retour", "rétroaction"),
     ("Notre binôme", "dyade"), ("L'entente", "charte")],
)  # fmt: skip
def test_words_of_quebec_find_ours_and_the_reverse(
    journal: Journal, written: str, typed: str
) -> None:
    """Either word finds what is written with the other; the other words still have to occur."""
    action = journal.actions.add(written)
    assert [hit.record for hit in search(journal, typed)] == [action]
    assert search(journal, f"{typed} absent") == []


def test_a_search_is_given_up_when_it_is_no_longer_wanted(journal: Journal) -> None:
    """Asked between pieces of work, it ends at once, whether anything would be found or not."""
    for number in range(60):
        journal.learnings.add(f"zebra {number}")
    asked = iter([True] * 5)
    assert len(search(journal, "zebra", going=lambda: next(asked, False))) < 5
    assert search(journal, "giraffe", going=lambda: False) == []


def test_the_same_word_twice_is_one_word(journal: Journal) -> None:
    """A pasted text that repeats a word with two spellings is not searched for in each mixture."""
    assert alternatives("séances Rencontres séances") == alternatives("séances")


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Un café, des cafés", "cafe", ["café", "café"]),
        ("Un " + nfd("café") + " noir", "CAFÉ", [nfd("café")]),
        ("Le cœur à l’œuvre", "oeuvre coeur", ["cœur", "œuvre"]),
        ("La séance d’hier", "rencontre", ["séance"]),
        ("Straße", "ss", ["ß"]),
        ("[b]x[/b]", "[/b]", ["[/b]"]),
        ("nothing", "else", []),
    ],
)
def test_where_the_words_stand(text: str, query: str, marked: list[str]) -> None:
    """Every occurrence as it was written, accents and ligatures whole."""
    assert [text[start:end] for start, end in found_at(text, query)] == marked


def test_a_session_is_of_the_day_for_which_it_is_planned(journal: Journal) -> None:
    """Not of the day on which it was planned; and what belongs to it is of that day, too."""
    soon = NOW + timedelta(days=9)
    session = journal.sessions.plan(soon, purpose="Read the median alone")
    journal.actions.add("Send the median", session=session.id)
    day = soon.date()
    assert [hit.day for hit in search(journal, "median", since=day, until=day)] == [day, day]
    assert search(journal, "median", until=NOW.date()) == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "query", ["temps ouvert", "OPEN TIME", "temps ouv", "Halfway", "notre charte", "our charter"]
)
def test_a_title_of_ours_is_found_in_either_language(
    journal: Journal, language: str, query: str
) -> None:
    """In whichever it was prepared, and shown in the one it was asked for in."""
    i18n.use(language)
    session = journal.sessions.plan(NOW + timedelta(days=7), purpose="Halfway", template="kick-off")
    journal.agendas.take(session, journal.agendas.suggest(session))
    hits = search(journal, query)
    assert len(hits) == 1
    assert all(word in fold(hits[0].text) for word in fold(query).split())
    assert search(journal, query, kind="learnings") == []


def test_a_title_that_a_person_changed_is_found_by_their_words_alone(journal: Journal) -> None:
    """It says in no other language what it says in theirs."""
    session = journal.sessions.plan(NOW + timedelta(days=7))
    journal.agendas.add(session, "Open time, at last", minutes=10)
    assert search(journal, "temps ouvert") == []
    assert len(search(journal, "open time")) == 1
