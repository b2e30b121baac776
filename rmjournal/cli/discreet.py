"""What stands on a discreet screen in the place of words that only I may read."""

from __future__ import annotations

from rmjournal.i18n import N_, _
from rmjournal.journal.discretion import Readable, keeps_its_words
from rmjournal.model.action import Action
from rmjournal.model.learning import Learning
from rmjournal.model.objective import Objective
from rmjournal.model.session import Session
from rmjournal.text import one_line

_ITEM = N_("an item that is only mine")
_INSTEAD: dict[type, str] = {
    Session: "",
    Action: N_("an action that is only mine"),
    Learning: N_("a learning that is only mine"),
    Objective: N_("an objective that is only mine"),
}


def said(record: Readable, text: str, *, discreet: bool) -> str:
    """The text on one line; where discretion hides it, whose it is, or nothing for a purpose."""
    if not keeps_its_words(record, discreet=discreet):
        return one_line(text)
    instead = _INSTEAD.get(type(record), _ITEM)
    return _(instead) if instead else ""
