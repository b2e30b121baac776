"""``calendar``: the sessions, for a calendar program."""

from __future__ import annotations

from typing import Annotated

from rmjournal import naming
from rmjournal.cli import choices, files, output
from rmjournal.cli import framework as f
from rmjournal.cli.state import journal
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, Words, _, ngettext, words
from rmjournal.journal.calendar import ALARM, AUDIENCES, Calendar, Request, made
from rmjournal.journal.exporting import Audience
from rmjournal.vocabulary import counted

calendar_app = f.single()
APPS = {"calendar": calendar_app}


@f.command(calendar_app, "calendar")
def calendar(
    file: Annotated[
        str | None, f.option("-o", "--output", help=N_("Write to this file."), metavar=f.FILE)
    ] = None,
    alarm: Annotated[
        list[int] | None,
        f.option(
            "--alarm",
            help=N_("Remind so many minutes before (default: 15); may be given more than once."),
            metavar=f.MINUTES,
        ),
    ] = None,
    no_alarm: Annotated[bool, f.option("--no-alarm", help=N_("Remind of nothing."))] = False,
    with_purpose: Annotated[
        bool,
        f.option("--with-purpose", help=N_("With the purpose of each session; others may see it.")),
    ] = False,
    no_rhythm: Annotated[
        bool,
        f.option("--no-rhythm", help=N_("Keep no time after the last planned session.")),
    ] = False,
    audience: Annotated[
        str,
        f.option(
            "--audience",
            help=N_("Who will read it: you, or your partner (default)."),
            metavar=choices.among(AUDIENCES),
        ),
    ] = "partner",
    without: Annotated[
        list[str] | None, f.option("--without", help=N_("Leave this session out."), metavar=f.REF)
    ] = None,
) -> None:
    """Writes the sessions as iCalendar, and says what is in it."""
    if no_alarm and alarm:
        raise UsageProblem(
            N_("--alarm and --no-alarm contradict each other."),
            kept=N_("Nothing was written."),
            todo=N_("Give one of them."),
        )
    request = Request(
        audience=Audience(choices.choose(audience, AUDIENCES)),
        without=tuple(without or ()),
        alarms=() if no_alarm else tuple(alarm or (ALARM,)),
        purposes=with_purpose,
        rhythm=not no_rhythm,
    )
    calendar = made(journal(), request, Words(words().language, terminal=False))
    files.hand_out(calendar.text, file)
    _tell(calendar, request)


def _tell(calendar: Calendar, request: Request) -> None:
    output.aside(
        ngettext("{n} session in the calendar.", "{n} sessions in the calendar.", calendar.sessions)
    )
    if rhythm := calendar.rhythm:
        every = ngettext("every week", "every {n} weeks", rhythm.weeks)
        since = naming.day(rhythm.first.date())
        output.aside(_("Time kept {every} from {date} on.", every=every, date=since))
    if calendar.undated:
        output.aside(
            ngettext(
                "{n} session waits for a date and is not in it.",
                "{n} sessions wait for a date and are not in it.",
                calendar.undated,
            )
        )
    if calendar.withheld:
        output.aside(_("Withheld: {what}.", what=counted("sessions", calendar.withheld)))
    if request.purposes:
        output.aside(_("It tells the purpose of each session to whoever may read your calendar."))
