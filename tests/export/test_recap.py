"""The recap that people send: word for word as agreed, complete, and nothing empty in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pymarkdown.api import PyMarkdownApi

from rmjournal.export import write
from rmjournal.export.context import Audience
from rmjournal.export.journal import journal
from rmjournal.export.recap import recap
from rmjournal.i18n import Words
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import Item, ItemStatus
from rmjournal.model.feedback import Feedback, Reply
from rmjournal.model.learning import Learning, Outcome, Worked
from rmjournal.model.objective import Objective, ObjectiveStatus
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.storage.store import Store
from rmjournal.titles import OUTCOME
from tests.export.sample import (
    ENGLISH,
    FIFTH,
    FRENCH,
    HELENE,
    KARIM,
    NOW,
    Maker,
    add,
    model_pair,
    store_at,
    the_pair,
)

GOLDEN = Path(__file__).parent.parent / "golden"


def recapped(
    file: tuple[Store, Pair, Session], words: Words = ENGLISH, format: str = "md", **options: Any
) -> str:
    """The recap of a file's session, for the partner unless said otherwise."""
    store, pair, session = file
    export = recap(store, pair, session, **{"audience": Audience.PARTNER, "now": NOW, **options})
    return write(store, pair, export, words, format=format).text


def translated(words: Words) -> bool:
    """Whether the catalogue of a language is compiled here."""
    return words.language == "en" or words.text("Who does what") != "Who does what"


def sections(text: str) -> list[str]:
    """The headings of a page, under its title."""
    return [line.lstrip("# ") for line in text.split("\n") if line.startswith("##")]


@pytest.mark.parametrize(
    ("name", "words", "options"),
    [
        ("recap.fr.md", FRENCH, {}),
        ("recap.en.md", ENGLISH, {}),
        ("recap.en.txt", ENGLISH, {"format": "text"}),
        ("recap.en.json", ENGLISH, {"format": "json"}),
        ("recap-self.en.md", ENGLISH, {"audience": Audience.SELF, "with_feedback": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_recap_is_word_for_word_as_agreed(
    tmp_path: Path, name: str, words: Words, options: dict[str, Any]
) -> None:
    """The French one is the recap that all others are measured by."""
    if not translated(words):
        pytest.skip("the catalogue is not compiled")
    assert recapped(model_pair(tmp_path), words, **options) == (GOLDEN / name).read_text("utf-8")


def test_the_journal_is_word_for_word_as_agreed(tmp_path: Path) -> None:
    """One's own copy, with feedback."""
    store, pair, _ = model_pair(tmp_path)
    export = journal(store, pair, audience=Audience.SELF, now=NOW, with_feedback=True)
    expected = (GOLDEN / "journal-self.en.md").read_text("utf-8")
    assert write(store, pair, export, ENGLISH).text == expected


@pytest.mark.parametrize(
    "name", ["recap.fr.md", "recap.en.md", "recap-self.en.md", "journal-self.en.md"]
)
def test_the_pages_are_clean_markdown(name: str) -> None:
    """By markdownlint's rules; long lines are meant."""
    linter = PyMarkdownApi().disable_rule_by_identifier("md013")
    found = linter.scan_string((GOLDEN / name).read_text("utf-8"))
    assert found.scan_failures == []


@pytest.fixture
def bare(tmp_path: Path) -> tuple[Store, Pair, Session]:
    """A held session of which nothing was noted, and nothing else."""
    make = Maker()
    session = make(
        Session, id=FIFTH, starts=datetime(2026, 4, 7, 14), began=datetime(2026, 4, 7, 14),
        status=SessionStatus.HELD,
    )  # fmt: skip
    store = store_at(tmp_path)
    pair = the_pair(make)
    add(store, pair, session)
    return store, pair, session


SIX_WEEKS_ON = NOW + timedelta(days=42)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (ENGLISH, ["We come back to it on 28", "stays for session 6"],
         ["We meant to come back to it on 28", "went to session 6"]),
        (FRENCH, ["On en reparle le 28", "reste pour la séance 6"],
         ["On voulait en reparler le 28", "passé à la séance 6"]),
    ],
    ids=["en", "fr"],
)  # fmt: skip
def test_what_was_to_come_is_told_as_it_is_on_the_day(
    tmp_path: Path, words: Words, before: list[str], after: list[str]
) -> None:
    """Read after its date, a recap or a journal promises nothing that is past."""
    if not translated(words):
        pytest.skip("the catalogue is not compiled")
    store, pair, fifth = file = model_pair(tmp_path)
    page = recapped(file, words).replace("\u00a0", " ")
    assert all(each in page for each in before)
    sixth = next(each for each in store.all(Session) if each.status is SessionStatus.PLANNED)
    carried = next(
        each for each in store.all(Item)
        if each.session == fifth.id and each.status is ItemStatus.CARRIED
    )  # fmt: skip
    with store.transaction("test") as tx:
        tx.change(sixth, status=SessionStatus.HELD, began=sixth.starts)
        tx.add(
            Maker(first=0xA0)(
                Item, session=sixth.id, position=1, topic="x", carried_from=carried.id
            )
        )
    told = journal(store, pair, audience=Audience.PARTNER, now=SIX_WEEKS_ON)
    for text in (recapped(file, words, now=SIX_WEEKS_ON), write(store, pair, told, words).text):
        page = text.replace("\u00a0", " ")
        assert all(each in page for each in after)
        assert not any(each in page for each in before)


def test_on_its_very_day_a_learning_is_still_to_come(tmp_path: Path) -> None:
    """The day is not over."""
    page = recapped(model_pair(tmp_path), now=NOW + timedelta(days=21))
    assert "We come back to it on 28" in page


def test_an_empty_recap_still_reads_well(bare: tuple[Store, Pair, Session]) -> None:
    """A title, a day, two names, and the plain truth."""
    assert recapped(bare) == (
        "# Session 1: recap\n\n"
        "Tuesday 7 April 2026 at 14:00. Hélène Marceau and Karim Belaïd.\n\n"
        "Nothing was noted for this session.\n\n"
        "---\n\n"
        "Prepared by Hélène for Karim on 7 April 2026. "
        "Stays between the two of us; pass on only if both agree.\n"
    )


def test_what_the_mentor_sends_is_from_the_mentor(bare: tuple[Store, Pair, Session]) -> None:
    """Whoever's file it is: from them, and for the other of the two."""
    store, pair, session = bare
    page = recapped((store, replace(pair, me=KARIM.id), session))
    assert "Prepared by Karim for Hélène on 7 April 2026." in page


MAKE = Maker(first=0xAD0)
ONE_EACH: list[tuple[str, Record]] = [
    (
        "What we covered",
        MAKE(Item, session=FIFTH, position=1, topic="Médiane", status=ItemStatus.DONE),
    ),
    ("On the agenda", MAKE(Item, session=FIFTH, position=1, topic="Médiane")),
    ("What we learned", MAKE(Learning, session=FIFTH, what="Médiane", learner=BOTH)),
    ("To read, watch or try", MAKE(Resource, session=FIFTH, title="Médiane")),
    ("Who does what", MAKE(Action, session=FIFTH, text="Médiane", owner=BOTH)),
    (
        "To take up again",
        MAKE(Item, session=FIFTH, position=1, topic="Médiane", status=ItemStatus.CARRIED),
    ),
    (
        "To take up again",
        MAKE(Item, session=FIFTH, position=1, topic="Médiane", status=ItemStatus.PARKED),
    ),
    ("Where our objectives stand", MAKE(Objective, title="Médiane", learner=BOTH)),
    ("Reflections", MAKE(Reflection, session=FIFTH, what="Médiane")),
    ("Next session", MAKE(Session, starts=datetime(2026, 4, 28, 14), purpose="Médiane")),
]


@pytest.mark.parametrize(("section", "record"), ONE_EACH, ids=[section for section, _ in ONE_EACH])
def test_a_section_stands_only_where_it_has_something(
    bare: tuple[Store, Pair, Session], section: str, record: Record
) -> None:
    """Its heading comes and goes with it."""
    assert sections(recapped(bare)) == []
    add(bare[0], record)
    assert sections(recapped(bare)) == [section]
    assert "Médiane" in recapped(bare)


def test_what_was_covered_is_told_in_the_order_of_the_agenda(
    bare: tuple[Store, Pair, Session],
) -> None:
    """However late an item was added or moved; and what was noted, in the order of the notes."""
    make = Maker(first=0xAE0)
    items = [
        make(Item, session=FIFTH, position=place, topic=topic, status=ItemStatus.DONE)
        for place, topic in ((3, "Third"), (1, "First"), (2, "Second"))
    ]
    noted = [make(Action, session=FIFTH, text=f"{n} noted", owner=BOTH) for n in ("Once", "Later")]
    add(bare[0], *items, *reversed(noted))
    page = recapped(bare)
    told = ["First", "Second", "Third", "Once noted", "Later noted"]
    assert sorted(told, key=page.index) == told


@pytest.mark.parametrize(("took", "told"), [(None, True), (1, True), (0, False)])
def test_an_item_that_was_not_reached_is_not_told(
    bare: tuple[Store, Pair, Session], took: int | None, told: bool
) -> None:
    """What the timer never came to was not covered, and a minute of it was."""
    add(bare[0], MAKE(Item, session=FIFTH, position=1, topic="Médiane", took=took))
    assert ("Médiane" in recapped(bare)) is told


@pytest.mark.parametrize(
    ("kind", "told"),
    [("check-in", "Check-in"), ("open", "Ouverture"), ("wrap-up", "Ouverture")],
)
def test_what_is_always_there_is_told_only_if_noted(
    bare: tuple[Store, Pair, Session], kind: str, told: str
) -> None:
    """The check-in took place; there is nothing to say of it. Its name is said as the recap speaks."""
    item = MAKE(
        Item, session=FIFTH, position=1, topic="Ouverture", kind=kind, status=ItemStatus.DONE
    )
    add(bare[0], item)
    assert sections(recapped(bare)) == []
    with bare[0].transaction("test") as tx:
        tx.change(item, outcome="Karim dort mal")
    assert f"- **{told}.** Karim dort mal\n" in recapped(bare)


@pytest.mark.parametrize("topic", ["A real case", "Un cas réel"])
def test_the_bare_name_of_a_part_is_told_only_if_something_was_noted(
    bare: tuple[Store, Pair, Session], topic: str
) -> None:
    """That a session has a case says nothing of this one, in whichever language it was planned."""
    item = MAKE(Item, session=FIFTH, position=1, topic=topic, kind="case", status=ItemStatus.DONE)
    add(bare[0], item)
    assert sections(recapped(bare)) == []
    with bare[0].transaction("test") as tx:
        tx.change(item, decision="One page")
    assert "- **A real case.** *Decision: One page*\n" in recapped(bare)


@pytest.mark.parametrize("status", [ItemStatus.CARRIED, ItemStatus.PARKED])
@pytest.mark.parametrize(
    ("kind", "topic"), [("open", "Temps ouvert"), ("wrap-up", "Wrap-up: who does what")]
)
def test_the_bare_name_of_a_part_is_not_to_be_taken_up_again(
    bare: tuple[Store, Pair, Session], kind: str, topic: str, status: ItemStatus
) -> None:
    """It comes of itself in every session, and waits for none."""
    item = MAKE(Item, session=FIFTH, position=1, topic=topic, kind=kind, status=status)
    add(bare[0], item)
    assert sections(recapped(bare)) == []


def test_what_is_asked_about_an_action_is_asked_in_the_readers_words(
    bare: tuple[Store, Pair, Session],
) -> None:
    """What it is about stays as it was typed, and can do nothing there."""
    topic = FRENCH.text(OUTCOME, action="Voir <b>la</b> *page")
    add(bare[0], MAKE(Item, session=FIFTH, position=1, topic=topic, outcome="Oui"))
    assert "- **Voir \\<b>la\\</b> \\*page: what came of it?** Oui\n" in recapped(bare)


def test_nobody_proposed_what_the_charter_calls_for(bare: tuple[Store, Pair, Session]) -> None:
    """A review point has a purpose, and it is no one's idea of the day."""
    add(bare[0], MAKE(Session, starts=datetime(2026, 5, 5, 14), purpose="Halfway", review_month=3))
    assert "45\u00a0min. Purpose: Halfway\n" in recapped(bare)


def test_what_nobody_marked_is_not_claimed(bare: tuple[Store, Pair, Session]) -> None:
    """An item that was neither done nor carried was on the agenda, no more."""
    done = MAKE(
        Item, session=FIFTH, position=1, topic="Vu ?", status=ItemStatus.DONE, outcome="Oui"
    )
    left = MAKE(Item, session=FIFTH, position=2, topic="Trois indicateurs")
    add(bare[0], done, left)
    text = recapped(bare)
    assert "- **Vu ?** Oui\n- Trois indicateurs (on the agenda, nothing noted)\n" in text


def test_a_long_outcome_keeps_its_paragraphs(bare: tuple[Store, Pair, Session]) -> None:
    """Below its topic, as part of the same point; the decision after it."""
    outcome = "Deux choses.\n\n- la médiane\n- les 10 %"
    add(bare[0], MAKE(Item, session=FIFTH, position=1, topic="Vu", outcome=outcome, decision="oui"))
    expected = "- **Vu.**\n\n  Deux choses.\n\n  - la médiane\n  - les 10 %\n\n  *Decision: oui*\n"
    assert expected in recapped(bare)


def test_an_outcome_gets_its_period_only_before_a_decision(
    bare: tuple[Store, Pair, Session],
) -> None:
    """People's words are left as they are where nothing of ours follows."""
    add(
        bare[0],
        MAKE(Item, session=FIFTH, position=1, topic="Un", outcome="Fait", decision="oui"),
        MAKE(Item, session=FIFTH, position=2, topic="Deux", outcome="Fait !", decision="oui"),
        MAKE(Item, session=FIFTH, position=3, topic="Trois", outcome="Fait"),
    )
    text = recapped(bare)
    assert (
        "- **Un.** Fait. *Decision: oui*\n- **Deux.** Fait ! *Decision: oui*\n- **Trois.** Fait\n"
        in text
    )


def test_actions_say_who_when_and_whether(bare: tuple[Store, Pair, Session]) -> None:
    """The year only where it is another one."""
    add(
        bare[0],
        MAKE(Action, session=FIFTH, text="Un", owner=KARIM.id, due=date(2027, 1, 4)),
        MAKE(Action, session=FIFTH, text="Deux", owner=BOTH, status=ActionStatus.DONE),
        MAKE(Action, session=FIFTH, text="Trois", owner=HELENE.id, due=date(2026, 4, 8),
             status=ActionStatus.DROPPED),
    )  # fmt: skip
    text = recapped(bare)
    assert "- Un (**Karim**, Monday 4 January 2027)\n" in text
    assert "- Deux (**Hélène and Karim**, done)\n" in text
    assert "- Trois (**Hélène**, Wednesday 8 April, dropped)\n" in text


def test_what_became_of_a_learning_replaces_its_check(bare: tuple[Store, Pair, Session]) -> None:
    """Once it was tried, the day to speak of it is past."""
    tried = Outcome(
        on=date(2026, 4, 13), worked=Worked.PARTLY, text="Deux fois", at=NOW, entered_by=HELENE.id
    )
    learning = MAKE(
        Learning, session=FIFTH, what="Filtrer", learner=HELENE.id, check_on=date(2026, 4, 28)
    )
    add(bare[0], learning)
    assert "**Hélène.** Filtrer\n\nWe come back to it on 28 April.\n" in recapped(bare)
    with bare[0].transaction("test") as tx:
        tx.change(learning, outcomes=(tried,))
    text = recapped(bare)
    assert "- Monday 13 April, it worked in part: Deux fois\n" in text
    assert "come back" not in text


def test_what_became_of_a_learning_keeps_its_lists(bare: tuple[Store, Pair, Session]) -> None:
    """Below its day, as part of the same point."""
    tried = Outcome(
        on=date(2026, 4, 13), worked=Worked.YES, at=NOW, entered_by=HELENE.id,
        text="Deux fois\u202f:\n- lundi\n- mardi\n",
    )  # fmt: skip
    add(bare[0], MAKE(Learning, session=FIFTH, what="Filtrer", learner=BOTH, outcomes=(tried,)))
    expected = "- Monday 13 April, it worked:\n\n  Deux fois\u202f:\n\n  - lundi\n  - mardi\n"
    assert expected in recapped(bare)


def test_an_objective_is_told_with_its_end(bare: tuple[Store, Pair, Session]) -> None:
    """An achieved one only where this session touched it."""
    made = MAKE(
        Objective,
        title="Lire",
        learner=BOTH,
        status=ObjectiveStatus.ACHIEVED,
        ended=date(2026, 4, 7),
    )
    add(bare[0], made)
    assert sections(recapped(bare)) == []
    add(bare[0], MAKE(Win, session=FIFTH, text="Bravo", objective=made.id))
    assert "**Lire**, achieved on 7 April.\n" in recapped(bare)


def test_a_blank_text_leaves_no_gap(bare: tuple[Store, Pair, Session]) -> None:
    """As if it had not been typed."""
    add(bare[0], MAKE(Learning, session=FIFTH, what="Filtrer", learner=BOTH, if_then=" \n "))
    assert "**Hélène and Karim.** Filtrer\n\n---\n" in recapped(bare)


UNSEEN = "\u200b\u00a0\u2060\u3000"


def test_a_text_of_which_nothing_shows_leaves_no_bare_label(
    bare: tuple[Store, Pair, Session],
) -> None:
    """From an older file, or a partner's: what nobody sees is told as if it were not there."""
    with bare[0].transaction("test") as tx:
        tx.change(bare[2], purpose=UNSEEN)
    add(
        bare[0],
        MAKE(Item, session=FIFTH, position=1, topic="Un", kind="topic", outcome=UNSEEN,
             decision=UNSEEN),
        MAKE(Learning, session=FIFTH, what="Filtrer", learner=BOTH, if_then=UNSEEN,
             situation=UNSEEN),
        MAKE(Reflection, session=FIFTH, on=date(2026, 4, 7), what="Long", so_what=UNSEEN),
        MAKE(Feedback, session=FIFTH, situation="Court", impact=UNSEEN, delivered=NOW,
             replies=(Reply(author=KARIM.id, at=NOW, entered_by=KARIM.id, text="Oui",
                            change=UNSEEN),)),
    )  # fmt: skip
    text = recapped(bare, with_feedback=True)
    assert not any(each in text for each in UNSEEN)
    assert "Purpose" not in text
    assert "- Un (on the agenda, nothing noted)" not in text
    assert "- Un\n" in text
    assert "**Hélène and Karim.** Filtrer\n\n## Reflections" in text
    assert "**What happened:** Long\n\n## Feedback" in text
    assert "**The situation:** Court\n\n**Karim answers:** Oui\n\n---" in text


@pytest.mark.parametrize(
    "title", ["Lire seule\u202f?", "Lire seule…", "Lire seule.", "一人で読む。"]
)
def test_a_title_that_is_a_sentence_is_followed_by_one(
    bare: tuple[Store, Pair, Session], title: str
) -> None:
    """No comma of ours after somebody's question mark or period."""
    add(bare[0], MAKE(Objective, title=title, learner=BOTH))
    assert f"**{title}** Proposed by Hélène.\n" in recapped(bare)


@pytest.mark.parametrize(
    "topic", ["見た。", "**Vu\u202f!**", "« Vu… »", "هل رأينا؟", "Vu (enfin !)"]
)
def test_a_topic_that_ends_a_sentence_gets_no_second_period(
    bare: tuple[Store, Pair, Session], topic: str
) -> None:
    """In whatever writing, and behind quotation marks, brackets and emphasis."""
    add(bare[0], MAKE(Item, session=FIFTH, position=1, topic=topic, outcome="Oui"))
    line = next(line for line in recapped(bare).split("\n") if line.endswith("Oui"))
    assert "." not in line


def test_several_wins_make_a_list(bare: tuple[Store, Pair, Session]) -> None:
    """One is a sentence."""
    add(bare[0], MAKE(Win, session=FIFTH, text="Un"), MAKE(Win, session=FIFTH, text="Deux"))
    assert "**Well done!**\n\n- Un\n- Deux\n" in recapped(bare)


def test_zones_are_named_where_they_differ(bare: tuple[Store, Pair, Session]) -> None:
    """A pair on two continents must not miss its session."""
    add(bare[0], MAKE(Session, starts=datetime(2026, 4, 28, 9), zone="America/Montreal"))
    text = recapped(bare)
    assert "at 14:00 (UTC). Hélène" in text
    assert "Tuesday 28 April 2026 at 9:00 (America/Montreal), 45\u00a0min." in text


def test_a_next_session_without_a_date_says_so(bare: tuple[Store, Pair, Session]) -> None:
    """It was postponed, not forgotten."""
    add(bare[0], MAKE(Session, purpose="Trier"))
    text = recapped(bare)
    assert "A new date is being sought. Purpose proposed by Hélène: Trier\n" in text


def test_one_s_own_copy_marks_what_is_one_s_own(bare: tuple[Store, Pair, Session]) -> None:
    """So that nobody forwards it by mistake."""
    add(
        bare[0],
        MAKE(Action, session=FIFTH, text="Partir", owner=HELENE.id, visibility=Visibility.PRIVATE),
    )
    assert "- Partir (**Hélène**) *(only me)*\n" in recapped(bare, audience=Audience.SELF)
    assert "Partir" not in recapped(bare)


def test_a_session_past_midnight_ends_on_its_day(tmp_path: Path) -> None:
    """The day after is named, so that no session seems to end before it began."""
    store, pair, fifth = model_pair(tmp_path)
    with store.transaction("test") as tx:
        late = tx.change(fifth, began=datetime(2026, 4, 7, 23, 30), lasted=60)
    page = recapped((store, pair, late))
    assert "Tuesday 7 April 2026, 23:30, until Wednesday 8 April 2026 at 0:30." in page


@pytest.mark.parametrize(
    ("began", "told"),
    [
        (datetime(2026, 3, 29, 1, 30), "Sunday 29 March 2026, 1:30 to 4:15."),
        (datetime(2026, 10, 25, 1, 30), "Sunday 25 October 2026, 1:30 to 2:15."),
        (datetime(2026, 4, 7, 14), "Tuesday 7 April 2026, 14:00 to 15:45."),
    ],
)
def test_a_session_ends_by_the_clocks_of_its_day(
    tmp_path: Path, began: datetime, told: str
) -> None:
    """An hour and three quarters, on days when clocks are put forward or back, and on another."""
    store, pair, fifth = model_pair(tmp_path)
    with store.transaction("test") as tx:
        held = tx.change(fifth, starts=began, began=began, lasted=105)
    assert told in recapped((store, pair, held))
