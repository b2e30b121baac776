"""The words of French and English dates, and a typed phrase cut into tokens.

A token is a symbol and its numbers. These are the symbols that the grammar of ``when`` is
written in; a word that is none of them is its own symbol, so nothing typed is ever dropped.

    N  Y  K          a number of one or two digits, of four, of any other length
    ORD              3rd, 1er
    ISO              2026-12-03
    DM  DMY  DM2     3/12, 3/12/2026, 3/12/26
    CLOCK            14:05, 2pm, noon
    H                14h05: a time of day, or a length of time
    SPAN             half an hour
    D  DP            tomorrow; tonight, which is a day and a part of it
    W  M             weekday, month
    U  S  J          unit; semaine; jour, which has idioms of its own
    PART  OFPART     morning; in the morning
    WEEK  MONTH      next week, last month
    MONTHEND         end of the month
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple, TypeVar

from rmjournal.text import fold

LONGEST = 120
"""No date takes more characters than this, so a pasted page is not searched for one."""

EXACT, SHOWN, ROUGH = 2, 1, 0
"""How far an hour commits: ``17:00`` and ``5pm``; ``8h``, unless ``du soir``; ``at 5``."""

_T = TypeVar("_T")


class Token(NamedTuple):
    """A symbol of the grammar and the numbers it carries."""

    symbol: str
    values: tuple[int, ...] = ()


def tokens(text: str) -> list[Token]:
    """Everything typed, in order; accents, case, extra spaces and trailing dots do not count."""
    line = " ".join(fold(text).translate(_PLAIN).split()).rstrip(" .")
    if len(line) > LONGEST:
        return [Token("?")]
    words = re.sub(r"(?<=[a-z])(?:\.|-(?=[a-z]))", " ", line).split()
    line = " ".join(number or words[at] for at, number in _known(words, _numerals()))
    cut = list(_cut(line))
    return [term or cut[at] for at, term in _known([token.symbol for token in cut], _terms())]


def readings(cut: list[Token], language: str) -> Iterator[list[Token]]:
    """The tokens with ``mar`` settled as mardi or as March, the likelier first.

    In French it is mardi wherever that makes a date. In English it is March unless another word
    is the month: ``mar`` alone is an unfinished March, not a Tuesday.
    """
    if all(token.symbol != "mar" for token in cut):
        yield cut
        return
    mardi, march = _terms()["mardi"], _terms()["mars"]
    other_month = any(token.symbol == "M" for token in cut)
    for choice in (mardi, march) if language == "fr" else (march, mardi)[: 1 + other_month]:
        yield [choice if token.symbol == "mar" else token for token in cut]


def shapes(line: str) -> Iterator[str]:
    """Every shape that a line of the grammar stands for: ``[a|b] c`` is c, a c or b c."""
    choices = []
    for item in line.split():
        names = item.strip("[]").split("|")
        choice = [name for macro in names for name in _MACROS.get(macro, macro).split("|")]
        choices.append(["", *choice] if item.startswith("[") else choice)
    for chosen in product(*choices):
        yield " ".join(" ".join(chosen).replace("_", " ").split())


def _known(words: list[str], table: Mapping[str, _T]) -> Iterator[tuple[int, _T | None]]:
    """Each entry of the table and where it starts, the longest first; None for any other word."""
    at = 0
    while at < len(words):
        for size in range(_LONGEST_TERM, 0, -1):
            entry = table.get(" ".join(words[at : at + size]))
            if entry is not None:
                break
        yield at, entry
        at += size


def _cut(line: str) -> Iterator[Token]:
    """The tokens of a folded line, before words are looked up."""
    at = 0
    while at < len(line):
        for pattern, read in _PIECES:
            if piece := re.compile(pattern, re.ASCII).match(line, at):
                if piece[0] != " ":
                    yield read(piece)
                at = piece.end()
                break


def _iso(piece: re.Match[str]) -> Token:
    return Token("ISO", (int(piece[1]), int(piece[3]), int(piece[4])))


def _numeric(piece: re.Match[str]) -> Token:
    """Day and month in some order; without a year only ``3/12`` is a date, 3.12 may be a time."""
    first, second, year = int(piece[1]), int(piece[3]), piece[4]
    if year is None:
        return Token("DM" if "/" in piece[2] else "?", (first, second))
    return Token("DMY", (first, second, int(year))) if len(year) == 4 else Token("DM2")


def _twelve_hours(piece: re.Match[str]) -> Token:
    """``2:30 pm``; noon is 12 pm, while 12 am is as much of two days as midnight."""
    hour, minute = _half_day(piece[1], piece[3]), int(piece[2] or 0)
    return Token("CLOCK", (hour, minute, 0, EXACT)) if hour or minute else Token("MIDNIGHT")


def _half_day(hour: str, half: str) -> int:
    """The hour of the day of ``2`` and ``p``; -1, no hour at all, for ``14`` and ``p``."""
    return int(hour) % 12 + 12 * (half == "p") if 1 <= int(hour) <= 12 else -1


def _colon(piece: re.Match[str]) -> Token:
    """The clock of 24 hours; ``2:30`` is too likely to be an afternoon to be taken for a night."""
    hour, minute, second = int(piece[1]), int(piece[2]), int(piece[3] or 0)
    sure = EXACT if len(piece[1]) == 2 else ROUGH if 1 <= hour <= 6 else SHOWN
    return Token("CLOCK", (hour, minute, second, sure))


def _french_hour(piece: re.Match[str]) -> Token:
    """``14h05``; ``à 3h`` is said of the afternoon at least as often as of the night."""
    hour = int(piece[1])
    sure = EXACT if len(piece[1]) == 2 else ROUGH if 1 <= hour <= 6 else SHOWN
    minute = _FRACTIONS[piece[3]] if piece[3] else int(piece[2] or 0)
    if piece[4]:
        hour, minute = hour - 1, 45
    return Token("H", (hour, minute, 0, sure))


def _past(piece: re.Match[str]) -> Token:
    hour = _half_day(piece[3], piece[4]) if piece[4] else int(piece[3])
    minute = _FRACTIONS[piece[1]]
    if piece[2] == "to":
        hour, minute = hour - 1, 60 - minute
    return Token("CLOCK", (hour, minute, 0, EXACT if piece[4] else ROUGH))


def _oclock(piece: re.Match[str]) -> Token:
    return Token("CLOCK", (int(piece[1]), 0, 0, ROUGH))


def _ordinal(piece: re.Match[str]) -> Token:
    return Token("ORD", (int(piece[1]),))


def _number(piece: re.Match[str]) -> Token:
    digits = len(piece[0])
    symbol = {1: "N", 2: "N", 4: "Y"}.get(digits, "K")
    return Token(symbol, (int(piece[0]),)) if digits < 8 else Token("?")


def _word(piece: re.Match[str]) -> Token:
    return Token(piece[0])


def _mark(piece: re.Match[str]) -> Token:
    return Token(piece[0] if piece[0] in ",-@" else "?")


_MACROS = {
    "AT": "at|a|@",
    "BY": "by|DICI",
    "IN": "in|dans|within|sous|DICI",
    "COUNT": "N|Y|K|a|an|un|une",
    "UNIT": "U|S|J",
    "DAY": "N|ORD",
    "HEAD": "on|the|on_the|le|by|by_the|DICI|DICI_le",
    "WD": "W|W_,|on_W|on_W_,|le_W|le_W_,|by_W|DICI_W",
}
_PIECES: tuple[tuple[str, Callable[[re.Match[str]], Token]], ...] = (
    (r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?![\d/.-])(?:t(?=\d))?", _iso),
    (r"(\d\d?)(?:[:.](\d\d))? ?([ap]) ?m(?![a-z])", _twelve_hours),
    (r"(half|quarter) (past|to) (\d\d?)(?: ?([ap]) ?m)?(?![\d:.a-z])", _past),
    (r"(\d\d?)( ?/ ?|[-.])(\d\d?)(?:\2(\d+))?(?![/.-]?\d)", _numeric),
    (r"(\d\d?) ?: ?(\d\d)(?::(\d\d))?(?![\d:a-z])", _colon),
    (
        r"(\d{1,3}) ?(?:heures?|h)"
        r"(?: ?(\d\d)(?![\d/:.-])| et (quart|demie?)| (moins le quart))?(?![a-z])",
        _french_hour,
    ),
    (r"(\d\d?) o ?clock(?![a-z])", _oclock),
    (r"(\d\d?)(?:st|nd|rd|th|er)(?![a-z])", _ordinal),
    (r"\d+", _number),
    (r"[a-z]+", _word),
    (r"(?s:.)", _mark),
)
_PLAIN = str.maketrans("'`´ʼ′‐‑‒–—−", "     ------")
_FRACTIONS = {"half": 30, "demi": 30, "demie": 30, "quarter": 15, "quart": 15}


@cache
def _numerals() -> dict[str, str]:
    """Numbers in words to 59, and the ordinals that people spell out."""
    english, french = _UNITS_EN.split(), _UNITS_FR.split()
    found = {word: str(n) for n, word in enumerate(english + _TEENS_EN.split(), 1)}
    found |= {word: str(n) for n, word in enumerate(french, 1) if word not in ("un", "sept")}
    found |= {word.replace("-", " "): str(n) for n, word in enumerate(_TEENS_FR.split(), 10)}
    for tens, (in_english, in_french) in enumerate(_TENS, 2):
        found |= {in_english: f"{tens}0", in_french: f"{tens}0"}
        found |= {f"{in_english} {unit}": f"{tens}{n}" for n, unit in enumerate(english, 1)}
        found |= {f"{in_french} {unit}": f"{tens}{n}" for n, unit in enumerate(french, 1)}
        found |= {f"{in_french} et un": f"{tens}1", f"{in_french} et une": f"{tens}1"}
    found |= {f"sept {unit}": f"7 {unit}" for unit in _AFTER_SEPT.split()}
    return found | {"first": "1st", "second": "2nd", "third": "3rd", "premier": "1er"}


_UNITS_EN = "one two three four five six seven eight nine"
_UNITS_FR = "un deux trois quatre cinq six sept huit neuf"
_TEENS_EN = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TEENS_FR = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
_TENS = (
    ("twenty", "vingt"), ("thirty", "trente"), ("forty", "quarante"), ("fifty", "cinquante"),
)  # fmt: skip
_AFTER_SEPT = "heure heures jour jours semaine semaines mois minute minutes ans"
_LONGEST_TERM = 5
_SPELLINGS: dict[Token, str] = {
    Token("D", (0,)): "today, aujourd hui, aujourdhui, d aujourd hui",
    Token("D", (1,)): "tomorrow, demain, de demain",
    Token("D", (2,)): "day after tomorrow, the day after tomorrow, apres demain",
    Token("D", (-1,)): "yesterday, hier",
    Token("D", (-2,)): "day before yesterday, the day before yesterday, avant hier",
    Token("DP", (0, 0)): "this morning, ce matin",
    Token("DP", (0, 1)): "this afternoon, cet apres midi, cette apres midi, cet aprem",
    Token("DP", (0, 2)): "tonight, this evening, ce soir",
    Token("DP", (-1, 2)): "last night",
    Token("NOW"): "now, right now, maintenant",
    Token("MIDDAY"): "ce midi",
    Token("CLOCK", (12, 0, 0, EXACT)): "noon, midday, midi",
    Token("CLOCK", (12, 15, 0, EXACT)): "midi et quart",
    Token("CLOCK", (12, 30, 0, EXACT)): "midi et demi, midi et demie",
    Token("CLOCK", (11, 45, 0, EXACT)): "midi moins le quart",
    Token("MIDNIGHT"): "midnight, minuit",
    Token("PART", (0,)): "morning, matin",
    Token("PART", (1,)): "afternoon, apres midi, aprem",
    Token("PART", (2,)): "evening, night, soir",
    Token("OFPART", (0,)): "in the morning, du matin, au matin, le matin, en matinee, "
    "dans la matinee",
    Token("OFPART", (1,)): "in the afternoon, de l apres midi, l apres midi, dans l apres midi",
    Token("OFPART", (2,)): "in the evening, at night, du soir, au soir, le soir, en soiree, "
    "dans la soiree",
    Token("NEXT"): "next, prochain, prochaine",
    Token("LAST"): "last, dernier, derniere",
    Token("THIS"): "this, ce, cet",
    Token("COMING"): "coming, this coming, the coming",
    Token("DICI"): "d ici, d ici a, d ici au, pour",
    Token("SINCE"): "il y a, y a",
    Token("FROMNOW"): "from now, from today",
    Token("WEEK", (-1,)): "last week, semaine derniere, la semaine derniere",
    Token("WEEK", (0,)): "this week, cette semaine",
    Token("WEEK", (1,)): "next week, semaine prochaine, la semaine prochaine",
    Token("MONTH", (-1,)): "last month, mois dernier, le mois dernier",
    Token("MONTH", (0,)): "this month, ce mois, ce mois ci",
    Token("MONTH", (1,)): "next month, mois prochain, le mois prochain",
    Token("MONTHEND", (0,)): "end of the month, the end of the month, end of month, "
    "fin du mois, la fin du mois, fin de mois",
    Token("MONTHEND", (1,)): "end of next month, the end of next month, "
    "fin du mois prochain, la fin du mois prochain",
    Token("YEAREND"): "end of the year, the end of the year, end of year, fin de l annee, "
    "la fin de l annee, fin d annee",
    Token("END"): "end of, the end of, fin, fin de, fin d, la fin de, la fin d",
    Token("MID"): "mid, mi, la mi",
    Token("SPAN", (15,)): "a quarter of an hour, un quart d heure",
    Token("SPAN", (30,)): "half an hour, a half hour, une demi heure",
    Token("SPAN", (90,)): "an hour and a half, une heure et demie",
    Token("U", (0, 0, 1)): "minute, minutes, min, mins, mn",
    Token("U", (0, 0, 60)): "hour, hours, hr, hrs, heure, heures",
    Token("U", (1, 0, 0)): "day, days",
    Token("J", (1, 0, 0)): "jour, jours",
    Token("U", (7, 0, 0)): "week, weeks",
    Token("S", (7, 0, 0)): "semaine, semaines",
    Token("U", (14, 0, 0)): "fortnight, fortnights",
    Token("S", (14, 0, 0)): "quinzaine",
    Token("U", (0, 1, 0)): "month, months, mois",
    Token("U", (0, 12, 0)): "year, years, ans, annee, annees",
}
_WEEKDAYS = {
    False: "monday mon, tuesday tues tue, wednesday weds wed, thursday thurs thur thu, "
    "friday fri, saturday sat, sunday sun",
    True: "lundi lun, mardi, mercredi mer, jeudi jeu, vendredi ven, samedi sam, dimanche dim",
}
_MONTHS = (
    "january jan janvier janv, february feb fevrier fevr fev, march mars, april apr avril avr, "
    "may mai, june jun juin, july jul juillet juil, august aug aout, "
    "september sept sep septembre, october oct octobre, november nov novembre, "
    "december dec decembre"
)


@cache
def _terms() -> dict[str, Token]:
    """Every word and phrase of the tables, folded, and what it means."""
    found = {term: token for token, terms in _SPELLINGS.items() for term in terms.split(", ")}
    for french, week in _WEEKDAYS.items():
        for day, names in enumerate(week.split(", ")):
            found |= dict.fromkeys(names.split(), Token("W", (day, french)))
    for month, names in enumerate(_MONTHS.split(", "), 1):
        found |= dict.fromkeys(names.split(), Token("M", (month,)))
    return found
