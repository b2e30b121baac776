"""``init``: a new journal, or one more pair in it."""

from __future__ import annotations

from typing import Annotated

from rmjournal import naming
from rmjournal.cli import framework as f
from rmjournal.cli.choices import ROLES, among
from rmjournal.cli.choices import role as role_of
from rmjournal.cli.output import aside
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _
from rmjournal.journal import references, settings
from rmjournal.model.charter import USUAL_MINUTES, USUAL_MONTHS, USUAL_WEEKS, Charter, in_force

init_app = f.single()
APPS = {"init": init_app}

Me = Annotated[str, f.option("--me", help=N_("Your name."), metavar=N_("NAME"))]
Role = Annotated[
    str,
    f.option(
        "--role",
        help=N_(
            "Who you are: mentor (the junior, who teaches) or mentee (the senior, who learns)."
        ),
        metavar=among(ROLES),
    ),
]
Partner = Annotated[str, f.option("--partner", help=N_("The other's name."), metavar=N_("NAME"))]
Start = Annotated[
    str | None, f.option("--start", help=N_("When it starts (default: today)."), metavar=f.WHEN)
]
Months = Annotated[
    int, f.option("--months", help=N_("How many months it lasts (default: 9)."), metavar="N")
]
Weeks = Annotated[
    int, f.option("--every-weeks", help=N_("Weeks between two sessions (default: 3)."), metavar="N")
]
Length = Annotated[
    int,
    f.option("--minutes", help=N_("The length of a session (default: 45)."), metavar=f.MINUTES),
]


@f.command(init_app, "init")
def init(
    me: Me,
    role: Role,
    partner: Partner,
    start: Start = None,
    months: Months = USUAL_MONTHS,
    every_weeks: Weeks = USUAL_WEEKS,
    minutes: Length = USUAL_MINUTES,
) -> None:
    """Creates the pair, and says where the file is and who can read it."""
    create(me, role, partner, start, months, every_weeks, minutes, verb="init")
    aside(
        _("It is in {file}, encrypted. Nothing is sent anywhere.", file=STATE.home.journal)
        if STATE.home.wrapping.suffix
        else _(
            "It is in {file}. Nothing is sent anywhere; it is not encrypted, so whoever opens "
            "your session on this computer can read it.",
            file=STATE.home.journal,
        )
    )
    aside(_('Next: rmjournal session plan "next tuesday 2pm", then rmjournal agenda suggest.'))


def create(
    me: str, role: str, partner: str, start: str | None, months: int, weeks: int, minutes: int,
    *, verb: str,
) -> None:  # fmt: skip
    """A new pair; says so, and which pair is spoken of from now on."""
    pairs = journal().pairs
    pair = pairs.create(
        me=me,
        role=role_of(role),
        partner=partner,
        start=STATE.day(start, prefer="nearest") if start else None,
        months=months,
        every_weeks=weeks,
        minutes=minutes,
        verb=verb,
    )
    current = pairs.current()
    settings.change(STATE.home, "pair", current.id)
    charter = in_force(journal().store.all(Charter, pair.id))
    assert charter is not None
    aside(naming.begun(pair, charter))
    if current.id != pair.id:
        aside(naming.still_spoken_of(current))
        aside(_("To write to the new pair: rmjournal pair use {ref}", ref=references.short(pair)))
    elif len(pairs.all()) > 1:
        aside(naming.spoken_of(pair))
