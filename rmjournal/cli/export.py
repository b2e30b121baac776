"""``export``: the recap that people send, or the whole journal."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from rmjournal import clipboard
from rmjournal.cli import choices, files, output
from rmjournal.cli import framework as f
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import LANGUAGES, N_, Words, _, words
from rmjournal.journal.exporting import KINDS, READERS, Audience, Exported, Request, carry_out
from rmjournal.vocabulary import counted

export_app = f.single()
APPS = {"export": export_app}


@f.command(export_app, "export")
def export(
    kind: Annotated[
        str, f.argument(N_("What to export (default: recap)."), choices.among(KINDS))
    ] = "recap",
    session: Annotated[
        str | None,
        f.option(
            "--session",
            help=N_("Which session (default: the last for a recap, the next for an agenda)."),
            metavar=f.REF,
        ),
    ] = None,
    since: Annotated[
        str | None, f.option("--since", help=N_("From this day on."), metavar=f.WHEN)
    ] = None,
    until: Annotated[
        str | None, f.option("--until", help=N_("Up to this day."), metavar=f.WHEN)
    ] = None,
    audience: Annotated[
        str,
        f.option(
            "--audience",
            help=N_(
                "Who will read it: you, your partner (default), the programme team, or others, anonymised."
            ),
            metavar=choices.among(Audience),
        ),
    ] = "partner",
    without: Annotated[
        list[str] | None, f.option("--without", help=N_("Leave this record out."), metavar=f.REF)
    ] = None,
    with_feedback: Annotated[
        bool, f.option("--with-feedback", help=N_("With the feedback that was delivered."))
    ] = False,
    blank: Annotated[
        bool, f.option("--blank", help=N_("Of the charter the questions alone, to print."))
    ] = False,
    file: Annotated[
        str | None, f.option("-o", "--output", help=N_("Write to this file."), metavar=f.FILE)
    ] = None,
    format: Annotated[
        str, f.option("--format", help=N_("md (default), text or json."), metavar="md|text|json")
    ] = "md",
    copy: Annotated[
        bool, f.option("--copy", help=N_("Put it on the clipboard instead of printing it."))
    ] = False,
    lang: Annotated[
        str | None, f.option("--lang", help=N_("Its language (default: yours)."), metavar="fr|en")
    ] = None,
    template: Annotated[
        str | None, f.option("--template", help=N_("A template of your own."), metavar=f.FILE)
    ] = None,
) -> None:
    """Writes an export to stdout or a file, and says what was withheld."""
    request = Request(
        kind=choices.choose(kind, KINDS),
        audience=choices.one(Audience, audience),
        session=journal().sessions.found(session) if session else None,
        since=_day(since),
        until=_day(until),
        without=tuple(without or ()),
        with_feedback=with_feedback,
        blank=blank,
        template=template,
        format=format,
    )
    language = choices.choose(lang, LANGUAGES) if lang else words().language
    exported = carry_out(journal(), request, Words(language, terminal=False))
    if file or not copy:
        files.hand_out(exported.page.encoded(), file or None)
    if copy:
        clipboard.copy(exported.text)
        output.aside(_("Copied."))
    _tell(request, exported)


def _day(text: str | None) -> date | None:
    return STATE.day(text, prefer="past") if text else None


def _tell(request: Request, exported: Exported) -> None:
    output.aside(_(READERS[request.audience], name=journal().pair.partner.name))
    if exported.withheld:
        what = words().listing([counted(table, n) for table, n in exported.withheld.items()])
        output.aside(_("Withheld: {what}.", what=what))
