"""Choosing who may read a record, on any screen that shows one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rmjournal.i18n import _
from rmjournal.model.record import Record, Visibility
from rmjournal.screens.base import JournalScreen
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.phrases import first
from rmjournal.vocabulary import readers
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def choose_readers(screen: JournalScreen, record: Record, offered: Sequence[Visibility]) -> None:
    """Asks who may read it, has that carried out, and says what follows from it.

    ``offered`` are the others that it can be for; that it may leave is spoken of only where it can.
    """
    said = [plain(_("Who may read this? Now: {readers}.", readers=readers(record.visibility)))]
    if Visibility.SHAREABLE in (record.visibility, *offered):
        said.append(
            plain(
                _("What may leave the pair leaves only once both of you consent, and anonymised.")
            )
        )
    dialog = Dialog(*said, offers=tuple((readers(each), each) for each in offered))
    screen.app.push_screen(dialog, lambda answer: _chosen(screen, record, answer or ""))


def _chosen(screen: JournalScreen, record: Record, answer: str) -> None:
    if answer:
        screen.do(lambda journal: show_to(journal, record, Visibility(answer)), screen.done)


def show_to(journal: Journal, record: Record, visibility: Visibility) -> str:
    """Has the record read by these from now on; returns a sentence that says so."""
    changed = journal.records.show_to(record, visibility)
    name = first(journal.pair.partner.name)
    said = [_("From now on: {readers}.", readers=readers(changed.visibility))]
    if record.visibility is Visibility.PRIVATE:
        said.append(_("From now on it is in what you export for {name}.", name=name))
    if journal.records.may_leave(changed):
        said.append(_("Both of you consent: it may leave the pair, anonymised."))
    elif changed.visibility is Visibility.SHAREABLE:
        said.append(_("It leaves the pair only once {name} consents too.", name=name))
    return " ".join(said)
