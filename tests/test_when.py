"""Dates as people type them: what is understood, to what, and what is refused."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

from rmjournal import i18n, when_grammar, when_words
from rmjournal.errors import UnknownDate
from rmjournal.i18n import MONTHS, Words
from rmjournal.when import AFTERNOON, EVENING, MORNING, Prefer, When, understand

NOW = datetime(2026, 11, 21, 20, 50, 30)  # a Saturday
PARTS = {MORNING: "morning", AFTERNOON: "afternoon", EVENING: "evening"}
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
CATALOGUE = Path(i18n.__file__).parent / "locale/fr/LC_MESSAGES/rmjournal.po"
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def told(found: When) -> str:
    """What was understood, on one line."""
    words = [found.day.isoformat()]
    if found.time:
        words.append(found.time.isoformat("seconds").removesuffix(":00"))
    if found.part:
        words.append(PARTS[found.part])
    return " ".join(words)


def read(text: str, language: str = "en", now: datetime = NOW, prefer: Prefer = "future") -> str:
    """What ``text`` is understood as, on one line."""
    return told(understand(text, now, language, prefer=prefer))


def read_or_none(text: str, language: str = "en", now: datetime = NOW) -> str | None:
    """What ``text`` is understood as, or None when it is refused."""
    try:
        return read(text, language, now)
    except UnknownDate:
        return None


def table(text: str) -> list[tuple[str, str]]:
    """The lines ``phrase -> meaning`` of a table."""
    rows = [line.split(" -> ") for line in text.strip().splitlines() if line.strip()]
    return [(phrase.strip(), meaning.strip()) for phrase, meaning in rows]


ENGLISH = table("""
    today -> 2026-11-21
    Tomorrow -> 2026-11-22
    yesterday -> 2026-11-20
    the day after tomorrow -> 2026-11-23
    day before yesterday -> 2026-11-19
    now -> 2026-11-21 20:50
    tonight -> 2026-11-21 evening
    tonight at 8 -> 2026-11-21 20:00
    9pm tonight -> 2026-11-21 21:00
    this morning -> 2026-11-21 morning
    this afternoon -> 2026-11-21 afternoon
    this evening at 7:30 -> 2026-11-21 19:30
    last night -> 2026-11-20 evening
    yesterday afternoon -> 2026-11-20 afternoon
    tomorrow morning -> 2026-11-22 morning
    tomorrow morning at 9 -> 2026-11-22 09:00
    tomorrow at 9 in the morning -> 2026-11-22 09:00
    tomorrow at 5 in the afternoon -> 2026-11-22 17:00
    tomorrow at 12 in the afternoon -> 2026-11-22 12:00
    tomorrow at 13 -> 2026-11-22 13:00
    tomorrow noon -> 2026-11-22 12:00
    midday tomorrow -> 2026-11-22 12:00
    2pm -> 2026-11-21 14:00
    2:30 pm -> 2026-11-21 14:30
    2.30pm -> 2026-11-21 14:30
    5 p.m. -> 2026-11-21 17:00
    12pm -> 2026-11-21 12:00
    1pm -> 2026-11-21 13:00
    14:05:09 -> 2026-11-21 14:05:09
    12:30 am -> 2026-11-21 00:30
    14:05 -> 2026-11-21 14:05
    9:30 tomorrow -> 2026-11-22 09:30
    half past two pm tomorrow -> 2026-11-22 14:30
    tomorrow at quarter to 9 am -> 2026-11-22 08:45
    8 o'clock tonight -> 2026-11-21 20:00
    tuesday -> 2026-11-24
    Saturday -> 2026-11-28
    saturday 2pm -> 2026-11-28 14:00
    saturday 10pm -> 2026-11-21 22:00
    on tuesday at 14:30 -> 2026-11-24 14:30
    tue 2pm -> 2026-11-24 14:00
    Thurs. -> 2026-11-26
    this friday -> 2026-11-27
    this saturday -> 2026-11-21
    this coming friday -> 2026-11-27
    last friday -> 2026-11-20
    last saturday -> 2026-11-14
    next tuesday -> 2026-11-24
    next tuesday 2pm -> 2026-11-24 14:00
    2 pm on next tuesday -> 2026-11-24 14:00
    next saturday -> 2026-11-28
    next sunday -> 2026-11-29
    tuesday week -> 2026-12-01
    a week on tuesday -> 2026-12-01
    a week from tuesday at noon -> 2026-12-01 12:00
    two weeks on monday -> 2026-12-07
    a fortnight on monday -> 2026-12-07
    a week today -> 2026-11-28
    a week from tomorrow -> 2026-11-29
    next week -> 2026-11-28
    last week -> 2026-11-14
    tuesday next week -> 2026-11-24
    friday of next week, 3pm -> 2026-11-27 15:00
    next week on wednesday -> 2026-11-25
    tuesday of this week -> 2026-11-17
    monday last week -> 2026-11-09
    in 2 weeks -> 2026-12-05
    in two weeks at 5pm -> 2026-12-05 17:00
    within a week -> 2026-11-28
    in a fortnight -> 2026-12-05
    in three days -> 2026-11-24
    in 15 days -> 2026-12-06
    in 8 days -> 2026-11-29
    in twenty-two days -> 2026-12-13
    last month -> 2026-10-21
    in a month -> 2026-12-21
    next month -> 2026-12-21
    in a year -> 2027-11-21
    3 days from now -> 2026-11-24
    in 90 minutes -> 2026-11-21 22:20
    in an hour -> 2026-11-21 21:50
    in half an hour -> 2026-11-21 21:20
    in 4 hours -> 2026-11-22 00:50
    an hour ago -> 2026-11-21 19:50
    3 days ago -> 2026-11-18
    two weeks ago -> 2026-11-07
    a week ago -> 2026-11-14
    a month ago -> 2026-10-21
    end of the month -> 2026-11-30
    by the end of next month -> 2026-12-31
    end of february -> 2027-02-28
    end of the year -> 2026-12-31
    mid-december -> 2026-12-15
    december 3 -> 2026-12-03
    3 dec -> 2026-12-03
    Sept 7 -> 2027-09-07
    on december 3rd -> 2026-12-03
    Dec 3rd, 2026 at 5pm -> 2026-12-03 17:00
    5pm, December 3, 2026 -> 2026-12-03 17:00
    the 3rd of december -> 2026-12-03
    the third of December at noon -> 2026-12-03 12:00
    Thursday, December 3, 2026 at 5:05 pm -> 2026-12-03 17:05
    thursday 3 december -> 2026-12-03
    november 21 -> 2026-11-21
    november 20 -> 2027-11-20
    mar 3 -> 2027-03-03
    3-Dec-2026 -> 2026-12-03
    the 3rd -> 2026-12-03
    on the 21st at 10pm -> 2026-11-21 22:00
    tuesday the 24th -> 2026-11-24
    tuesday 24 -> 2026-11-24
    sunday 13 -> 2026-12-13
    mon 7 2pm -> 2026-12-07 14:00
    the 3rd of next month -> 2026-12-03
    12/25 -> 2026-12-25
    12/13 -> 2026-12-13
    25/12 -> 2026-12-25
    25/12/2026 2pm -> 2026-12-25 14:00
    12/25/2026 -> 2026-12-25
    11/11 -> 2027-11-11
    2026-12-03 -> 2026-12-03
    2026-12-03 17:00 -> 2026-12-03 17:00
    2026-12-03T17:00 -> 2026-12-03 17:00
    2026-12-03 at 5pm -> 2026-12-03 17:00
    Thursday 2026-12-03 -> 2026-12-03
    2026/12/3 -> 2026-12-03
    by friday -> 2026-11-27
""")

FRENCH = table("""
    aujourd'hui -> 2026-11-21
    Aujourd’hui à 22h -> 2026-11-21 22:00
    aujourdhui -> 2026-11-21
    demain -> 2026-11-22
    hier -> 2026-11-20
    après-demain -> 2026-11-23
    apres demain 14h -> 2026-11-23 14:00
    avant-hier -> 2026-11-19
    avant hier soir -> 2026-11-19 evening
    maintenant -> 2026-11-21 20:50
    ce soir -> 2026-11-21 evening
    ce soir à 21h -> 2026-11-21 21:00
    ce soir à 8h -> 2026-11-21 20:00
    21h30 ce soir -> 2026-11-21 21:30
    ce matin -> 2026-11-21 morning
    cet après-midi -> 2026-11-21 afternoon
    cette après-midi à 3 heures -> 2026-11-21 15:00
    ce midi -> 2026-11-21 12:00
    demain midi -> 2026-11-22 12:00
    demain à midi -> 2026-11-22 12:00
    midi et demi -> 2026-11-21 12:30
    demain à 14h -> 2026-11-22 14:00
    demain matin -> 2026-11-22 morning
    demain matin 9h -> 2026-11-22 09:00
    demain matin à 9 heures -> 2026-11-22 09:00
    demain à 8h du soir -> 2026-11-22 20:00
    demain après-midi -> 2026-11-22 afternoon
    hier soir -> 2026-11-20 evening
    14h -> 2026-11-21 14:00
    à 14h05 -> 2026-11-21 14:05
    14 h 05 -> 2026-11-21 14:05
    14 heures -> 2026-11-21 14:00
    dix-sept heures trente -> 2026-11-21 17:30
    demain à vingt-deux heures -> 2026-11-22 22:00
    14h et quart -> 2026-11-21 14:15
    8 heures et demi ce soir -> 2026-11-21 20:30
    midi et quart -> 2026-11-21 12:15
    demain, midi moins le quart -> 2026-11-22 11:45
    9 heures et demie demain -> 2026-11-22 09:30
    demain, 15h moins le quart -> 2026-11-22 14:45
    5h de l'après-midi -> 2026-11-21 17:00
    demain après-midi 18h59 -> 2026-11-22 18:59
    demain soir 17h -> 2026-11-22 17:00
    demain à 11h59 du matin -> 2026-11-22 11:59
    demain 0h30 du matin -> 2026-11-22 00:30
    lundi 7 à 14h -> 2026-12-07 14:00
    mardi 8 -> 2026-12-08
    14:05 -> 2026-11-21 14:05
    0h30 -> 2026-11-21 00:30
    mardi -> 2026-11-24
    samedi -> 2026-11-28
    samedi 14h -> 2026-11-28 14:00
    samedi 22h -> 2026-11-21 22:00
    mar. 14h -> 2026-11-24 14:00
    mar -> 2026-11-24
    jeu 9h -> 2026-11-26 09:00
    ce mardi -> 2026-11-24
    ce samedi -> 2026-11-21
    mardi qui vient -> 2026-11-24
    mardi matin -> 2026-11-24 morning
    mardi prochain -> 2026-11-24
    mardi prochain 14h -> 2026-11-24 14:00
    à 14h mardi prochain -> 2026-11-24 14:00
    vendredi dernier -> 2026-11-20
    mardi en huit -> 2026-12-01
    mardi en 8 à 14h -> 2026-12-01 14:00
    lundi en quinze -> 2026-12-07
    d'aujourd'hui en huit -> 2026-11-28
    demain en quinze -> 2026-12-06
    la semaine prochaine -> 2026-11-28
    la semaine dernière -> 2026-11-14
    mardi de la semaine prochaine -> 2026-11-24
    mardi semaine prochaine 10h -> 2026-11-24 10:00
    vendredi de la semaine dernière -> 2026-11-13
    mardi de cette semaine -> 2026-11-17
    dans 2 semaines -> 2026-12-05
    dans quinze jours -> 2026-12-05
    dans 15 jours à 14h -> 2026-12-05 14:00
    sous quinze jours -> 2026-12-05
    dans huit jours -> 2026-11-28
    dans 8 jours -> 2026-11-28
    dans sept jours -> 2026-11-28
    dans 10 jours -> 2026-12-01
    dans une quinzaine -> 2026-12-05
    dans un mois -> 2026-12-21
    le mois prochain -> 2026-12-21
    le mois dernier à 14h -> 2026-10-21 14:00
    dans un an -> 2027-11-21
    dans 2 ans -> 2028-11-21
    d'ici 2 semaines -> 2026-12-05
    d'ici un mois -> 2026-12-21
    d'ici mardi -> 2026-11-24
    pour mardi -> 2026-11-24
    pour le 3 décembre -> 2026-12-03
    pour la fin du mois -> 2026-11-30
    pour mardi prochain 14h -> 2026-11-24 14:00
    demain 02h30 -> 2026-11-22 02:30
    demain à 7h -> 2026-11-22 07:00
    dans 2 heures -> 2026-11-21 22:50
    dans 1h30 -> 2026-11-21 22:20
    dans une demi-heure -> 2026-11-21 21:20
    dans un quart d'heure -> 2026-11-21 21:05
    dans une heure et demie -> 2026-11-21 22:20
    dans 45 min -> 2026-11-21 21:35
    le 30 de ce mois -> 2026-11-30
    le vingt et un décembre -> 2026-12-21
    vingt-sept décembre -> 2026-12-27
    dix septembre -> 2027-09-10
    il y a 2h -> 2026-11-21 18:50
    il y a 3 jours -> 2026-11-18
    il y a trois jours à 14h -> 2026-11-18 14:00
    il y a une semaine -> 2026-11-14
    il y a quinze jours -> 2026-11-07
    il y a un mois -> 2026-10-21
    fin du mois -> 2026-11-30
    à la fin du mois -> 2026-11-30
    d'ici la fin du mois prochain -> 2026-12-31
    fin février -> 2027-02-28
    fin d'année -> 2026-12-31
    mi-décembre -> 2026-12-15
    3 décembre -> 2026-12-03
    le 1er décembre -> 2026-12-01
    le 3 déc. -> 2026-12-03
    3 décembre à 17h -> 2026-12-03 17:00
    3 décembre 2026 17h30 -> 2026-12-03 17:30
    3 DECEMBRE 2026 à 17 h 05 -> 2026-12-03 17:05
    jeudi 3 décembre -> 2026-12-03
    le jeudi 3 décembre à 17h -> 2026-12-03 17:00
    mar. 24 nov. -> 2026-11-24
    mardi 24 à 14h -> 2026-11-24 14:00
    mar 24 -> 2026-11-24
    3 mar 2027 -> 2027-03-03
    le 3 -> 2026-12-03
    le 3 à 14h -> 2026-12-03 14:00
    le 21 -> 2026-11-21
    le 31 -> 2026-12-31
    d'ici le 3 -> 2026-12-03
    le 3 du mois prochain -> 2026-12-03
    le 3 novembre dernier -> 2026-11-03
    le 3 décembre prochain -> 2026-12-03
    3 novembre -> 2027-11-03
    1er août -> 2027-08-01
    7 sept. -> 2027-09-07
    29 février -> 2028-02-29
    03/12/2026 -> 2026-12-03
    3/12 -> 2026-12-03
    3/4 -> 2027-04-03
    12/25 -> 2026-12-25
    mardi 24/11 à 14h -> 2026-11-24 14:00
    3.12.2026 -> 2026-12-03
    3-12-2026 14h -> 2026-12-03 14:00
    14h 03/12/2026 -> 2026-12-03 14:00
    2026-12-03 17:00 -> 2026-12-03 17:00
    mardi à 5 heures du matin -> 2026-11-24 05:00
    mardi 24 au matin -> 2026-11-24 morning
""")

SPELT_ALIKE = {
    "mar", "mar 3", "mar 24", "mar. 14h", "3/12", "3/4",
    "03/12/2026", "3.12.2026", "3-12-2026 14h", "14h 03/12/2026",
}  # fmt: skip
EVERY_PHRASE = [(phrase, "en") for phrase, _ in ENGLISH] + [(phrase, "fr") for phrase, _ in FRENCH]
NEUTRAL = [row for row in ENGLISH + FRENCH if row[0] not in SPELT_ALIKE]


@pytest.mark.parametrize(("phrase", "meaning"), ENGLISH)
def test_english_in_english(phrase: str, meaning: str) -> None:
    """An English phrase means what a native expects."""
    assert read(phrase, "en") == meaning


@pytest.mark.parametrize(("phrase", "meaning"), FRENCH)
def test_french_in_french(phrase: str, meaning: str) -> None:
    """A French phrase means what a native expects."""
    assert read(phrase, "fr") == meaning


@pytest.mark.parametrize(("phrase", "meaning"), NEUTRAL)
def test_the_interface_speaks_another_language(phrase: str, meaning: str) -> None:
    """Except for what is spelt alike, the language of the interface makes no difference."""
    assert read(phrase, "en") == read(phrase, "fr") == meaning


@pytest.mark.parametrize(("phrase", "language"), EVERY_PHRASE)
def test_accents_case_spaces_and_dots_make_no_difference(phrase: str, language: str) -> None:
    """A phrase means the same in capitals, without accents, decomposed, spaced out or dotted."""
    decomposed = unicodedata.normalize("NFD", phrase)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    others = [
        bare,
        bare.upper(),
        phrase.upper(),
        decomposed,
        f"\u00a0 {phrase.replace(' ', '  ')} \n",
        phrase.replace(" ", "\u202f"),
        phrase.replace("'", "’").replace("-", "\u2011"),
        f"{phrase}...",
    ]
    assert {read(other, language) for other in others} == {read(phrase, language)}


@pytest.mark.parametrize(
    ("phrase", "future", "past", "nearest"),
    [
        ("3 novembre", "2027-11-03", "2026-11-03", "2026-11-03"),
        ("3 december", "2026-12-03", "2025-12-03", "2026-12-03"),
        ("21 november", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("21 may", "2027-05-21", "2026-05-21", "2027-05-21"),
        ("24 may", "2027-05-24", "2026-05-24", "2026-05-24"),
        ("29 février", "2028-02-29", "2024-02-29", "2028-02-29"),
        ("le 3", "2026-12-03", "2026-11-03", "2026-12-03"),
        ("le 20", "2026-12-20", "2026-11-20", "2026-11-20"),
        ("le 31", "2026-12-31", "2026-10-31", "2026-10-31"),
        ("tuesday", "2026-11-24", "2026-11-17", "2026-11-24"),
        ("mercredi", "2026-11-25", "2026-11-18", "2026-11-18"),
        ("samedi", "2026-11-28", "2026-11-21", "2026-11-21"),
        ("saturday 2pm", "2026-11-28 14:00", "2026-11-21 14:00", "2026-11-21 14:00"),
        ("saturday 10pm", "2026-11-21 22:00", "2026-11-14 22:00", "2026-11-21 22:00"),
        ("this tuesday", "2026-11-24", "2026-11-17", "2026-11-24"),
        ("this saturday", "2026-11-21", "2026-11-21", "2026-11-21"),
        ("next tuesday", "2026-11-24", "2026-11-24", "2026-11-24"),
        ("last friday", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("fin décembre", "2026-12-31", "2025-12-31", "2026-12-31"),
        ("3 novembre 2026", "2026-11-03", "2026-11-03", "2026-11-03"),
        ("14h", "2026-11-21 14:00", "2026-11-21 14:00", "2026-11-21 14:00"),
    ],
)
def test_what_is_preferred(phrase: str, future: str, past: str, nearest: str) -> None:
    """A day said without its year is the coming one, the latest or the nearer, as is asked."""
    assert read(phrase, prefer="future") == future
    assert read(phrase, prefer="past") == past
    assert read(phrase, prefer="nearest") == nearest


def test_the_coming_one_wins_a_tie() -> None:
    """Half-way between two, in a leap year, the nearer day is the coming one."""
    assert read("1 march", now=datetime(2027, 8, 31), prefer="nearest") == "2028-03-01"
    assert read("1 march", now=datetime(2027, 8, 30), prefer="nearest") == "2027-03-01"


NOT_UNDERSTOOD = "is not understood"
TWO_WAYS = "two ways"
WHICH_HALF = "which half"
NO_SUCH_DAY = "a day that does not exist"
NO_SUCH_TIME = "a time that does not exist"
NOT_IN_PART = "not in that part of the day"
START_OR_END = "the start of that day or its end"
NO_CENTURY = "without its century"

REFUSED = [
    ("", "No date"),
    (" \u00a0 .", "No date"),
    ("bientôt", NOT_UNDERSTOOD),
    ("soon", NOT_UNDERSTOOD),
    ("demain peut-être", NOT_UNDERSTOOD),
    ("tomorrow or tuesday", NOT_UNDERSTOOD),
    ("mardi jeudi", NOT_UNDERSTOOD),
    ("about 2pm", NOT_UNDERSTOOD),
    ("vers 14h", NOT_UNDERSTOOD),
    ("avant vendredi", NOT_UNDERSTOOD),
    ("dans quelques jours", NOT_UNDERSTOOD),
    ("dans 3 jours ouvrés", NOT_UNDERSTOOD),
    ("in a couple of weeks", NOT_UNDERSTOOD),
    ("in -3 days", NOT_UNDERSTOOD),
    ("dans 1,5 jours", NOT_UNDERSTOOD),
    ("in ½ hour", NOT_UNDERSTOOD),
    ("this week", NOT_UNDERSTOOD),
    ("cette semaine", NOT_UNDERSTOOD),
    ("ce mois-ci", NOT_UNDERSTOOD),
    ("matin", NOT_UNDERSTOOD),
    ("in the morning", NOT_UNDERSTOOD),
    ("cette nuit", NOT_UNDERSTOOD),
    ("le mardi", NOT_UNDERSTOOD),
    ("tuesdays", NOT_UNDERSTOOD),
    ("tuesday 8", NOT_UNDERSTOOD),
    ("sat 12", NOT_UNDERSTOOD),
    (", 14h", NOT_UNDERSTOOD),
    ("mardi,", NOT_UNDERSTOOD),
    ("mardi en neuf", NOT_UNDERSTOOD),
    ("mardi semaine", NOT_UNDERSTOOD),
    ("2026 weeks from tomorrow in 3 days", NOT_UNDERSTOOD),
    ("d'ici 14h", NOT_UNDERSTOOD),
    ("december", NOT_UNDERSTOOD),
    ("december 2026", NOT_UNDERSTOOD),
    ("décembre", NOT_UNDERSTOOD),
    ("3", NOT_UNDERSTOOD),
    ("14", NOT_UNDERSTOOD),
    ("14.30", NOT_UNDERSTOOD),
    ("3.12", NOT_UNDERSTOOD),
    ("3-12", NOT_UNDERSTOOD),
    ("14h-15h", NOT_UNDERSTOOD),
    ("14h-15", NOT_UNDERSTOOD),
    ("14h, 15", NOT_UNDERSTOOD),
    ("14h 15h", NOT_UNDERSTOOD),
    ("14h5", NOT_UNDERSTOOD),
    ("14h050", NOT_UNDERSTOOD),
    ("14h05 pm", NOT_UNDERSTOOD),
    ("five thirty", NOT_UNDERSTOOD),
    ("tomorrow 2pm 3pm", NOT_UNDERSTOOD),
    ("now at 5pm", NOT_UNDERSTOOD),
    ("in 2 hours at 5pm", NOT_UNDERSTOOD),
    ("dans 2 heures demain", NOT_UNDERSTOOD),
    ("dans 1h60", NOT_UNDERSTOOD),
    ("ce soir du matin", NOT_UNDERSTOOD),
    ("ce midi à 14h", NOT_UNDERSTOOD),
    ("2026-12-03T17:00Z", NOT_UNDERSTOOD),
    ("2026-12-03T17:00+01:00", NOT_UNDERSTOOD),
    ("2026-12-03 17", NOT_UNDERSTOOD),
    ("2026-12-0317:00", NOT_UNDERSTOOD),
    ("12026-12-03", NOT_UNDERSTOOD),
    ("2026-12-03-04", NOT_UNDERSTOOD),
    ("٣ december", NOT_UNDERSTOOD),
    ("3 december 20261", NOT_UNDERSTOOD),
    ("3 décembre; DROP", NOT_UNDERSTOOD),
    ("demain " * 40, NOT_UNDERSTOOD),
    ("9" * 5000, NOT_UNDERSTOOD),
    ("samedi en huit", TWO_WAYS),
    ("saturday week", TWO_WAYS),
    ("a week on saturday", TWO_WAYS),
    ("at 5", WHICH_HALF),
    ("à 5", WHICH_HALF),
    ("tuesday at 12", WHICH_HALF),
    ("demain à 5", WHICH_HALF),
    ("le 3 à 5", WHICH_HALF),
    ("1:30", WHICH_HALF),
    ("2:30", WHICH_HALF),
    ("tomorrow 6:59", WHICH_HALF),
    ("5 o'clock", WHICH_HALF),
    ("half past two", WHICH_HALF),
    ("vendredi à 3h", WHICH_HALF),
    ("demain 2h30", WHICH_HALF),
    ("demain à deux heures et demie", WHICH_HALF),
    ("mardi, 6 heures moins le quart", WHICH_HALF),
    ("quarter to one", WHICH_HALF),
    ("31 avril", NO_SUCH_DAY),
    ("april 31", NO_SUCH_DAY),
    ("31/04", NO_SUCH_DAY),
    ("2/30", NO_SUCH_DAY),
    ("13/13", NO_SUCH_DAY),
    ("0/5", NO_SUCH_DAY),
    ("30 février", NO_SUCH_DAY),
    ("29 février 2027", NO_SUCH_DAY),
    ("2026-02-30", NO_SUCH_DAY),
    ("2026-13-01", NO_SUCH_DAY),
    ("0000-01-01", NO_SUCH_DAY),
    ("31/11/2026", NO_SUCH_DAY),
    ("le 32", NO_SUCH_DAY),
    ("le 0", NO_SUCH_DAY),
    ("mardi 32", NO_SUCH_DAY),
    ("the 31st of this month", NO_SUCH_DAY),
    ("in 9999999 days", NO_SUCH_DAY),
    ("in 9999 years", NO_SUCH_DAY),
    ("3000 years ago", NO_SUCH_DAY),
    ("25h", NO_SUCH_TIME),
    ("24h", NO_SUCH_TIME),
    ("24:00", NO_SUCH_TIME),
    ("14h75", NO_SUCH_TIME),
    ("14:60", NO_SUCH_TIME),
    ("14:05:60", NO_SUCH_TIME),
    ("13pm", NO_SUCH_TIME),
    ("14:30 pm", NO_SUCH_TIME),
    ("0 am", NO_SUCH_TIME),
    ("demain à 25", NO_SUCH_TIME),
    ("2026-12-03 25:00", NO_SUCH_TIME),
    ("demain matin à 14h", NOT_IN_PART),
    ("tonight at 2am", NOT_IN_PART),
    ("demain soir 16h59", NOT_IN_PART),
    ("demain à 19h de l'après-midi", NOT_IN_PART),
    ("demain à 12h du matin", NOT_IN_PART),
    ("ce soir à 08h", NOT_IN_PART),
    ("tomorrow at 2pm in the morning", NOT_IN_PART),
    ("this morning at 12", NOT_IN_PART),
    ("minuit", START_OR_END),
    ("demain à minuit", START_OR_END),
    ("tuesday midnight", START_OR_END),
    ("12am", START_OR_END),
    ("3 dec 26", NO_CENTURY),
    ("Dec 3, '26", NO_CENTURY),
    ("03/12/26", NO_CENTURY),
    ("25.12.26", NO_CENTURY),
    ("mardi 3 décembre", "2026-12-03 is a Thursday."),
    ("Tuesday, December 3, 2026", "2026-12-03 is a Thursday."),
    ("monday 2026-11-21", "2026-11-21 is a Saturday."),
    ("lundi 24", "2026-11-24 is a Tuesday."),
    ("mardi 5 du matin", "2026-12-05 is a Saturday."),
    ("mardi 3 dans l'après-midi", "2026-12-03 is a Thursday."),
    ("wed 25/12/2026", "2026-12-25 is a Friday."),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("phrase", "reason"), REFUSED)
def test_refused(phrase: str, reason: str, language: str) -> None:
    """What is not understood, or could be two things, is refused for its own reason."""
    with pytest.raises(UnknownDate, match=re.escape(reason)) as refusal:
        understand(phrase, NOW, language)
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize(
    "phrase",
    ["3/4", "03/12/2026", "3.12.2026", "on 3/4 at 14:00", "thursday 3/12", "mar", "mar 2pm"],
)
def test_refused_in_english_only(phrase: str) -> None:
    """What French settles by its own order and its own mardi stays open in English."""
    assert read(phrase, "fr")
    with pytest.raises(UnknownDate):
        read(phrase, "en")


@pytest.mark.parametrize(
    ("phrase", "now", "choices"),
    [
        ("3/4", NOW, "Write 2027-04-03 or 2027-03-04."),
        ("03/12/2026 2pm", NOW, "Write 2026-12-03 or 2026-03-12."),
        ("samedi en huit", NOW, "Write 2026-11-28 or 2026-12-05."),
        ("friday fortnight", datetime(2026, 11, 27), "Write 2026-12-11 or 2026-12-18."),
        ("next friday", datetime(2026, 11, 23), "Write 2026-11-27 or 2026-12-04."),
        ("lundi prochain", datetime(2026, 11, 22), "Write 2026-11-23 or 2026-11-30."),
        ("demain à 5", NOW, "Write 05:00 or 17:00."),
        ("tuesday at 12", NOW, "Write 00:00 or 12:00."),
        ("quarter to one", NOW, "Write 00:45 or 12:45."),
        ("demain à minuit", NOW, "Write 2026-11-22 00:00 or 2026-11-23 00:00."),
    ],
)
def test_both_choices_are_shown_and_understood(phrase: str, now: datetime, choices: str) -> None:
    """A refusal of two meanings shows how to write each, and each is then understood."""
    with pytest.raises(UnknownDate) as refusal:
        understand(phrase, now)
    assert refusal.value.todo.format_map(refusal.value.values) == choices
    for choice in re.findall(r"[\d-]+(?: ?[\d:]+)?", choices):
        assert understand(choice, now)


@pytest.mark.parametrize("day", range(7))
def test_the_examples_are_understood_on_every_day(day: int) -> None:
    """The three examples of a refusal, English and French, are never refused themselves."""
    with pytest.raises(UnknownDate) as refusal:
        understand("soon", NOW)
    examples = re.findall("“(.+?)”", refusal.value.todo)
    assert examples == ["2026-12-03 17:00", "next tuesday 2pm", "in 2 weeks"]
    for said in examples:
        assert understand(said, NOW + timedelta(day))
    with CATALOGUE.open("rb") as file:
        french = read_po(file, locale="fr")[refusal.value.todo]
    examples = re.findall("«\\s(.+?)\\s»", str(french.string) if french else "")
    assert len(examples) == 3
    for said in examples:
        assert understand(said, NOW + timedelta(day), "fr")


def test_a_long_text_is_quoted_short_and_clean() -> None:
    """A refusal quotes at most forty characters, on one line, with no control to obey."""
    with pytest.raises(UnknownDate) as refusal:
        understand("un mot\n\x1b[31m" + "x" * 1000, NOW)
    typed = str(refusal.value.values["typed"])
    assert len(typed) == 40
    assert "\x1b" not in typed
    assert "\n" not in typed


@pytest.mark.parametrize(
    ("phrase", "now", "meaning"),
    [
        ("in a month", "2027-01-31", "2027-02-28"),
        ("in a month", "2028-01-31", "2028-02-29"),
        ("dans 2 mois", "2026-12-31", "2027-02-28"),
        ("dans 1 mois", "2026-12-15", "2027-01-15"),
        ("a month ago", "2027-03-31", "2027-02-28"),
        ("il y a 2 mois", "2027-01-31", "2026-11-30"),
        ("in a year", "2028-02-29", "2029-02-28"),
        ("in 4 years", "2028-02-29", "2032-02-29"),
        ("le mois prochain", "2026-10-31", "2026-11-30"),
        ("tomorrow", "2026-12-31", "2027-01-01"),
        ("yesterday", "2028-03-01", "2028-02-29"),
        ("after tomorrow", "2026-12-31", None),
        ("après-demain", "2028-02-28", "2028-03-01"),
        ("in 2 weeks", "2026-12-24", "2027-01-07"),
        ("fin du mois", "2028-02-10", "2028-02-29"),
        ("fin du mois", "2026-12-31", "2026-12-31"),
        ("end of next month", "2026-12-31", "2027-01-31"),
        ("fin du mois prochain", "2027-01-31", "2027-02-28"),
        ("end of february", "2027-12-01", "2028-02-29"),
        ("29 february", "2028-02-29", "2028-02-29"),
        ("29 february", "2028-03-01", "2032-02-29"),
        ("29 february", "2096-03-01", "2104-02-29"),
        ("le 31", "2027-01-31", "2027-01-31"),
        ("le 31", "2027-02-01", "2027-03-31"),
        ("le 30", "2027-01-31", "2027-03-30"),
        ("le 3", "2026-12-04", "2027-01-03"),
        ("the 3rd of next month", "2026-12-04", "2027-01-03"),
        ("1 january", "2026-12-31", "2027-01-01"),
        ("dans 90 minutes", "2026-12-31T23:00", "2027-01-01 00:30"),
        ("2 hours ago", "2027-01-01T01:00", "2026-12-31 23:00"),
        ("in 2 hours", "2027-03-28T01:30", "2027-03-28 03:30"),
        ("lundi", "2026-12-31", "2027-01-04"),
        ("monday next week", "2026-12-31", "2027-01-04"),
        ("tuesday next week", "2026-11-23", "2026-12-01"),
        ("sunday next week", "2026-11-22", "2026-11-29"),
        ("tomorrow", "9999-12-31", None),
        ("hier", "0001-01-01", None),
        ("mardi", "9999-12-31", None),
        ("in a month", "9999-12-01", None),
        ("3 december", "9999-12-31", None),
        ("today", "9999-12-31", "9999-12-31"),
        ("31 december", "9999-12-31", "9999-12-31"),
    ],
)
def test_ends_of_months_and_years(phrase: str, now: str, meaning: str | None) -> None:
    """Short months, leap days, year ends and the ends of the calendar are counted right."""
    if meaning is None:
        with pytest.raises(UnknownDate):
            read(phrase, now=datetime.fromisoformat(now))
    else:
        assert read(phrase, now=datetime.fromisoformat(now)) == meaning


@pytest.mark.parametrize(
    ("names", "month"),
    [
        ("january jan jan. janvier janv.", 1),
        ("february feb feb. février févr. fév.", 2),
        ("march mar mars", 3),
        ("april apr avril avr.", 4),
        ("may mai", 5),
        ("june jun juin", 6),
        ("july jul juillet juil.", 7),
        ("august aug août aout", 8),
        ("september sep sept septembre sept.", 9),
        ("october oct octobre oct.", 10),
        ("november nov novembre nov.", 11),
        ("december dec décembre déc.", 12),
    ],
)
def test_names_of_months(names: str, month: int) -> None:
    """Every name of a month, in full or as it is shortened in either language, is known."""
    for name in names.split():
        for language in ("en", "fr"):
            assert understand(f"9 {name} 2027", NOW, language).day == date(2027, month, 9)


@pytest.mark.parametrize(
    ("names", "day"),
    [
        ("monday mon mon. lundi lun.", 23),
        ("tuesday tue tues. mardi", 24),
        ("wednesday wed weds. mercredi mer.", 25),
        ("thursday thu thur thurs jeudi jeu.", 26),
        ("friday fri fri. vendredi ven.", 27),
        ("saturday sat sat. samedi sam.", 28),
        ("sunday sun sun. dimanche dim.", 22),
    ],
)
def test_names_of_weekdays(names: str, day: int) -> None:
    """Every name of a weekday, in full or as it is shortened in either language, is known."""
    for name in names.split():
        for language in ("en", "fr"):
            assert understand(f"{name} 14h", NOW, language).day == date(2026, 11, day)


NEXT = {  # the day it is said on: what next monday ... next sunday is, or a dot where people differ
    "2026-11-23": "30 1 . . . . .",
    "2026-11-24": "30 1 2 . . . .",
    "2026-11-25": "30 1 2 3 . . .",
    "2026-11-26": "30 1 2 3 4 . .",
    "2026-11-27": "30 1 2 3 4 5 .",
    "2026-11-28": "30 1 2 3 4 5 6",
    "2026-11-29": ". 1 2 3 4 5 6",
}


@pytest.mark.parametrize(("today", "expected"), NEXT.items())
def test_next_weekday(today: str, expected: str) -> None:
    """Next friday is in the next week, and refused where it could be in this one."""
    now = datetime.fromisoformat(today)
    days = [day for day in expected.split() for _ in range(2)]
    said = [
        phrase
        for english, french in zip(ENGLISH_DAYS, FRENCH_DAYS, strict=True)
        for phrase in (f"next {english}", f"{french} prochain")
    ]
    found = [read_or_none(phrase, now=now) for phrase in said]
    assert [str(date.fromisoformat(day).day) if day else "." for day in found] == days


@pytest.mark.parametrize("day", range(7))
def test_bare_weekdays_are_the_seven_days_after_today(day: int) -> None:
    """From any day, the seven weekdays are the seven coming days, and last ones the seven gone."""
    now = NOW + timedelta(day)
    coming = {now.date() + timedelta(n) for n in range(1, 8)}
    gone = {now.date() - timedelta(n) for n in range(1, 8)}
    for names in (ENGLISH_DAYS, FRENCH_DAYS):
        assert {understand(name, now).day for name in names} == coming
        assert [understand(name, now).day.weekday() for name in names] == list(range(7))
    assert {understand(f"last {name}", now).day for name in ENGLISH_DAYS} == gone
    assert {understand(f"{name} dernier", now).day for name in FRENCH_DAYS} == gone


@pytest.mark.parametrize(
    ("phrase", "moment"),
    [
        ("demain", "2026-11-22 10:15"),
        ("demain 14h", "2026-11-22 14:00"),
        ("demain à 0h00", "2026-11-22 00:00"),
        ("demain matin", "2026-11-22 10:15"),
        ("demain après-midi", "2026-11-22 14:00"),
        ("tomorrow evening", "2026-11-22 18:00"),
        ("in 90 minutes", "2026-11-21 22:20"),
    ],
)
def test_the_default_fills_in_what_was_not_said(phrase: str, moment: str) -> None:
    """An unsaid time is the default, unless it is not in the part of the day that was said."""
    found = understand(phrase, NOW).local(time(10, 15))
    assert found == datetime.fromisoformat(moment)
    assert found.tzinfo is None


@pytest.mark.parametrize(
    ("phrase", "now", "meaning"),
    [
        ("samedi 20h50", "2026-11-21T20:50", "2026-11-28 20:50"),
        ("samedi 20h50", "2026-11-21T20:49", "2026-11-21 20:50"),
        ("samedi soir", "2026-11-21T16:59", "2026-11-21 evening"),
        ("samedi soir", "2026-11-21T17:00", "2026-11-28 evening"),
        ("saturday noon", "2026-11-21T09:00", "2026-11-21 12:00"),
        ("saturday", "2026-11-21T00:00", "2026-11-28"),
    ],
)
def test_the_weekday_of_today(phrase: str, now: str, meaning: str) -> None:
    """Today's weekday is today while the hour said is still to come, then a week from today."""
    assert read(phrase, now=datetime.fromisoformat(now)) == meaning


def test_a_part_of_the_day_suggests_its_usual_time() -> None:
    """Where the default does not fit, morning is 9:00, afternoon 14:00 and evening 18:00."""
    hours = [understand(f"demain {part}", NOW).local(time(0)) for part in ("midi", "soir")]
    assert [moment.hour for moment in hours] == [12, 18]
    assert understand("demain matin", NOW).local(time(12)).time() == time(9)
    assert understand("demain après-midi", NOW).local(time(19)).time() == time(14)
    assert understand("demain soir", NOW).local(time(23, 59)).time() == time(23, 59)


def test_a_time_that_was_not_said_is_not_made_up() -> None:
    """A day alone has no time, and midnight is a time."""
    assert understand("demain", NOW) == When(date(2026, 11, 22), None)
    assert understand("demain 00:00", NOW) == When(date(2026, 11, 22), time(0))


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
MINUTES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
LANGUAGES = st.sampled_from(["en", "fr"])
PREFERENCES = st.sampled_from(["future", "past", "nearest"])


@given(DAYS, MINUTES, LANGUAGES, PREFERENCES)
def test_iso_is_always_understood(day: date, at: time, language: str, prefer: Prefer) -> None:
    """Any ISO date, with a time or without, is understood as itself."""
    for text in (f"{day} {at:%H:%M}", f"{day}T{at:%H:%M}", datetime.combine(day, at).isoformat()):
        assert understand(text, NOW, language, prefer=prefer) == When(day, at)
    assert understand(str(day), NOW, language, prefer=prefer) == When(day, None)


@given(DAYS, MINUTES, LANGUAGES)
def test_french_in_full(day: date, at: time, language: str) -> None:
    """Any date written out in French, with its weekday or without; an hour of the night with its 0."""
    number = "1er" if day.day == 1 else day.day
    hour = f"{at.hour:02}" if 1 <= at.hour <= 6 else at.hour
    text = f"{number} {FRENCH_MONTHS[day.month - 1]} {day.year:04} à {hour}h{at.minute:02}"
    for said in (text, f"le {text}", f"{FRENCH_DAYS[day.weekday()]} {text}"):
        assert understand(said, NOW, language) == When(day, at)


@given(DAYS, MINUTES, LANGUAGES)
def test_english_in_full(day: date, at: time, language: str) -> None:
    """Any date written out in English is understood, except at twelve in the night."""
    hour, half = at.hour % 12 or 12, "pm" if at.hour >= 12 else "am"
    date_ = f"{MONTHS[day.month - 1]} {day.day}, {day.year:04}"
    text = f"{date_} at {hour}:{at.minute:02} {half}"
    for said in (text, f"{ENGLISH_DAYS[day.weekday()]}, {text}"):
        if at == time(0):
            with pytest.raises(UnknownDate):
                understand(said, NOW, language)
        else:
            assert understand(said, NOW, language) == When(day, at)


@given(st.dates(date(1000, 1, 1)), MINUTES.filter(lambda t: not 1 <= t.hour <= 6))
def test_what_the_program_shows_can_be_typed_back(day: date, at: time) -> None:
    """A moment as the program writes it is understood, but for small hours without a zero."""
    english = Words("en", terminal=True).moment(datetime.combine(day, at))
    assert understand(english, NOW, "en") == When(day, at)


@given(DAYS, st.sampled_from("/.-"))
def test_figures_in_french_and_in_english(day: date, mark: str) -> None:
    """Figures are day first in French; in English, only where the order cannot be mistaken."""
    text = f"{day:%d}{mark}{day:%m}{mark}{day.year:04}"
    assert understand(text, NOW, "fr") == When(day, None)
    if day.day > 12 or day.day == day.month:
        assert understand(text, NOW, "en") == When(day, None)
    else:
        with pytest.raises(UnknownDate):
            understand(text, NOW, "en")


@given(st.datetimes(datetime(1600, 1, 1), datetime(9000, 1, 1)), DAYS)
def test_a_day_without_its_year_is_the_first_to_come_or_the_last_gone(
    now: datetime, day: date
) -> None:
    """No such day lies between today and the one understood."""
    text = f"{day.day} {FRENCH_MONTHS[day.month - 1]}"
    future = understand(text, now, prefer="future").day
    past = understand(text, now, prefer="past").day
    assert past <= now.date() <= future
    years = range(past.year, future.year + 1)
    such = [
        date(year, day.month, day.day)
        for year in years
        if day.day <= calendar.monthrange(year, day.month)[1]
    ]
    assert [found for found in such if past < found < future] in ([], [now.date()])
    assert understand(text, now, prefer="nearest").day in (past, future)


@given(st.text(), LANGUAGES, PREFERENCES)
@example("\ud800", "en", "future")
@example("İ 3", "fr", "past")
@example("²/³", "en", "future")
def test_nothing_but_unknown_date_is_raised(text: str, language: str, prefer: Prefer) -> None:
    """Whatever is typed is understood or refused, and never anything else."""
    try:
        found = understand(text, NOW, language, prefer=prefer)
    except UnknownDate as refusal:
        found = None
        told_to = str(refusal) and refusal.todo.format_map(refusal.values)
    assert isinstance(found, When) or told_to


VOCABULARY = sorted(
    {*when_words._terms(), *when_words._numerals()}
    | {"in", "a", "of", "at", "on", "the", "le", "la", "de", "du", "à", "un", "une", "il", "en"}
    | {",", "-", "@", "/", ":", ".", "h", "pm", "t", "an", "ago", "dans", "by"}
    | {"3", "24", "2026", "14h", "14h05", "2pm", "14:05", "3/12", "2026-12-03", "12/26", "3rd"}
)
NOWS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59))


@given(st.lists(st.sampled_from(VOCABULARY), max_size=7), NOWS, LANGUAGES, PREFERENCES)
def test_known_words_in_any_order(
    words: list[str], now: datetime, language: str, prefer: Prefer
) -> None:
    """Known words in any order have one meaning at most, at any time, whatever their case."""
    text = " ".join(words)
    for reading in when_words.readings(when_words.tokens(text), language):
        assert len(list(when_grammar.phrases(reading))) <= 1
    try:
        found = understand(text, now, language, prefer=prefer)
    except UnknownDate:
        with pytest.raises(UnknownDate):
            understand(text.upper(), now, language, prefer=prefer)
    else:
        assert understand(text.upper(), now, language, prefer=prefer) == found


@given(st.sampled_from(EVERY_PHRASE), st.sampled_from(["x", "7", "not", "sauf", "?", "%", "12345"]))
@example(("demain", "fr"), "pas")
def test_no_word_is_ignored(phrase: tuple[str, str], more: str) -> None:
    """A word too many, before or after, is never dropped."""
    text, language = phrase
    for said in (f"{text} {more}", f"{more} {text}"):
        if (found := read_or_none(said, language)) is not None:
            assert found != read(text, language), said


def test_no_shape_has_two_rules() -> None:
    """A shape is listed once, so the order of the grammar's lines decides nothing."""
    listed = Counter(shape for line, _ in when_grammar._DAYS for shape in when_words.shapes(line))
    assert [shape for shape, times in listed.items() if times > 1] == []


def test_no_phrase_can_be_split_in_two_ways() -> None:
    """No two pairs of a day and a time, in either order, make the same sequence of symbols."""
    made = Counter(
        sequence
        for day in when_grammar._days()
        for hour in when_grammar._hours()
        for comma in (" ", " , ")
        for sequence in {f"{day}{comma}{hour}".strip(" ,"), f"{hour}{comma}{day}".strip(" ,")}
        if (day and hour) or comma == " "
    )
    assert [sequence for sequence, times in made.items() if times > 1] == []


def test_no_spelling_has_two_meanings() -> None:
    """A word of the tables is listed once."""
    spelt = [term for terms in when_words._SPELLINGS.values() for term in terms.split(", ")]
    spelt += " ".join(when_words._WEEKDAYS.values()).replace(",", "").split()
    spelt += when_words._MONTHS.replace(",", "").split()
    assert [term for term, times in Counter(spelt).items() if times > 1] == []
    assert max(len(term.split()) for term in spelt) <= when_words._LONGEST_TERM


def test_every_symbol_of_the_grammar_can_be_typed() -> None:
    """The grammar has no symbol, and no word, that the tables do not make or leave alone."""
    made = {token.symbol for token in when_words._terms().values()}
    made |= {"N", "Y", "K", "ORD", "ISO", "DM", "DMY", "DM2", "H", ",", "-", "@", ""}
    words = {
        word
        for line in [line for line, _ in when_grammar._DAYS] + list(when_grammar._HOURS)
        for shape in when_words.shapes(line)
        for word in shape.split()
    }
    unknown = {word for word in words - made if not word.islower() or word in when_words._terms()}
    assert unknown == set()
