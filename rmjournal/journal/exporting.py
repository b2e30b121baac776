"""What leaves the journal: chosen for an audience, checked, and written out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rmjournal import export as exports
from rmjournal.errors import NotFound, Refused, Slugs, UsageProblem
from rmjournal.export.context import Audience
from rmjournal.i18n import N_, Words
from rmjournal.journal import references
from rmjournal.journal.period import check_order
from rmjournal.model.value import value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rmjournal.export.context import Export
    from rmjournal.export.people import People
    from rmjournal.export.render import Page
    from rmjournal.journal import Journal
    from rmjournal.model.record import Record
    from rmjournal.model.session import Session

_THE_TWO = (Audience.SELF, Audience.PARTNER)
AUDIENCES: dict[str, tuple[Audience, ...]] = {
    "recap": _THE_TWO,
    "agenda": _THE_TWO,
    "objectives": _THE_TWO,
    "journal": (*_THE_TWO, Audience.ANONYMOUS),
    "charter": _THE_TWO,
    "report": (*_THE_TWO, Audience.PROGRAMME, Audience.ANONYMOUS),
}
"""Who each kind of export can be for."""
KINDS = tuple(AUDIENCES)
OF_A_SESSION = ("recap", "agenda")
OF_A_PERIOD = ("journal", "report")
WITH_FEEDBACK = ("recap", "journal")

READERS = {
    Audience.SELF: N_("For you alone: it may hold what only you should read."),
    Audience.PARTNER: N_("For {name}: only what is for the two of you."),
    Audience.PROGRAMME: N_("For the programme team: figures, dates and titles you both agreed to."),
    Audience.ANONYMOUS: N_(
        "Names were replaced, but what is told can still say who it was: read it before you send it."
    ),
}
"""What each audience gets, msgids."""

__all__ = ["AUDIENCES", "KINDS", "READERS", "Audience", "Exported", "Request", "carry_out"]


@value(kw_only=True)
class Request:
    """What a person asked to export."""

    kind: str = "recap"
    audience: Audience = Audience.PARTNER
    session: Session | None = None
    """For a recap the last one held, for an agenda the next one, unless it is named."""
    since: date | None = None
    until: date | None = None
    without: tuple[str, ...] = ()
    """References of records to leave out."""
    with_feedback: bool = False
    blank: bool = False
    """Of the charter the questions alone, to print."""
    template: str | None = None
    format: str = "md"

    def checked(self) -> Request:
        """The request itself; raises UsageProblem where its parts do not go together."""
        if self.audience not in AUDIENCES[self.kind]:
            kinds = [kind for kind, readers in AUDIENCES.items() if self.audience in readers]
            raise UsageProblem(
                N_("The “{kind}” export is not for this audience: it would say too much."),
                kept=N_("Nothing was exported."),
                todo=N_("For “{audience}” there is: {kinds}."),
                kind=Slugs(self.kind),
                audience=Slugs(self.audience),
                kinds=Slugs(", ".join(kinds)),
            )
        if self.kind not in OF_A_PERIOD and (self.since or self.until):
            raise UsageProblem(
                N_("--since and --until say nothing for this kind of export."),
                kept=N_("Nothing was exported."),
                todo=N_("Name a session with --session, or export the journal or a report."),
            )
        check_order(self.since, self.until)
        if self.kind not in OF_A_SESSION and self.session is not None:
            raise UsageProblem(
                N_("--session says nothing for this kind of export."),
                kept=N_("Nothing was exported."),
                todo=N_("Export its recap or its agenda, or name days with --since and --until."),
            )
        if self.blank and self.kind != "charter":
            raise UsageProblem(
                N_("Only the charter can be exported blank."),
                kept=N_("Nothing was exported."),
                todo=N_("“rmjournal export charter --blank” gives its questions to print."),
            )
        if self.with_feedback and (self.kind not in WITH_FEEDBACK or self.audience not in _THE_TWO):
            raise UsageProblem(
                N_("--with-feedback says nothing for this export: it never holds feedback."),
                kept=N_("Nothing was exported."),
                todo=N_("Feedback goes into a recap or a journal, for the two of you."),
            )
        if self.template and self.format == "json":
            raise UsageProblem(
                N_("--template says nothing for JSON: it holds the data that a template gets."),
                kept=N_("Nothing was exported."),
                todo=N_("Leave one of the two out."),
            )
        return self


@value()
class Exported:
    """An export, ready to be handed out, and how much was withheld from it."""

    page: Page
    withheld: Mapping[str, int]
    """How many records the audience may not see, by the name of their table."""

    @property
    def text(self) -> str:
        """All of the export."""
        return self.page.text


def carry_out(journal: Journal, request: Request, words: Words) -> Exported:
    """The export written out, after the check that it says nothing its audience may not read.

    Raises NotFound without a session to export, Leak where the check fails.
    """
    request = request.checked()
    with journal.store.storage.read_meanwhile():
        exports.prepare(request.format, own=bool(request.template))
    export = _Exporting(journal, request, words).export()
    page = exports.write(
        journal.store,
        journal.pair,
        export,
        words,
        template=request.template,
        format=request.format,
    )
    return Exported(page, export.withheld)


class _Exporting:
    """One request on its way to plain data."""

    def __init__(self, journal: Journal, request: Request, words: Words) -> None:
        self.journal = journal
        self.store = journal.store
        self.pair = journal.pair
        self.request = request
        self.words = words
        self.now = journal.clock.now()
        left_out: list[Record] = [references.find(journal, text) for text in request.without]
        self.without = frozenset(record.id for record in left_out)

    def export(self) -> Export:
        """The export of the kind that was asked for."""
        if self.request.kind == "report":
            return self._report()
        if self.request.kind == "journal":
            return self._journal()
        if self.request.kind == "charter":
            return self._charter()
        if self.request.kind == "objectives":
            from rmjournal.export.objectives import objectives

            return objectives(
                self.store, self.pair, audience=self.request.audience, now=self.now,
                without=self.without,
            )  # fmt: skip
        return self._agenda() if self.request.kind == "agenda" else self._recap()

    def _recap(self) -> Export:
        from rmjournal.export.recap import recap

        session = self.request.session or self.journal.sessions.last()
        if session is None:
            raise NotFound(
                N_("No session has been held yet, so there is nothing to recap."),
                todo=N_("“rmjournal session done” says that one took place."),
            )
        return recap(
            self.store, self.pair, self._kept(session), audience=self.request.audience,
            now=self.now, without=self.without, with_feedback=self.request.with_feedback,
        )  # fmt: skip

    def _agenda(self) -> Export:
        from rmjournal.export.agenda import agenda

        session = self.request.session or self.journal.sessions.next()
        if session is None:
            raise NotFound(
                N_("No session is planned, so there is no agenda to send."),
                todo=N_("“rmjournal session plan WHEN” plans one; --session names an earlier one."),
            )
        return agenda(
            self.store, self.pair, self._kept(session), audience=self.request.audience,
            now=self.now, without=self.without,
        )  # fmt: skip

    def _kept(self, session: Session) -> Session:
        """The session; raises UsageProblem where it is to be left out of its own export."""
        if session.id in self.without:
            raise UsageProblem(
                N_("The session that the export is of cannot be left out of it."),
                kept=N_("Nothing was exported."),
                todo=N_("Leave out what should not appear in it, or choose another session."),
            )
        return session

    def _journal(self) -> Export:
        request = self.request
        if request.audience is Audience.ANONYMOUS:
            from rmjournal.export.stories import stories

            told = stories(
                self.store, self.pair, people=self._anonymous(), now=self.now,
                since=request.since, until=request.until, without=self.without,
            )  # fmt: skip
            if not told.mentioned:
                raise Refused(
                    N_("Nothing may leave the pair yet: both have to consent, record by record."),
                    kept=N_("Nothing was exported."),
                    todo=N_("“rmjournal visibility REF shareable” gives your consent to one."),
                )
            return told
        from rmjournal.export.journal import journal

        return journal(
            self.store, self.pair, since=request.since, until=request.until,
            audience=request.audience, now=self.now, without=self.without,
            with_feedback=request.with_feedback,
        )  # fmt: skip

    def _charter(self) -> Export:
        from rmjournal.export.charter import blank, charter

        audience = self.request.audience
        if self.request.blank:
            return blank(self.pair, audience=audience, now=self.now)
        return charter(self.store, self.pair, audience=audience, now=self.now, without=self.without)

    def _report(self) -> Export:
        from rmjournal.export.report import report

        request = self.request
        people = self._anonymous() if request.audience is Audience.ANONYMOUS else None
        return report(
            self.store, self.pair, audience=request.audience, now=self.now,
            since=request.since, until=request.until, without=self.without, people=people,
        )  # fmt: skip

    def _anonymous(self) -> People:
        """The two under stand-ins, in the language of the export."""
        from rmjournal.export.anonymous import Anonymous, StandIns

        say = self.words.message
        stand_ins = StandIns(say(N_("[mentee]")), say(N_("[mentor]")), say(N_("[name]")))
        return Anonymous(self.pair, stand_ins)
