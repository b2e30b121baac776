"""Earlier states of the journal: a generation a save, thinned to ten and then one a day for a month."""

from __future__ import annotations

import contextlib
import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rmjournal.storage import troubles

KEPT = 10
"""Generations kept whatever their age."""
DAYS = 30
"""Days for which one generation a day is kept beyond those."""
_NAME = re.compile(r"journal-(\d{8,15})-(\d{8}T\d{6})Z(?:-\d+)?\.json(?:\.age)?", re.ASCII)


class Generation(NamedTuple):
    """One kept state of the journal."""

    number: int
    saved: datetime
    """Naive, UTC."""
    path: Path


def name(number: int, saved: str) -> str:
    """The file name of a generation saved at ``saved`` (ISO 8601, UTC)."""
    compact = saved[:19].replace("-", "").replace(":", "")
    return f"journal-{number:08d}-{compact}Z.json"


def generations(directory: Path) -> list[Generation]:
    """The generations in the directory, latest first; whether they are intact is not looked at.

    Raises CannotWrite where the directory is there and cannot be read.
    """
    found = []
    for file in _names(directory):
        if match := _NAME.fullmatch(file):
            with contextlib.suppress(ValueError):
                saved = datetime.fromisoformat(match[2])
                found.append(Generation(int(match[1]), saved, directory / file))
    return sorted(found, key=_age, reverse=True)


def _age(each: Generation) -> tuple[int, datetime, int]:
    return each.number, each.saved, len(each.path.name)


def _names(directory: Path) -> list[str]:
    try:
        return os.listdir(directory)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise troubles.unreadable(error, directory) from error


def thin(directory: Path) -> None:
    """Removes what is past keeping; a generation that cannot be removed is left for the next time."""
    if len(_names(directory)) <= KEPT:
        return
    kept = generations(directory)
    days = {each.saved.date() for each in kept[:KEPT]}
    for each in kept[KEPT:]:
        recent = kept[0].saved - each.saved <= timedelta(days=DAYS)
        if recent and each.saved.date() not in days:
            days.add(each.saved.date())
        else:
            with contextlib.suppress(OSError):
                each.path.unlink()
