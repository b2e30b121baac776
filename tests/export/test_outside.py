"""What leaves the pair: only words that both consented to, as they stand; never a name, never a day."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmjournal.export import context, write
from rmjournal.export.anonymous import Anonymous
from rmjournal.export.context import Audience, Export
from rmjournal.export.leaks import Leak
from rmjournal.export.leaving import leaving
from rmjournal.export.report import report
from rmjournal.export.stories import stories
from rmjournal.model import substance
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning, Outcome, Worked
from rmjournal.model.objective import Level, Levels, Objective, ObjectiveStatus, Rating
from rmjournal.model.pair import Pair
from rmjournal.model.record import BOTH, Assent, Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.resource import Resource
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.win import Win
from rmjournal.storage.store import Store
from tests.export.sample import (
    ENGLISH,
    FRENCH,
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
MEMBERS = (HELENE.id, KARIM.id)
MADE: dict[type[Record], dict[str, Any]] = {
    Objective: {"title": "", "learner": BOTH},
    Reflection: {},
    Learning: {"what": "", "learner": BOTH},
    Resource: {"title": ""},
    Win: {"text": ""},
}
WORDS: dict[type[Record], tuple[str, ...]] = {
    Objective: ("title", "why", "situation", "measure"),
    Reflection: ("what", "so_what", "now_what", "shifted", "question"),
    Learning: ("what", "situation", "if_then"),
    Resource: ("title", "url"),
    Win: ("text",),
}
CONSENTS = ("none", "mine", "theirs", "agreed only", "earlier words", "both")


@dataclass
class Drawn:
    """A record with a sentinel in each text, and whether both let it leave as it stands."""

    record: Record
    leaves: bool
    consented: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Words of it that no consent is to."""


def assents(record: Any, kind: str) -> tuple[Assent, ...]:
    """The assents of one kind of history."""

    def given_by(members: tuple[str, ...], of: Any, *, leaving: bool = True) -> tuple[Assent, ...]:
        digest = substance.digest(of, leaving=leaving)
        return tuple(Assent(member=m, digest=digest, at=AT, entered_by=m) for m in members)

    if kind == "earlier words":
        name = WORDS[type(record)][0]
        return given_by(MEMBERS, replace(record, **{name: "other words"}))
    if kind == "agreed only":
        return given_by(MEMBERS, record, leaving=False)
    who = {"none": (), "mine": MEMBERS[:1], "theirs": MEMBERS[1:], "both": MEMBERS}[kind]
    return given_by(who, record)


@st.composite
def records(draw: st.DrawFn) -> list[Drawn]:
    """Records of every kind that can leave, with every history of consents."""
    make = Maker(first=0xF000)
    found = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(list(MADE)))
        texts = {name: f"Karim zq{number}{name.replace('_', '')}xj" for name in WORDS[kind]}
        visibility = draw(st.sampled_from(Visibility))
        record = make(kind, draw(st.sampled_from(MEMBERS)), visibility, **{**MADE[kind], **texts})
        kept = []
        if isinstance(record, Learning):
            kept.append(f"zq{number}outcomexj")
            outcome = Outcome(on=date(2026, 4, 8), text=kept[0], at=AT, entered_by=HELENE.id)
            record = replace(record, outcomes=(outcome,))
        if isinstance(record, Objective):
            kept.append(f"zq{number}notexj")
            ratings = tuple(
                Rating(member=m, level=Level.BELOW, on=date(2026, 4, 8), note=kept[0], at=AT, entered_by=m)
                for m in MEMBERS
            )  # fmt: skip
            record = replace(record, ratings=ratings, levels=Levels(best="words"))
        consent = draw(st.sampled_from(CONSENTS))
        record = replace(record, assents=assents(record, consent))
        trashed = draw(st.integers(0, 4)) == 0
        record = replace(record, deleted=AT if trashed else None)
        leaves = visibility is Visibility.SHAREABLE and consent == "both" and not trashed
        sentinels = [text.partition(" ")[2] for text in texts.values()]
        found.append(Drawn(record, leaves, sentinels, kept))
    return found


def file_of(home: Path, found: list[Drawn]) -> tuple[Store, Pair]:
    """A file with the pair and the drawn records."""
    store, pair = store_at(home), the_pair(Maker())
    with store.transaction("test") as tx:
        tx.add(pair)
        for each in found:
            tx.add(each.record)
    return store, pair


def told(store: Store, pair: Pair) -> dict[str, Export]:
    """All that can be made for those who are neither of the two."""
    people = anonymous(pair)
    return {
        "stories": stories(store, pair, people=people, now=NOW),
        "anonymous": report(store, pair, audience=Audience.ANONYMOUS, now=NOW, people=people),
        "programme": report(store, pair, audience=Audience.PROGRAMME, now=NOW),
    }


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=records(), format=st.sampled_from(["md", "text", "json"]))
def test_only_what_both_let_leave_leaves(
    found: list[Drawn], format: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every consented word is in the stories, no other word anywhere, and no name."""
    store, pair = file_of(tmp_path_factory.mktemp("home"), found)
    pages = {
        name: write(store, pair, export, ENGLISH, format=format).text
        for name, export in told(store, pair).items()
    }
    for each in found:
        for sentinel in each.consented:
            assert (sentinel in pages["stories"]) == each.leaves, each
            assert each.leaves or all(sentinel not in page for page in pages.values()), each
        for sentinel in each.kept:
            assert all(sentinel not in page for page in pages.values()), each
    assert "Karim" not in pages["stories"] + pages["anonymous"]
    assert "Hélène" not in pages["stories"] + pages["anonymous"]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(found=records())
def test_the_programme_reads_titles_of_objectives_and_nothing_else(
    found: list[Drawn], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No sentence, no rating, no feedback."""
    store, pair = file_of(tmp_path_factory.mktemp("home"), found)
    page = write(store, pair, told(store, pair)["programme"], ENGLISH).text
    for each in found:
        title, *others = each.consented
        titled = isinstance(each.record, Objective) and each.leaves
        assert (title in page) == titled
        assert all(sentinel not in page for sentinel in others)
    assert "on the way" not in page


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(found=records())
def test_a_selection_that_lets_everything_through_is_refused(
    found: list[Drawn], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whenever a record that may not leave would."""
    store, pair = file_of(tmp_path_factory.mktemp("home"), found)
    hidden = [each for each in found if not each.leaves and each.record.deleted is None]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context, "may_see", lambda record, *_: record.deleted is None)
        export = stories(store, pair, people=anonymous(pair), now=NOW)
        if hidden:
            with pytest.raises(Leak):
                write(store, pair, export, ENGLISH)
        else:
            write(store, pair, export, ENGLISH)


def consented(make: Maker, text: str) -> Win:
    """A win that both let leave."""
    win: Win = make(Win, visibility=Visibility.SHAREABLE, text=text, on=date(2026, 4, 7))
    return replace(win, assents=assents(win, "both"))


def test_a_consent_to_words_lets_out_no_rating_and_no_outcome() -> None:
    """Whatever prints a record for others is given neither, and every other text put as it may be."""
    make = Maker(first=0xF000)
    day = date(2026, 4, 8)
    rating = Rating(
        member=HELENE.id, level=Level.BELOW, on=day, note="n", at=AT, entered_by=HELENE.id
    )
    outcome = Outcome(on=day, text="told", worked=Worked.YES, at=AT, entered_by=HELENE.id)
    levels = Levels(start="a", below="b", expected="c", above="d", best="e")
    rated = make(Objective, title="Chair", learner=BOTH, levels=levels, ratings=(rating,))
    told = Levels(start="A", below="B", expected="C", above="D", best="E")
    assert leaving(rated, str.upper) == replace(rated, title="CHAIR", levels=told, ratings=())
    tried = make(Learning, what="Median", learner=BOTH, outcomes=(outcome,))
    kept = replace(tried, what="MEDIAN", outcomes=(replace(outcome, text=""),))
    assert leaving(tried, str.upper) == kept


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_text_that_leaves_is_put_as_its_reader_may_see_it(kind: type[Any]) -> None:
    """No field of what both consented to escapes the replacing of names."""
    texts = {name: f"by {name}" for name in WORDS[kind]}
    record = Maker(first=0xF000)(kind, **{**MADE[kind], **texts})
    told = {name: text.upper() for name, text in texts.items()}
    assert leaving(record, str.upper) == replace(record, **told)


def test_what_nobody_can_consent_to_leaves_nothing(tmp_path: Path) -> None:
    """An action that a file says may leave the pair stays: only some kinds can be let out."""
    make = Maker(first=0xF000)
    action = make(Action, visibility=Visibility.SHAREABLE, text="Show zqactionxj", owner=HELENE.id)
    store, pair = file_of(tmp_path, [Drawn(action, leaves=False)])
    for export in told(store, pair).values():
        assert "zqactionxj" not in write(store, pair, export, ENGLISH, format="json").text
    assert not substance.may_leave(action, MEMBERS)


def test_a_name_that_was_not_replaced_is_refused(tmp_path: Path) -> None:
    """Should the replacing fail, nothing leaves."""
    drawn = Drawn(consented(Maker(first=0xF000), "Bravo Karim"), leaves=True)
    store, pair = file_of(tmp_path, [drawn])
    people = anonymous(pair)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Anonymous, "said", lambda _, text: text)
        with pytest.raises(Leak, match="name"):
            write(store, pair, stories(store, pair, people=people, now=NOW), ENGLISH)


def test_a_name_within_a_word_is_refused_with_its_record(tmp_path: Path) -> None:
    """The person sees whether it is a name, and rewords it or leaves it out."""
    drawn = Drawn(consented(Maker(first=0xF000), "Ask kbelaid for the slides"), leaves=True)
    store, pair = file_of(tmp_path, [drawn])
    for format in ("md", "json"):
        with pytest.raises(Leak, match="name one of you") as leak:
            write(store, pair, told(store, pair)["stories"], ENGLISH, format=format)
        assert leak.value.values["carrier"] == drawn.record.id[:6]


def test_a_template_that_names_one_of_the_two_is_refused(tmp_path: Path) -> None:
    """A name that was replaced in every record is not put back by words of one's own template."""
    drawn = Drawn(consented(Maker(first=0xF000), "Bravo"), leaves=True)
    store, pair = file_of(tmp_path, [drawn])
    export = told(store, pair)["stories"]
    own = tmp_path / "own.md.j2"
    own.write_text("# Our wins\n\n{{ months[0].wins[0].text }}\n", encoding="utf-8")
    assert "Bravo" in write(store, pair, export, ENGLISH, template=str(own)).text
    own.write_text("# Karim’s wins\n\n{{ months[0].wins[0].text }}\n", encoding="utf-8")
    with pytest.raises(Leak, match="name one of you") as leak:
        write(store, pair, export, ENGLISH, template=str(own))
    assert "your template" in leak.value.todo


def a_long_year(home: Path) -> tuple[Store, Pair, list[Record]]:
    """A file in which whatever has a day has one, and all that can leave does."""
    make = Maker(first=0xF000)
    day, said = date(2026, 4, 8), datetime(2026, 4, 9, 9)
    open_: dict[str, Any] = {"visibility": Visibility.SHAREABLE}
    outcome = Outcome(on=day, text="", worked=Worked.YES, at=AT, entered_by=HELENE.id)
    made: list[Any] = [
        make(Objective, **open_, title="Chair", learner=BOTH, due=day, why="Why"),
        make(Objective, **open_, title="Ask", learner=BOTH, status=ObjectiveStatus.ACHIEVED, ended=day),
        make(Learning, **open_, what="Median", learner=BOTH, check_on=day, outcomes=(outcome,)),
        make(Win, **open_, text="Bravo", on=day),
        make(Reflection, **open_, what="Calm", on=day),
        make(Resource, **open_, title="Deck"),
    ]  # fmt: skip
    records = [
        replace(each, assents=(*assents(each, "both"), *(
            Assent(member=m, digest=substance.digest(each), at=AT, entered_by=HELENE.id, on=said)
            for m in MEMBERS if isinstance(each, Objective)
        )))
        for each in made
    ]  # fmt: skip
    held = make(Session, status=SessionStatus.HELD, starts=datetime(2026, 4, 7, 14))
    records.append(replace(held, zone="Europe/Paris"))
    store, pair = store_at(home), the_pair(Maker())
    add(store, pair, *records)
    return store, pair, records


@pytest.mark.parametrize("format", ["md", "text", "json"])
@pytest.mark.parametrize("kind", ["stories", "anonymous"])
def test_what_is_anonymous_tells_no_day_and_no_id(tmp_path: Path, kind: str, format: str) -> None:
    """Of no record, nor of whoever prepared it, in no format."""
    store, pair, records = a_long_year(tmp_path)
    for language in (ENGLISH, FRENCH):
        page = write(store, pair, told(store, pair)[kind], language, format=format).text
        assert "Median" in page
        assert not re.search(r"20[0-9]{2}|[0-9]{2}:[0-9]{2}|April|avril", page), page
        assert not [each for each in records if each.id[:6] in page]


def test_stories_tell_months_and_no_days(tmp_path: Path) -> None:
    """Neither a date nor an id of a record, also in JSON."""
    drawn = Drawn(consented(Maker(first=0xF000), "Bravo"), leaves=True)
    store, pair = file_of(tmp_path, [drawn])
    page = write(store, pair, told(store, pair)["stories"], ENGLISH, format="json").text
    data = json.loads(page)
    assert "2026" not in json.dumps(data)
    assert drawn.record.id not in page
    assert data["months"][0]["wins"] == [{"private": False, "text": "Bravo"}]


def test_what_is_anonymous_does_not_tell_who_of_the_two_made_it(tmp_path: Path) -> None:
    """Not even by a stand-in: who made it would tell apart whose words the others are."""
    store, pair, _ = a_long_year(tmp_path)
    for kind in ("stories", "anonymous"):
        page = write(store, pair, told(store, pair)[kind], ENGLISH, format="json").text
        assert json.loads(page)["prepared"] == {"by": None, "for": None, "on": None}


def test_what_was_consented_to_is_the_very_words(tmp_path: Path) -> None:
    """A word changed after the consent takes it back."""
    win = consented(Maker(first=0xF000), "Bravo")
    members = [HELENE.id, KARIM.id]
    assert substance.may_leave(win, members)
    assert not substance.may_leave(replace(win, text="Bravo!"), members)
    assert not substance.may_leave(replace(win, visibility=Visibility.PAIR), members)
