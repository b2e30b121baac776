"""What is being typed, as front ends keep it and offer it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.storage.drafts import Drafts, says_something

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Drafts", "free", "resumable", "waiting"]

MOST = 1000
"""Drafts of one form."""


def waiting(drafts: Drafts, form: str) -> str | None:
    """The draft of a form that waits to be taken up: the first of FORM, FORM-2, FORM-3 …"""
    return next((each for each in drafts.among(_all(form)) if _waits(drafts, each)), None)


def free(drafts: Drafts, form: str) -> str:
    """A name for a draft of the form that overwrites no other."""
    return next(each for each in _all(form) if not (drafts.begun(each) or drafts.holds(each)))


def resumable(drafts: Drafts, form: str) -> str | None:
    """The first draft of a form that a screen can take up: one on which no editor is at work."""
    kept = drafts.all()
    return next((each for each in _all(form) if each in kept and not drafts.begun(each)), None)


def _all(form: str) -> Iterator[str]:
    yield form
    yield from (f"{form}-{number}" for number in range(2, MOST))


def _waits(drafts: Drafts, name: str) -> bool:
    return drafts.begun(name) or says_something(drafts.load(name) or {})
