"""The sample pairs' exports are what people will send: clean Markdown, and nothing private."""

from __future__ import annotations

import re

import pytest
from pymarkdown.api import PyMarkdownApi

from rmjournal.i18n import Words
from rmjournal.journal import Journal, demo
from rmjournal.journal.exporting import AUDIENCES, WITH_FEEDBACK, Audience, Request, carry_out
from rmjournal.model.record import Visibility
from rmjournal.model.reflection import TEXTS, Reflection
from rmjournal.text import fold
from tests.conftest import NOW, MakeJournal

LANGUAGES = ("en", "fr")


def opened(at: MakeJournal, language: str) -> Journal:
    """The sample written in that language."""
    journal = at(NOW)
    demo.write(journal, language)
    return journal


def lint(page: str) -> list[object]:
    """What markdownlint's rules find, line length aside."""
    linter = PyMarkdownApi().disable_rule_by_identifier("md013")
    return list(linter.scan_string(page).scan_failures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recap_is_clean_markdown(at: MakeJournal, language: str) -> None:
    """The recap of each of the twelve sessions passes markdownlint."""
    journal = opened(at, language)
    words = Words(language, terminal=False)
    for session in journal.sessions.all():
        if session.lasted:
            page = carry_out(journal, Request(session=session), words).text
            assert lint(page) == [], session.purpose


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "audience"), [(kind, each) for kind, readers in AUDIENCES.items() for each in readers]
)
def test_every_export_is_clean_markdown(
    at: MakeJournal, language: str, kind: str, audience: Audience
) -> None:
    """Each kind passes markdownlint, for everyone it can be for, with what may leave the pair."""
    journal = opened(at, language)
    for record in (
        *journal.wins.all()[:3],
        *journal.learnings.all()[:4],
        journal.objectives.all()[0],
    ):
        journal.records.show_to(record, Visibility.SHAREABLE, member=journal.pair.partner.id)
    told = kind in WITH_FEEDBACK and audience in (Audience.SELF, Audience.PARTNER)
    request = Request(kind=kind, audience=audience, with_feedback=told)
    assert lint(carry_out(journal, request, Words(language, terminal=False)).text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_partner_reads_no_private_sentence(at: MakeJournal, language: str) -> None:
    """No sentence of a private reflection of the sample is in the journal for the partner."""
    journal = opened(at, language)
    request = Request(kind="journal", with_feedback=True)
    page = fold(carry_out(journal, request, Words(language, terminal=False)).text)
    private = [each for each in journal.reflections.all() if each.visibility is Visibility.PRIVATE]
    assert len(private) == 9
    for reflection in private:
        for name in TEXTS:
            for sentence in re.split(r"[.!?]\s+", getattr(reflection, name)):
                assert len(sentence.split()) < 6 or fold(sentence) not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_prose_shows_no_backslash(at: MakeJournal, language: str) -> None:
    """Nine months of real writing need not one escape."""
    journal = opened(at, language)
    request = Request(kind="journal", audience=Audience.SELF, with_feedback=True)
    assert "\\" not in carry_out(journal, request, Words(language, terminal=False)).text


def test_the_samples_are_two_stories() -> None:
    """No text of one language's sample stands in the other's."""
    first, second = (
        {text for text in strings(demo.sample(each)) if " " in text} for each in LANGUAGES
    )
    assert {text for text in first & second if not re.match(r"w[+-]\d+ ", text)} == set()


def strings(value: object) -> list[str]:
    """Every text within a nested value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


def test_every_reflection_of_the_sample_is_stored(at: MakeJournal) -> None:
    """Eleven reflections: ten of the mentee's, one that the mentor chose to share."""
    journal = opened(at, "fr")
    mine = [each for each in journal.reflections.all() if each.author == journal.pair.me]
    assert len(mine) == 10
    assert len(journal.store.all(Reflection)) == 11
