"""What leaves the journal: chosen for an audience, checked, and written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rmjournal import export as exports
from rmjournal.errors import NotFound, UsageProblem
from rmjournal.export.context import Audience
from rmjournal.i18n import N_, Words
from rmjournal.journal import references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rmjournal.export.context import Export
    from rmjournal.journal import Journal
    from rmjournal.model.record import Record
    from rmjournal.model.session import Session

KINDS = ("recap", "journal")

__all__ = ["KINDS", "Audience", "Exported", "Request", "carry_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked to export."""

    kind: str = "recap"
    audience: Audience = Audience.PARTNER
    session: Session | None = None
    """For a recap; the last one held unless it is named."""
    since: date | None = None
    until: date | None = None
    without: tuple[str, ...] = ()
    """References of records to leave out."""
    with_feedback: bool = False
    template: str | None = None
    format: str = "md"


@dataclass(frozen=True, slots=True)
class Exported:
    """An export, ready to be handed out, and how much was withheld from it."""

    text: str
    withheld: Mapping[str, int]
    """How many records the audience may not see, by the name of their table."""


def carry_out(journal: Journal, request: Request, words: Words) -> Exported:
    """The export as text, after the check that it says nothing its audience may not read.

    Raises NotFound without a held session to recap, Leak where the check fails.
    """
    export = _export(journal, request)
    text = exports.write(
        journal.store,
        journal.pair,
        export,
        words,
        template=request.template,
        format=request.format,
    )
    return Exported(text, export.withheld)


def _export(journal: Journal, request: Request) -> Export:
    left_out: list[Record] = [references.find(journal, text) for text in request.without]
    without = frozenset(record.id for record in left_out)
    now = journal.clock.now()
    if request.kind == "journal":
        from rmjournal.export.journal import journal as whole

        return whole(
            journal.store, journal.pair, since=request.since, until=request.until,
            audience=request.audience, now=now, without=without,
            with_feedback=request.with_feedback,
        )  # fmt: skip
    from rmjournal.export.recap import recap

    session = request.session or journal.sessions.last()
    if session is not None and session.id in without:
        raise UsageProblem(
            N_("The session that the recap is of cannot be left out of it."),
            kept=N_("Nothing was exported."),
            todo=N_("Leave out what should not appear in it, or choose another session."),
        )
    if session is None:
        raise NotFound(
            N_("No session has been held yet, so there is nothing to recap."),
            todo=N_("“rmjournal session done” says that one took place."),
        )
    return recap(
        journal.store, journal.pair, session, audience=request.audience, now=now,
        without=without, with_feedback=request.with_feedback,
    )  # fmt: skip
