"""The last look: a hidden sentence is found however it is dressed, and nothing else is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rmjournal.export import context, leaks, write
from rmjournal.export.agenda import agenda
from rmjournal.export.context import Audience, Export
from rmjournal.export.journal import journal
from rmjournal.export.leaks import Leak, check
from rmjournal.export.recap import recap
from rmjournal.export.render import page
from rmjournal.model.action import Action
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Member, Pair
from rmjournal.model.record import Record, Visibility
from rmjournal.model.reflection import Reflection
from rmjournal.model.session import Session
from rmjournal.storage.store import Store
from tests.export.sample import ENGLISH, FIFTH, HELENE, NOW, Maker, add, model_pair

SECRET = "L’été prochain, je quitterai la société où j’ai tout appris."
"""What only Hélène may read."""


@pytest.fixture
def file(tmp_path: Path) -> tuple[Store, Pair, Session]:
    """The sample, with the secret in a reflection of its session."""
    store, pair, fifth = model_pair(tmp_path)
    add(store, Maker(first=0x5EC0)(Reflection, visibility=Visibility.PRIVATE, what=SECRET))
    return store, pair, fifth


def _recap(file: tuple[Store, Pair, Session], **options: Any) -> Export:
    store, pair, fifth = file
    return recap(store, pair, fifth, **{"audience": Audience.PARTNER, "now": NOW, **options})


DRESSES = {
    "as it is": SECRET,
    "within a line": f"- **Décision.** Note : {SECRET[:-1]} (**Karim**, lundi)",
    "in capitals": SECRET.upper(),
    "without accents": "L'ete prochain, je quitterai la societe ou j'ai tout appris",
    "decomposed": unicodedata.normalize("NFD", SECRET),
    "emphasised": "L’été *prochain*, je **quitterai** la _société_ où j’ai `tout` appris.",
    "escaped": "L’été prochain\\, je quitterai la soc\\iété où j’ai tout appris\\.",
    "over two lines": "L’été prochain, je quitterai la\nsociété où j’ai tout appris.",
    "quoted over two lines": "> L’été prochain, je quitterai la\n> société où j’ai tout appris.",
    "as a list": "- L’été prochain,\n- je quitterai la société\n\n  où j’ai tout appris",
    "without punctuation": "lété prochain je quitterai la société où jai tout appris".replace(
        "lété", "l été"
    ).replace("jai", "j ai"),
    "with soft hyphens": "L’été pro\u00adchain, je quitte\u200brai la société où j’ai tout appris",
    "with selectors and joiners": SECRET.replace("quitt", "qu\ufe0fit\u2061t").replace(
        "tout", "to\u034fut"
    ),
    "with no-break spaces": SECRET.replace(" ", "\u00a0"),
}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_a_hidden_sentence_is_found(file: tuple[Store, Pair, Session], dress: str) -> None:
    """In capitals, without accents, escaped, wrapped or joined to other words."""
    store, pair, _ = file
    with pytest.raises(Leak) as leak:
        check(f"# Title\n\nOther words.\n\n{dress}\n\nMore.\n", _recap(file), store, pair)
    assert leak.value.values["line"] == 5


def test_the_refusal_says_where_and_never_what(file: tuple[Store, Pair, Session]) -> None:
    """The line, the record that is private and the way out; no word of the note."""
    store, pair, _ = file
    with pytest.raises(Leak) as leak:
        check(f"one\ntwo\n{SECRET}\n", _recap(file), store, pair)
    told = f"{leak.value} {leak.value.kept} {leak.value.todo} {leak.value.values}"
    assert "Line 3" in str(leak.value)
    assert "005ec1" in str(leak.value)
    assert "--without" in leak.value.todo
    assert "quitterai" not in told


def test_the_record_that_carries_it_is_named(file: tuple[Store, Pair, Session]) -> None:
    """The innermost one of the context that has the words."""
    store, pair, _ = file
    export = _recap(file)
    export.context["session"]["wins"][0]["text"] = f"Bravo : {SECRET}"
    with pytest.raises(Leak) as leak:
        write(store, pair, export, ENGLISH)
    assert leak.value.values["carrier"] == export.context["session"]["wins"][0]["id"][:6]
    assert "{carrier}" in leak.value.todo


@pytest.mark.parametrize("format", ["md", "text", "json"])
def test_a_broken_rule_is_caught(
    file: tuple[Store, Pair, Session], monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    """If the selection let everything through, nothing would leave the journal."""
    store, pair, _ = file
    monkeypatch.setattr(context, "may_see", lambda *_: True)
    for export in (_recap(file), journal(store, pair, audience=Audience.PARTNER, now=NOW)):
        with pytest.raises(Leak):
            write(store, pair, export, ENGLISH, format=format)


def test_a_private_record_of_few_words_is_caught_too(
    file: tuple[Store, Pair, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that may not be read is refused whatever the length of its texts."""
    store, pair, fifth = file
    action = Maker(first=0xACC0)(
        Action,
        visibility=Visibility.PRIVATE,
        session=fifth.id,
        owner=HELENE.id,
        text="Démissionner",
    )
    add(store, action)

    def wrong(record: Record, *_: object) -> bool:
        return record.visibility is not Visibility.PRIVATE or isinstance(record, Action)

    monkeypatch.setattr(context, "may_see", wrong)
    export = _recap(file)
    with pytest.raises(Leak) as leak:
        write(store, pair, export, ENGLISH)
    lines = page(export, ENGLISH).text.split("\n")
    assert "Démissionner" in lines[leak.value.values["line"] - 1]  # type: ignore[operator]


def test_a_private_objective_of_few_words_is_caught_too(
    file: tuple[Store, Pair, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its title alone, beside an item or a session, is refused as well."""
    store, pair, fifth = file
    objective = Maker(first=0x0BC0)(
        Objective, visibility=Visibility.PRIVATE, title="Démissionner", learner=HELENE.id
    )
    add(store, objective)
    linked = replace(fifth, objective=objective.id)
    honest = agenda(store, pair, linked, audience=Audience.PARTNER, now=NOW)
    assert "Démissionner" not in write(store, pair, honest, ENGLISH).text
    monkeypatch.setattr(context, "may_see", lambda *_: True)
    export = agenda(store, pair, linked, audience=Audience.PARTNER, now=NOW)
    monkeypatch.undo()
    with pytest.raises(Leak) as leak:
        write(store, pair, export, ENGLISH)
    assert leak.value.values["secret"] == objective.id[:6]


def test_a_private_copy_of_a_visible_text_is_still_a_private_record(
    file: tuple[Store, Pair, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are known to both; that Hélène noted them too is not."""
    store, pair, fifth = file
    known = store.all(Action)[0].text
    copy = Maker(first=0xC0)(
        Action, visibility=Visibility.PRIVATE, session=fifth.id, owner=HELENE.id, text=known
    )
    add(store, copy)
    monkeypatch.setattr(
        context, "may_see", lambda record, *_: not isinstance(record, Reflection | Feedback)
    )
    with pytest.raises(Leak) as leak:
        write(store, pair, _recap(file), ENGLISH)
    assert leak.value.values["secret"] == "0000c1"


def test_what_the_audience_may_read_elsewhere_is_no_leak(
    file: tuple[Store, Pair, Session],
) -> None:
    """The same sentence in a learning of both may be said; even one that this recap does not have."""
    store, pair, _ = file
    add(store, Maker(first=0x1EA0)(Learning, learner=HELENE.id, what=f"Dit : {SECRET}"))
    check(f"{SECRET}\n", _recap(file), store, pair)


def test_a_hidden_copy_of_a_visible_text_is_no_leak(file: tuple[Store, Pair, Session]) -> None:
    """People paste what both know into their own notes."""
    store, pair, _ = file
    known = store.all(Learning)[0].what
    add(store, Maker(first=0xC0)(Reflection, visibility=Visibility.PRIVATE, what=known))
    assert known in write(store, pair, _recap(file), ENGLISH).text


def test_our_own_words_are_no_leak(file: tuple[Store, Pair, Session]) -> None:
    """A recap pasted into a private note does not forbid the next recap."""
    store, pair, _ = file
    pasted = page(_recap(file), ENGLISH).text
    add(store, Maker(first=0xC0)(Reflection, visibility=Visibility.PRIVATE, what=pasted))
    assert write(store, pair, _recap(file), ENGLISH).text == pasted


def test_our_own_words_are_no_leak_in_a_search_either(file: tuple[Store, Pair, Session]) -> None:
    """Here something else has to be looked for, and is harmless."""
    store, pair, _ = file
    pasted = "Stays between the two of us; pass on only if both agree."
    add(store, Maker(first=0xC0)(Reflection, visibility=Visibility.PRIVATE, what=pasted))
    export = _recap(file)
    export.context["session"]["purpose"] = "Said by nobody"
    assert pasted in write(store, pair, export, ENGLISH).text
    with pytest.raises(Leak):
        check(write(store, pair, export, ENGLISH).text, export, store, pair)


@pytest.mark.parametrize(
    ("hidden", "output"),
    [
        (
            "Un titre sans point\nJe quitterai la société en juin\nEt rien",
            "Je quitterai la société en juin",
        ),
        ("Je quitterai\nla société\nen juin. Ou pas.", "Je quitterai la société en juin"),
        ("Ah. Je quitterai la société en juin ! Et puis ?", "- Je quitterai la société en juin"),
    ],
    ids=["a line of several", "a sentence over lines", "one of several"],
)
def test_each_sentence_and_each_line_is_looked_for(
    tmp_path: Path, hidden: str, output: str
) -> None:
    """Some people end a thought with a period, some with a line."""
    store, pair, fifth = model_pair(tmp_path)
    add(store, Maker(first=0xC0)(Reflection, visibility=Visibility.PRIVATE, what=hidden))
    with pytest.raises(Leak):
        check(output, _recap((store, pair, fifth)), store, pair)


def test_a_phrase_of_five_words_is_nobody_s(file: tuple[Store, Pair, Session]) -> None:
    """Short sentences are too common to be refused."""
    store, pair, _ = file
    add(
        store,
        Maker(first=0xC0)(Reflection, visibility=Visibility.PRIVATE, what="On en parle à deux."),
    )
    check("On en parle à deux.\n", _recap(file), store, pair)


HIDDEN: dict[str, dict[str, Any]] = {
    "private": {"visibility": Visibility.PRIVATE},
    "in the trash": {"deleted": NOW},
    "of another pair": {"pair": "d4" * 8},
    "of another pair, in the trash": {"pair": "d4" * 8, "deleted": NOW},
    "of another pair, shareable": {"pair": "d4" * 8, "visibility": Visibility.SHAREABLE},
}


@pytest.mark.parametrize("fields", HIDDEN.values(), ids=HIDDEN)
def test_every_kind_of_hidden_record_counts(tmp_path: Path, fields: dict[str, Any]) -> None:
    """Private ones, the trash, and all that belongs to another pair in the same file."""
    store, pair, fifth = model_pair(tmp_path)
    make = Maker(first=0xC0)
    add(store, make(Learning, learner=HELENE.id, what="Rien", if_then=SECRET, **fields))
    with pytest.raises(Leak):
        check(SECRET, _recap((store, pair, fifth)), store, pair)


def test_undelivered_feedback_is_hidden_whatever_its_visibility(tmp_path: Path) -> None:
    """A draft marked as for both is still a draft."""
    store, pair, fifth = model_pair(tmp_path)
    add(store, Maker(first=0xC0)(Feedback, impact=SECRET))
    with pytest.raises(Leak):
        check(SECRET, _recap((store, pair, fifth)), store, pair)


def test_an_unknown_visibility_is_hidden(tmp_path: Path) -> None:
    """As a later version, or a hand, may have written it; and a missing one too."""
    store, pair, fifth = model_pair(tmp_path)
    with store.transaction("test") as tx:
        table = tx.table(Reflection)
        for place, visibility in enumerate(({"visibility": "everyone"}, {}), start=1):
            words = SECRET.replace("été", "été" * place)
            table.insert({"id": f"{place:016x}", "pair": pair.id, "what": words, **visibility})
    for place in (1, 2):
        with pytest.raises(Leak):
            check(SECRET.replace("été", "été" * place), _recap((store, pair, fifth)), store, pair)


def test_one_s_own_copy_holds_what_is_one_s_own(file: tuple[Store, Pair, Session]) -> None:
    """Private notes and the pair's trash are nothing to hide from oneself."""
    store, pair, _ = file
    add(store, Maker(first=0xC0)(Reflection, what=SECRET, deleted=NOW))
    check(f"{SECRET}\n", _recap(file, audience=Audience.SELF), store, pair)


def test_one_s_own_copy_holds_nothing_of_another_pair(file: tuple[Store, Pair, Session]) -> None:
    """Who mentors two people keeps two journals in one file."""
    store, pair, _ = file
    make = Maker("d4" * 8, first=0xC0)
    other = "Ce que me dit Yann ne regarde que Yann et moi."
    add(
        store,
        make(
            Pair, id="d4" * 8, mentor=HELENE, mentee=Member(id="f1" * 8, name="Yann"), me=HELENE.id
        ),
    )
    add(store, make(Learning, learner=HELENE.id, what=other))
    export = _recap(file, audience=Audience.SELF)
    write(store, pair, export, ENGLISH)
    with pytest.raises(Leak):
        check(f"{SECRET}\n{other}\n", export, store, pair)


@pytest.mark.parametrize("key", ["seen_with", 'seen_with"pair'])
def test_another_pair_s_record_that_names_this_pair_is_hidden_all_the_same(
    file: tuple[Store, Pair, Session], key: str
) -> None:
    """A later version may note of which pair a record was made; it is no record of that pair."""
    store, pair, _ = file
    other = "Ce que me dit Yann ne regarde que Yann et moi."
    named = {"pair": pair.id} if key == "seen_with" else pair.id
    with store.transaction("test") as tx:
        tx.table(Learning).insert({"id": "f1" * 8, "pair": "d4" * 8, "what": other, key: named})
    with pytest.raises(Leak):
        check(f"{other}\n", _recap(file, audience=Audience.SELF), store, pair)


def test_a_text_that_stands_in_no_readable_record_is_searched_for(
    file: tuple[Store, Pair, Session],
) -> None:
    """Even in an output that the renderer made itself, from a context that lies."""
    store, pair, _ = file
    export = _recap(file)
    export.context["session"]["purpose"] = f"Intention : {SECRET}"
    with pytest.raises(Leak):
        write(store, pair, export, ENGLISH)


def test_a_record_that_is_not_in_the_file_is_refused(file: tuple[Store, Pair, Session]) -> None:
    """What cannot be judged by its stored visibility does not leave."""
    store, pair, _ = file
    export = _recap(file)
    with store.transaction("test") as tx:
        tx.remove(store.all(Learning)[0])
    with pytest.raises(Leak):
        write(store, pair, export, ENGLISH)


def test_an_honest_recap_costs_no_search(
    file: tuple[Store, Pair, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every text stands word for word in a record that may be read: nothing else is looked at."""
    store, pair, _ = file
    monkeypatch.setattr(leaks, "Output", _never)
    for format in ("md", "text", "json"):
        write(store, pair, _recap(file, with_feedback=True), ENGLISH, format=format)
        whole = journal(store, pair, audience=Audience.PARTNER, now=NOW, with_feedback=True)
        write(store, pair, whole, ENGLISH, format=format)


def _never(*_: object, **__: object) -> None:
    raise AssertionError("searched")


def test_a_template_of_one_s_own_is_searched(
    file: tuple[Store, Pair, Session], tmp_path: Path
) -> None:
    """A private sentence typed into a template is as much a leak as one from a record."""
    store, pair, _ = file
    own = tmp_path / "own.md.j2"
    own.write_text(f"# Recap\n\n{SECRET}\n\n{{{{ session.purpose }}}}\n", encoding="utf-8")
    with pytest.raises(Leak) as leak:
        write(store, pair, _recap(file), ENGLISH, template=str(own))
    assert leak.value.values["line"] == 3
    own.write_text("# Recap\n\n{{ session.purpose }}\n", encoding="utf-8")
    assert "comité du lundi" in write(store, pair, _recap(file), ENGLISH, template=str(own)).text


def test_a_secret_over_escapes_of_json_is_found(file: tuple[Store, Pair, Session]) -> None:
    """Line breaks and quotation marks are written another way there."""
    store, pair, _ = file
    export = _recap(file)
    export.context["session"]["purpose"] = SECRET.replace(" ", "\n", 3).replace(" la", ' "la')
    with pytest.raises(Leak):
        write(store, pair, export, ENGLISH, format="json")


def test_fifth_is_the_session_of_the_sample(file: tuple[Store, Pair, Session]) -> None:
    """The reflection with the secret belongs to none, so only the search can find it."""
    assert file[2].id == FIFTH


def test_an_item_is_hidden_with_its_session(file: tuple[Store, Pair, Session]) -> None:
    """As in the exchange: what is on the agenda of a private session is for one alone."""
    store, pair, _ = file
    words = "Whether I should leave the company before the summer"
    make = Maker(first=0x17E0)
    session = make(Session, visibility=Visibility.PRIVATE)
    add(store, session, make(Item, session=session.id, position=1, topic=words))
    with pytest.raises(Leak):
        check(f"# Title\n\n{words}.\n", _recap(file), store, pair)
    with store.transaction("test") as tx:
        tx.change(session, visibility=Visibility.PAIR)
    check(f"# Title\n\n{words}.\n", _recap(file), store, pair)
