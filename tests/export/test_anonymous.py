"""Names taken out: in every spelling, as whole words, and nothing else with them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.export.anonymous import Anonymous, StandIns
from rmjournal.model.pair import Member
from tests.export.sample import HELENE, KARIM, Maker, the_pair

STAND_INS = StandIns("[mentee]", "[mentor]", "[name]")
BOTH = Anonymous(the_pair(Maker()), STAND_INS)
"""Hélène Marceau, mentee, and Karim Belaïd, mentor."""


def named(mentee: str, mentor: str) -> Anonymous:
    """A pair of these names."""
    pair = replace(
        the_pair(Maker()), mentee=replace(HELENE, name=mentee), mentor=replace(KARIM, name=mentor)
    )
    return Anonymous(pair, STAND_INS)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Karim m’a montré", "[mentor] m’a montré"),
        ("d’Hélène Marceau, puis", "d’[mentee], puis"),
        ("HELENE et KARIM", "[mentee] et [mentor]"),
        ("MARCEAU Hélène", "[mentee]"),
        (unicodedata.normalize("NFD", "Hélène!"), "[mentee]!"),
        ("Ka\u00adrim\u200b’s idea", "[mentor]\u200b’s idea"),
        ("Ka\u200erim, Mar\ufe0fceau, Be\u2061laïd", "[mentor], [mentee], [mentor]"),
        ("karim.belaid@example.fr", "[mentor]@example.fr"),
        ("fichier_Karim_v2", "fichier_[mentor]_v2"),
        ("Hélène-Karim", "[name]"),
        ("Karimova et Hélènes", "Karimova et Hélènes"),
        ("karim.belaid2@example.fr, Belaïd2, 2Karim", "[mentor]2@example.fr, [mentor]2, 2[mentor]"),
        ("HélèneMarceau et unKarimHeureux", "[mentee] et un[mentor]Heureux"),
        ("merci\u200bKarim, merci\u200fKarim", "merci\u200b[mentor], merci\u200f[mentor]"),
        (unicodedata.normalize("NFD", "caféKarim"), unicodedata.normalize("NFD", "café[mentor]")),
        (
            "https://x.fr/Deck%20H%C3%A9l%C3%A8ne%20Marceau.pptx",
            "https://x.fr/Deck%20[mentee].pptx",
        ),
        ("?url=x%252FH%25C3%25A9l%25C3%25A8ne%252Ex", "?url=x%252F[mentee]%252Ex"),
        ("H%e9l%E8ne 100% %zz %C3", "[mentee] 100% %zz %C3"),
        ("rien à dire", "rien à dire"),
        ("", ""),
    ],
)
def test_names_are_replaced_as_whole_words(typed: str, told: str) -> None:
    """Whatever their case, accents and order."""
    assert BOTH.said(typed) == told


def test_a_name_of_both_is_neither_s() -> None:
    """Two people of one family name."""
    family = named("Ana Ruiz", "Tom Ruiz")
    assert family.said("Ana Ruiz, Tom Ruiz, Ruiz, Tom") == "[mentee], [mentor], [name], [mentor]"


def test_small_words_of_a_name_stay_in_the_text() -> None:
    """A particle, a title and an initial are no name by themselves; the whole name is."""
    noble = named("Mme Marie de La Tour", "Jean-Luc O’Neil")
    assert noble.said("La fin de la tour") == "La fin de la [mentee]"
    assert noble.said("Mme Marie de La Tour a dit") == "[mentee] a dit"
    assert noble.said("Mme Durand et Jean") == "Mme Durand et [mentor]"
    assert noble.said("Jean-Luc, O'Neil, o neil") == "[mentor], [mentor], [mentor]"


def test_a_name_in_a_script_without_spaces_is_found() -> None:
    """Where words stand side by side."""
    assert named("田中 太郎", "Tom").said("田中さんは言った") == "[mentee]さんは言った"


@given(
    st.text(max_size=40),
    st.sampled_from(["Hélène", "karim", "BELAÏD", "marceau"]),
    st.text(max_size=40),
)
def test_nothing_that_was_said_names_anyone(before: str, name: str, after: str) -> None:
    """Whatever stands around a name."""
    assert not BOTH.named(BOTH.said(f"{before} {name} {after}"))


@given(st.text(max_size=60))
def test_a_text_without_names_stays_as_it_is(text: str) -> None:
    """To the character."""
    if not BOTH.named(text):
        assert BOTH.said(text) == text


def test_a_name_with_a_capital_inside_is_one_word() -> None:
    """However it is written."""
    both = named("Ann McDonald", "Tom DuPont")
    typed = "McDonald, Mcdonald, annMcDonald, DUPONT and TomDuPont"
    assert both.said(typed) == "[mentee], [mentee], [mentee], [mentor] and [mentor]"


def test_a_name_that_was_corrected_goes_too() -> None:
    """Texts of before have it; what it was before that as well."""
    pair = the_pair(Maker())
    mentor = KARIM.renamed("Karim Ben Belaïd").renamed("Carim Haddad").renamed("Karim Haddad")
    told = Anonymous(replace(pair, mentor=mentor), STAND_INS)
    assert mentor.formerly == ("Karim Belaïd", "Karim Ben Belaïd", "Carim Haddad")
    assert told.said("Belaïd, Ben, Carim and Haddad") == "[mentor], [mentor], [mentor] and [mentor]"


@pytest.mark.parametrize(
    ("typed", "may"),
    [
        ("hmarceau", True),
        ("HELENEMARCEAU", True),
        ("x%48elenes", True),
        ("Hélène", True),
        ("**Ka**rim", True),
        ("*Hé*lène", True),
        ("mar`ceau`", True),
        ("[Be](https://x.fr)laïd", True),
        ("[mentee] et [mentor]", False),
        ("**[mentee]** et _[mentor]_", False),
        ("un calme marché", False),
        ("un *calme* **marché**, `lu` [ici](https://x.fr)", False),
    ],
)
def test_a_longer_name_within_a_word_is_noticed(typed: str, may: bool) -> None:
    """Such as a login, or a name taken apart by marks; not replaced, since it may be another word."""
    assert BOTH.may_name(typed) == may


def test_members_are_known_by_their_stand_ins() -> None:
    """In our own words too."""
    assert (BOTH.full, BOTH.me, BOTH.partner) == (["[mentee]", "[mentor]"], "[mentee]", "[mentor]")
    assert BOTH.who("both") == ["[mentee]", "[mentor]"]
    assert BOTH.name(Member(id=KARIM.id, name="x").id) == "[mentor]"
