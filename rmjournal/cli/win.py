"""``win``: what went well."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import framework as f
from rmjournal.cli import output, show
from rmjournal.cli.ask import asked
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import SessionRef
from rmjournal.cli.sealing import seal
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.concern import given
from rmjournal.journal.data import plain
from rmjournal.model.win import Win
from rmjournal.text import one_line

app = f.group("win")
APPS = {"win": app}


@f.command(app, "win add", text=True)
def add(
    text: Annotated[
        list[str] | None, f.argument(N_("What went well; - reads stdin."), N_("TEXT…"))
    ] = None,
    on: Annotated[
        str | None, f.option("--on", help=N_("When (default: today)."), metavar=f.WHEN)
    ] = None,
    session: SessionRef = None,
) -> None:
    """Keeps a win."""
    said = joined(text)
    if not said:
        said = asked("win", "text", _("What went well"), N_("The text is missing."))
    with kept("win", {"text": said}):
        day = STATE.day(on, prefer="past") if on else None
        if STATE.seals:
            seal("win add", text=said, on=day, session=session)
            return
        linked = journal().sessions.spoken_in(session)
        win = journal().wins.add(said, on=day, session=linked.id if linked else None)
    show.saved(win)


@f.command(app, "win list")
def list_wins(json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False) -> None:
    """Lists the wins by day."""
    wins = journal().wins.all()
    if json:
        output.as_json([plain(journal(), each) for each in wins])
        return
    output.table(
        (references.short(each), show.brief(each.on), show.marked(each, one_line(each.text)))
        for each in wins
    )


@f.command(app, "win edit")
def edit(
    ref: Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)],
    text: Annotated[
        str | None, f.option("--text", help=N_("What went well, in your words."), metavar=f.TEXT)
    ] = None,
    on: Annotated[str | None, f.option("--on", help=N_("When it was."), metavar=f.WHEN)] = None,
) -> None:
    """Changes a win."""
    f.refuse_nothing(text, on)
    seen = references.find(journal(), ref, Win)
    with kept(f"win-{seen.id}", {"text": text} if text else {}):
        day = STATE.day(on, prefer="past") if on else None
        after = journal().wins.edit(seen, **given(text=text, on=day))
    show.lost_consent(seen, after)
    show.saved(after)
