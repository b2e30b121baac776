"""``pair``: who teaches whom, and which pair commands speak of."""

from __future__ import annotations

from typing import Annotated

from rmjournal import naming
from rmjournal.cli import erasing, forms, keeping, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import confirmed
from rmjournal.cli.choices import ROLES, among
from rmjournal.cli.choices import role as role_of
from rmjournal.cli.init import Length, Me, Months, Partner, Role, Start, Weeks, create
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import references, settings
from rmjournal.journal.closing import Closed, farewell_to_come, without_farewell
from rmjournal.journal.data import plain
from rmjournal.model.charter import FIRST, USUAL_MINUTES, USUAL_MONTHS, USUAL_WEEKS
from rmjournal.model.pair import Pair
from rmjournal.vocabulary import PAIR

app = f.group("pair")
APPS = {"pair": app}

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]


def _state(pair: Pair) -> str:
    return _(PAIR[pair.status])


@f.command(app, "pair list")
def list_pairs(json: Json = False) -> None:
    """Lists the pairs; the one spoken of is marked."""
    pairs = journal().pairs.all()
    if json:
        output.as_json([plain(journal(), pair) for pair in pairs])
        return
    current = journal().pair.id
    output.table(
        (
            "*" if pair.id == current else " ",
            references.short(pair),
            _state(pair),
            naming.teaching(pair),
        )
        for pair in pairs
    )


@f.command(app, "pair show")
def show_pair(json: Json = False) -> None:
    """Shows the pair and its frame."""
    pair, charter = journal().pair, journal().pairs.charter()
    if json:
        frame = plain(journal(), charter) if charter else None
        output.as_json({**plain(journal(), pair), "charter": frame})
        return
    output.say(naming.teaching(pair))
    output.say(" · ".join([_state(pair), _("you are {name}", name=pair.myself.name)]))
    if charter:
        rhythm = naming.rhythm(charter)
        span = " – ".join(words().date(d, weekday=False) for d in (charter.start, charter.end) if d)
        output.say(f"{rhythm} · {span}")
        for name in FIRST:
            if text := getattr(charter, name):
                output.heading(forms.charter()[name])
                output.paragraphs(text)


@f.command(app, "pair add")
def add(
    me: Me,
    role: Role,
    partner: Partner,
    start: Start = None,
    months: Months = USUAL_MONTHS,
    every_weeks: Weeks = USUAL_WEEKS,
    minutes: Length = USUAL_MINUTES,
) -> None:
    """Adds a pair; the one spoken of stays the same."""
    create(me, role, partner, start, months, every_weeks, minutes, verb="pair add")


@f.command(app, "pair use")
def use(
    pair: Annotated[str, f.argument(N_("A name, or the beginning of an id."), N_("PAIR"))],
) -> None:
    """Speaks of this pair from now on."""
    found = journal().pairs.found(pair)
    settings.change(STATE.home, "pair", found.id)
    output.aside(naming.spoken_of(found))


@f.command(app, "pair edit")
def edit(
    me: Annotated[str | None, f.option("--me", help=N_("Your name."), metavar=N_("NAME"))] = None,
    partner: Annotated[
        str | None, f.option("--partner", help=N_("The other's name."), metavar=N_("NAME"))
    ] = None,
    role: Annotated[
        str | None, f.option("--role", help=N_("Who you are."), metavar=among(ROLES))
    ] = None,
    reopen: Annotated[
        bool,
        f.option("--reopen", help=N_("Take up again a mentoring that was concluded or stopped.")),
    ] = False,
) -> None:
    """Corrects names and roles, or reopens."""
    f.refuse_nothing(me, partner, role, reopen or None)
    pair = journal().pairs.edit(
        me=me, partner=partner, role=role_of(role) if role else None, reopen=reopen
    )
    if reopen:
        output.aside(_('The mentoring goes on. Next: rmjournal session plan "next tuesday 2pm"'))
        if not (me or partner or role):
            return
    output.aside(naming.teaching(pair))


@f.command(app, "pair close")
def close(
    stopped: Annotated[
        bool, f.option("--stopped", help=N_("It was stopped; no reason is asked."))
    ] = False,
) -> None:
    """Concludes the mentoring."""
    if not stopped and _farewell_first():
        return
    closed = journal().pairs.close(stopped=stopped)
    output.aside(
        _("The mentoring is {state}. Its journal stays readable.", state=_state(closed.pair))
    )
    for session in closed.cancelled:
        output.aside(
            _("No longer planned: {date}.", date=naming.when_of(session, STATE.clock.zone))
            if session.starts
            else _("No longer planned: the session without a date.")
        )
    _stays(closed)
    output.aside(
        _("“rmjournal undo” takes this back; “rmjournal pair edit --reopen” does so later on.")
    )


def _farewell_first() -> bool:
    """Whether a closing session comes first, where someone is there to say so."""
    if not without_farewell(journal()):
        return False
    if coming := farewell_to_come(journal()):
        output.aside(
            _("The closing session is still to come: {session}.",
              session=show.about(journal(), coming))
        )  # fmt: skip
    else:
        output.aside(
            _(
                "You have not held a closing session, to look back and to say thank you: "
                'rmjournal session plan "next tuesday 2pm" --template closing'
            )
        )
    return interactive() and not confirmed(_("Conclude all the same?"))


def _stays(closed: Closed) -> None:
    for session in closed.unsaid:
        ref = references.short(session)
        output.aside(
            _("If {session} took place: rmjournal session done {ref}",
              session=show.about(journal(), session), ref=ref)
        )  # fmt: skip
    if kept := naming.left_open(closed):
        output.aside(kept)


@f.command(app, "pair erase")
def erase(
    pair: Annotated[
        str | None,
        f.argument(
            N_("A name, or the beginning of an id (default: the current pair)."), N_("PAIR")
        ),
    ] = None,
    confirm: erasing.Confirm = None,
) -> None:
    """Erases a pair and all its records for good."""
    found = journal().pairs.found(pair) if pair else journal().pair
    names = {"mentor": found.mentor.name, "mentee": found.mentee.name}
    size = journal().pairs.size(found)
    output.aside(
        ngettext("{mentor} and {mentee}: {n} record.", "{mentor} and {mentee}: {n} records.",
                 size, **names)
    )  # fmt: skip
    output.aside(_("“rmjournal pair close” would conclude the mentoring and keep everything."))
    erasing.confirm(confirm, found.partner.name, references.short(found), found.id)
    erasing.tell(journal().pairs.erase(found))
    if STATE.settings.pair == found.id:
        settings.change(STATE.home, "pair", "")
    _say_what_is_left()


def _say_what_is_left() -> None:
    if waiting := keeping.drafts().all():
        names = words().listing(list(waiting))
        output.aside(_("These drafts are kept, and may speak of it: {names}.", names=names))
    if not journal().pairs.all():
        output.aside(_("No pair is left. “rmjournal init” creates one."))
        return
    left = journal().pair
    output.aside(naming.spoken_of(left))
