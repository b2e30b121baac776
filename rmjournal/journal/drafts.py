"""What is being typed, as front ends keep it and offer it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.storage.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Drafts", "free", "waiting"]

MOST = 1000
"""Drafts of one form."""


def waiting(drafts: Drafts, form: str) -> str | None:
    """The draft of a form that waits to be taken up: the first of FORM, FORM-2, FORM-3 …"""
    return next(_names(drafts, form, there=True), None)


def free(drafts: Drafts, form: str) -> str:
    """A name for a draft of the form that overwrites no other."""
    return next(_names(drafts, form, there=False))


def _names(drafts: Drafts, form: str, *, there: bool) -> Iterator[str]:
    for number in range(1, MOST):
        each = form if number == 1 else f"{form}-{number}"
        if (drafts.load(each) is not None or drafts.path(each).exists()) == there:
            yield each
