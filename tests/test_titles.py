"""Titles that the program gives: in the reader's words, until a person changes a letter of one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rmjournal.i18n import LANGUAGES, Words
from rmjournal.titles import (
    MADE_ACTION,
    MESSAGES,
    OUTCOME,
    PROGRAMMES,
    REVIEW,
    TITLES,
    USED,
    VIEWS,
    is_title,
    is_usual,
    known,
    said,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_titles_own_catalogue_says_what_the_whole_one_says(language: str) -> None:
    """It is read alone, since reading all of a language for them would take every start longer."""
    own, whole = (
        Words(language, terminal=False, domain=domain) for domain in ("titles", "rmjournal")
    )
    for message in MESSAGES:
        assert own.message(message) == whole.message(message)


@dataclass
class Point:
    """An item as far as its title goes."""

    kind: str
    topic: str


NUMBERLESS = [
    *((text, kind) for kind, text in TITLES.items()),
    *((text, kind) for parts in PROGRAMMES.values() for kind, text in parts.items()),
    (MADE_ACTION, ""),
]


@pytest.mark.parametrize("stored_in", LANGUAGES)
@pytest.mark.parametrize("read_in", LANGUAGES)
def test_a_title_is_read_in_the_readers_words(stored_in: str, read_in: str) -> None:
    """Whichever language it was stored in; with its number, where it has one."""
    of_file, reader = Words(stored_in, terminal=False), Words(read_in, terminal=True)
    for message, kind in NUMBERLESS:
        assert said(of_file.text(message), reader, kind) == reader.text(message)
    for n in ("3", "12"):
        assert said(of_file.text(REVIEW, n=n), reader) == reader.text(REVIEW, n=n)


@pytest.mark.parametrize("stored_in", LANGUAGES)
def test_a_title_that_a_person_changed_stays_as_it_is(stored_in: str) -> None:
    """A space, a letter, another case or another part is enough; so is a number that we never write."""
    of_file, reader = Words(stored_in, terminal=False), Words("fr", terminal=True)
    titles = [(of_file.text(message), kind) for message, kind in NUMBERLESS]
    titles.append((of_file.text(REVIEW, n="3"), ""))
    for title, kind in titles:
        for other in (
            f"{title} ",
            f" {title}",
            f"{title}.",
            title.upper(),
            title[1:],
            f"{title}\n",
        ):
            assert known(other, kind) is None, other
            assert said(other, reader, kind) == other
    for part in TITLES:
        name, elsewhere = of_file.text(TITLES[part]), "other"
        assert said(name, reader, elsewhere) == name
        assert (is_title(Point(part, name)), is_title(Point(elsewhere, name))) == (True, False)
    for n in ("0", "03", "three", "123"):
        assert known(of_file.text(REVIEW, n=n)) is None


@pytest.mark.parametrize("stored_in", LANGUAGES)
@pytest.mark.parametrize("read_in", LANGUAGES)
@pytest.mark.parametrize(
    ("message", "name"), [(VIEWS, "objective"), (OUTCOME, "action"), (USED, "learning")]
)
def test_what_is_asked_about_a_persons_words_is_asked_in_the_readers(
    stored_in: str, read_in: str, message: str, name: str
) -> None:
    """Their own words stay as they were typed, and so does all of it once a letter is another one."""
    of_file, reader = Words(stored_in, terminal=False), Words(read_in, terminal=True)
    for typed in ("Lire {seule}", "Used since?", "A: b. C"):
        title = of_file.text(message, **{name: typed})
        assert said(title, reader) == reader.text(message, **{name: typed})
        assert not is_usual(Point("topic", title))
        for other in (f"{title} ", title[:-1], title.swapcase()):
            assert said(other, reader) == other


def test_what_is_usual_is_what_a_kind_of_session_speaks_of() -> None:
    """Not the name of a part, nor what was decided."""
    usual = PROGRAMMES["closing"]["case"]
    assert is_usual(Point("topic", usual))
    assert not any(is_usual(Point("case", text)) for text in (TITLES["case"], MADE_ACTION, "Ours"))
