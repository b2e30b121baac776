"""The words of the program: one catalogue, one language at a time, French typography included.

The source language is English. Translations live in ``locale/<lang>/LC_MESSAGES``; a French
message is written with the narrow no-break space (U+202F) that files want before ``; ! ?``, and
shown on a terminal with an ordinary no-break space, which every terminal font has. That change
is made to our own words before a person's text is put in, so a person's text is never touched.
In the same way a key that a message names, written ``‹u›``, becomes the one that does it now, and
a French ``de {name}`` becomes ``d’{name}`` before a name that begins with a vowel.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr")
NBSP = "\u00a0"
NARROW_NBSP = "\u202f"
_KEY = re.compile("‹([^›]+)›")
_ELIDING = re.compile(r"\b([Dd]|[Qq]u)e {(\w+)}")
_VOWEL = re.compile("[aàáâãäåæeèéêëiíîïoòóôõöøœuùúûü]|y[^aeiou]|h[^a]", re.IGNORECASE)
"""How a word begins before which French elides: an h as in Hélène does, as in Hans it does not."""
_LOCALES = Path(__file__).parent / "locale"


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
    N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
SHORT_WEEKDAYS = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip


class Words:
    """One language for one medium: messages, dates, times and lists in its typography."""

    def __init__(self, language: str, *, terminal: bool, domain: str = "rmjournal") -> None:
        self.language = language
        self.terminal = terminal
        self._catalogue = _catalogue(language, domain)

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language, its ``{placeholders}`` filled with ``values``."""
        return self._fill(self._catalogue.gettext(message) if message else "", values)

    def message(self, message: str) -> str:
        """The message in this language, its placeholders left as they are."""
        return self._fill(self._catalogue.gettext(message) if message else "", {})

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that ``n`` asks for; ``{n}`` is filled with it."""
        return self._fill(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def _fill(self, sentence: str, values: dict[str, object]) -> str:
        if self.terminal:
            sentence = sentence.replace(NARROW_NBSP, NBSP)
        if "‹" in sentence:
            sentence = _KEY.sub(lambda found: _keys.get(found[1], found[1]), sentence)
        if self.language == "fr" and "e {" in sentence:
            sentence = _elided(sentence, values)
        return sentence.format_map(values) if values else sentence

    def date(
        self, day: date, *, weekday: bool = True, year: bool = True, short: bool = False
    ) -> str:
        """A date in words: ``Tuesday 7 April 2026``, ``mardi 1er avril 2026``; short for lists."""
        months, weekdays = (SHORT_MONTHS, SHORT_WEEKDAYS) if short else (MONTHS, WEEKDAYS)
        month = self.text(months[day.month - 1])
        number = str(day.day)
        if self.language == "fr" and day.day == 1:
            number = "1er"
        parts = [f"{number}{NBSP if self.language == 'fr' else ' '}{month}"]
        if weekday:
            parts.insert(0, self.text(weekdays[day.weekday()]))
        if year:
            parts.append(str(day.year))
        return " ".join(parts)

    def time(self, moment: time | datetime) -> str:
        """A time of day: ``14:05``; ``14 h 05`` and ``14 h`` in French."""
        if self.language != "fr":
            return f"{moment.hour}:{moment.minute:02d}"
        minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"

    def moment(self, at: datetime, *, year: bool = True, seconds: bool = False) -> str:
        """A date and its time of day, as one says them."""
        time = self._to_the_second(at) if seconds else self.time(at)
        return self.text(N_("{date} at {time}"), date=self.date(at.date(), year=year), time=time)

    def _to_the_second(self, at: datetime) -> str:
        """``14:05:09``; ``14 h 05 min 09 s`` in French."""
        if self.language != "fr":
            return f"{at.hour}:{at.minute:02d}:{at.second:02d}"
        return f"{at.hour}{NBSP}h{NBSP}{at.minute:02d}{NBSP}min{NBSP}{at.second:02d}{NBSP}s"

    def minutes(self, n: int) -> str:
        """A length: ``45 min``."""
        return f"{n}{NBSP}min"

    def decimal(self, number: float) -> str:
        """A number with one place behind the decimal sign: ``54.6``, ``54,6`` in French."""
        told = f"{number:.1f}"
        return told.replace(".", ",") if self.language == "fr" else told

    def listing(self, items: list[str]) -> str:
        """``a``, ``a and b``, ``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        return self.text(N_("{first} and {last}"), first=", ".join(items[:-1]), last=items[-1])

    def capital(self, sentence: str) -> str:
        """The sentence with its first letter in upper case."""
        return sentence[:1].upper() + sentence[1:]


def _elided(sentence: str, values: Mapping[str, object]) -> str:
    """The French sentence with ``d’`` and ``qu’`` before each value that begins with a vowel."""

    def joined(found: re.Match[str]) -> str:
        word, name = found.groups()
        return f"{word}’{{{name}}}" if _VOWEL.match(str(values.get(name, ""))) else found[0]

    return _ELIDING.sub(joined, sentence)


@cache  # reading one takes longer than drawing a screen, and a switch is at once
def _catalogue(language: str, domain: str) -> _gettext.NullTranslations:
    path = _LOCALES / language / "LC_MESSAGES" / f"{domain}.mo"
    if language == "en" or not path.exists():
        return _gettext.NullTranslations()
    with path.open("rb") as file:
        return _gettext.GNUTranslations(file)


def choose(explicit: str | None = None, configured: str | None = None) -> str:
    """The language to speak: asked for, then RMJOURNAL_LANG, then configured, then the locale's."""
    candidates = [
        explicit,
        os.environ.get("RMJOURNAL_LANG"),
        configured,
        *_of_the_system(os.environ),
    ]
    for candidate in candidates:
        if candidate and (short := candidate[:2].lower()) in LANGUAGES:
            return short
    return "en"


def _of_the_system(environ: Mapping[str, str]) -> list[str]:
    """What the locale asks for, as gettext reads it: LANGUAGE has the order, unless the locale is C."""
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or "C"
    if locale.partition(".")[0] in ("C", "POSIX"):
        return []
    return [*environ.get("LANGUAGE", "").split(":"), locale]


_current = Words("en", terminal=True)
_keys: dict[str, str] = {}
"""The keys that do something else than usual, by what they are called in the messages."""


def use(language: str) -> None:
    """Speak ``language`` from now on, in every thread of this process."""
    global _current
    if language != _current.language:
        _current = Words(language, terminal=True)


def name_keys(changed: Mapping[str, str]) -> None:
    """Name keys as these from now on, by the usual one; all as people read them."""
    global _keys
    _keys = dict(changed)


def words() -> Words:
    """The words of the terminal, in the language in use."""
    return _current


def _(message: str, /, **values: object) -> str:
    """The message in the language in use, for a terminal."""
    return _current.text(message, **values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The form of the message that ``n`` asks for, for a terminal."""
    return _current.plural(one, many, n, **values)
