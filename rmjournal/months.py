"""Days counted in months, where months differ in length."""

from __future__ import annotations

from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_of(year, month + 1)))


def months_between(day: date, later: date) -> int:
    """The whole months from a day to a later one: the most for which ``months_later`` is not after it."""
    months = (later.year - day.year) * 12 + later.month - day.month
    return months - (months_later(day, months) > later)


def last_of(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(1)).day
