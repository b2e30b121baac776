"""How a suggested agenda looks, with what did not fit, and what waits for another session."""

from __future__ import annotations

from rmjournal.cli import discreet, output, show
from rmjournal.cli.state import journal
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import discretion, references
from rmjournal.journal.fitting import Suggestion
from rmjournal.model.agenda import Item
from rmjournal.model.record import shown_id
from rmjournal.model.session import Session
from rmjournal.text import one_line
from rmjournal.titles import topic_in_words

LEFT_OUT = 6
"""The most suggestions shown that did not fit."""


def waiting(items: list[Item]) -> None:
    """Items that are on no agenda now, each with its reference."""
    if not items:
        output.aside(_("Nothing waits to be taken up again."))
        return
    output.table(
        (
            references.short(item),
            show.title_of(journal(), item.session),
            show.marked(item, one_line(topic_in_words(item))),
        )
        for item in items
    )
    output.aside(_("“rmjournal agenda take REF” puts one on the next agenda."))


def suggested(session: Session, suggestion: Suggestion) -> None:
    """An agenda that is suggested for a session, what it leaves out, and how much is set aside."""
    output.say(_title(session))
    output.say()
    for number, part in enumerate(suggestion.parts, start=1):
        show.candidate(journal(), number, part)
    output.say()
    output.say(_("{planned} of {minutes} min", planned=suggestion.minutes, minutes=session.minutes))
    _left_out(suggestion)
    if parked := journal().agendas.parked():
        output.aside(
            ngettext(
                "One item is set aside: rmjournal agenda show --parked",
                "{n} items are set aside: rmjournal agenda show --parked",
                len(parked),
            )
        )


def _title(session: Session) -> str:
    return words().capital(show.title(journal(), session, hushed=discretion.needed(journal())))


def _left_out(suggestion: Suggestion) -> None:
    if suggestion.left_out:
        output.heading(_("Left out"))
        hushed = discretion.needed(journal())
        for part in suggestion.left_out[:LEFT_OUT]:
            topic = discreet.said(part, topic_in_words(part), discreet=hushed)
            ref = shown_id(part.carried_from or part.source or "")
            said = ", ".join(each for each in (part.reason, ref) if each)
            output.hanging("  – ", f"{topic} ({said})", column=4)
        if len(suggestion.left_out) > LEFT_OUT:
            output.say("  " + _("and {n} more", n=len(suggestion.left_out) - LEFT_OUT))


def as_data(suggestion: Suggestion) -> dict[str, list[dict[str, object]]]:
    """A suggestion as data, with what did not fit."""
    names = ("kind", "topic", "minutes", "reason", "by", "objective", "carried_from", "source")
    return {
        "parts": [{name: getattr(part, name) for name in names} for part in suggestion.parts],
        "left_out": [{name: getattr(part, name) for name in names} for part in suggestion.left_out],
    }
