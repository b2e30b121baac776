"""What is said when something unforeseen ends the program: calm, and nothing of what was handled."""

from __future__ import annotations

import os

from rich.console import RenderableType
from rich.text import Text

from rmjournal.i18n import _


def calm(error: BaseException | None, *, kept: bool) -> RenderableType:
    """One calm sentence: what went wrong in two facts, and where the words are."""
    drafts = _("What you were typing is kept, and is offered again.")
    lines = [
        _("Something unexpected went wrong ({fact}).", fact=_where(error)),
        _("The journal is as it was last saved."),
        drafts if kept else "",
    ]
    return Text("\n".join(each for each in lines if each))


def _where(error: BaseException | None) -> str:
    """The kind of an error and the line it comes from, and nothing of what was handled there."""
    cause = getattr(error, "error", None)
    error = cause if isinstance(cause, BaseException) else error
    if error is None:
        return "?"
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    name = type(error).__name__
    if place is None:
        return name
    return f"{name}, {os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}"
