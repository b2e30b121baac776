"""What is being typed, as front ends keep it and offer it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.storage.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Drafts", "free", "resumable", "waiting"]

MOST = 1000
"""Drafts of one form."""


def waiting(drafts: Drafts, form: str) -> str | None:
    """The draft of a form that waits to be taken up: the first of FORM, FORM-2, FORM-3 …"""
    return next(_names(drafts, form, there=True), None)


def free(drafts: Drafts, form: str) -> str:
    """A name for a draft of the form that overwrites no other."""
    return next(_names(drafts, form, there=False))


def resumable(drafts: Drafts, form: str) -> str | None:
    """The first draft of a form that a screen can take up: one on which no editor is at work."""
    kept = drafts.all()
    return next(
        (each for each in _all(form) if each in kept and not drafts.path(each).exists()), None
    )


def _all(form: str) -> Iterator[str]:
    yield form
    yield from (f"{form}-{number}" for number in range(2, MOST))


def _names(drafts: Drafts, form: str, *, there: bool) -> Iterator[str]:
    for each in _all(form):
        if (drafts.load(each) is not None or drafts.path(each).exists()) == there:
            yield each
