"""Days, hours, lengths and levels in the words of a language, for a template."""

from __future__ import annotations

from datetime import datetime

from rmjournal.i18n import N_, Words

LEVELS = {
    "start": N_("start"),
    "below": N_("on the way"),
    "expected": N_("expected"),
    "above": N_("above"),
    "best": N_("best"),
}
WORKED = {
    "yes": N_("it worked"),
    "partly": N_("it worked in part"),
    "no": N_("it did not work"),
    "not-yet": N_("not used yet"),
}


class Ours(str):
    """Words of ours, and slots: printed as they are."""

    __slots__ = ()


class Spoken:
    """What the language itself says, with nothing of a person's in it."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def date(self, iso: str) -> Ours:
        """``Tuesday 7 April 2026``."""
        return Ours(self._words.date(datetime.fromisoformat(iso)))

    def day(self, iso: str, near: str | None = None) -> Ours:
        """``Tuesday 7 April``, with the year unless ``near`` is of the same."""
        return Ours(self._words.date(datetime.fromisoformat(iso), year=_other_year(iso, near)))

    def short(self, iso: str, near: str | None = None) -> Ours:
        """``7 April``, with the year unless ``near`` is of the same."""
        day = datetime.fromisoformat(iso)
        return Ours(self._words.date(day, weekday=False, year=_other_year(iso, near)))

    def days(self, isos: list[str]) -> Ours:
        """``7 April, 28 April and 5 May 2026``: several dates, the year where it changes or ends."""
        nexts = [*isos[1:], None]
        return Ours(
            self._words.listing(
                [str(self.short(iso, near)) for iso, near in zip(isos, nexts, strict=True)]
            )
        )

    def duration(self, minutes: int) -> Ours:
        """``7 h 30 min``."""
        hours, left = divmod(int(minutes), 60)
        told = [f"{hours}\u00a0h"] if hours else []
        told += [self._words.minutes(left)] if left or not hours else []
        return Ours(" ".join(told))

    def decimal(self, number: float) -> Ours:
        """``54.6``, with the language's own sign."""
        return Ours(self._words.decimal(number))

    def time(self, iso: str) -> Ours:
        """``14:05``."""
        return Ours(self._words.time(datetime.fromisoformat(iso)))

    def moment(self, iso: str) -> Ours:
        """``Tuesday 7 April 2026 at 14:05``."""
        return Ours(self._words.moment(datetime.fromisoformat(iso)))

    def minutes(self, n: int) -> Ours:
        """``45 min``."""
        return Ours(self._words.minutes(int(n)))

    def level(self, slug: str) -> Ours:
        """The word for a level."""
        return Ours(self._words.text(LEVELS[slug]))

    def worked(self, slug: str) -> Ours:
        """What came of putting a learning into practice, in words."""
        return Ours(self._words.text(WORKED[slug]))


def _other_year(iso: str, near: str | None) -> bool:
    return near is None or iso[:4] != near[:4]
