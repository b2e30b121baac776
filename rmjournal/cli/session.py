"""``session``: plan, list, show, edit, done, postpone, cancel; the timer is in its own module."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from rmjournal import naming
from rmjournal.cli import framework as f
from rmjournal.cli import output, show, timer
from rmjournal.cli.ask import confirmed
from rmjournal.cli.choices import among, choose
from rmjournal.cli.links import ObjectiveRef, objective_id
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import references
from rmjournal.journal.data import agenda_plain, plain, progress_plain
from rmjournal.model.agenda import Item
from rmjournal.model.session import TEMPLATES, Session, SessionStatus

app = f.group("session")
APPS = {"session": app}

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
Ref = Annotated[str, f.argument(N_("last, next, a number, or the beginning of an id."), f.REF)]
Purpose = Annotated[
    str | None, f.option("--purpose", help=N_("The one purpose of the session."), metavar=f.TEXT)
]
Minutes = Annotated[
    int | None, f.option("--minutes", help=N_("How long it lasts."), metavar=f.MINUTES)
]
Template = Annotated[
    str | None,
    f.option("--template", help=N_("The form of its agenda."), metavar=among(TEMPLATES)),
]


def session_of(ref: str | None) -> Session | None:
    """The session that a reference means."""
    return journal().sessions.found(ref) if ref else None


@f.command(app, "session plan")
def plan(
    when: Annotated[list[str], f.argument(N_("A date and a time, as you would say them."), f.WHEN)],
    purpose: Purpose = None,
    objective: ObjectiveRef = None,
    minutes: Minutes = None,
    template: Template = None,
) -> None:
    """Plans a session."""
    sessions = journal().sessions
    moment = STATE.moment(" ".join(when), usual=sessions.usual_time())
    end = None if template else sessions.last_before(moment)
    session = sessions.plan(
        moment,
        minutes=minutes,
        purpose=purpose or "",
        objective=objective_id(objective),
        template=choose(template, TEMPLATES) if template else sessions.usual_template(moment),
    )
    output.aside(_("Planned: {session}.", session=show.about(journal(), session)))
    if end:
        output.aside(naming.farewell(end))
        command = f"rmjournal session edit {references.short(session)} --template standard"
        output.aside(naming.labelled(_("For an ordinary one"), command))
    if session in sessions.unsaid():
        output.aside(
            _(
                "That time has passed, so it is noted late. If it took place: "
                "rmjournal session done {ref}, or rmjournal log.",
                ref=references.short(session),
            )
        )
    _remarks(session)
    show.saved(session)


def _remarks(session: Session) -> None:
    if session.starts and (end := journal().sessions.beyond(session.starts)):
        output.aside(naming.beyond(end))
    for other in journal().sessions.overlapping(session):
        time = words().time(other.starts) if other.starts else ""
        output.aside(
            _(
                "It overlaps {session}, at {time}. “rmjournal session postpone {ref}” moves that one.",
                session=show.about(journal(), other),
                time=time + naming.zone_of(other, STATE.clock.zone),
                ref=references.short(other),
            )
        )


@f.command(app, "session list")
def list_sessions(json: Json = False) -> None:
    """Lists the sessions by date."""
    sessions = journal().sessions.all()
    if json:
        output.as_json([plain(journal(), each) for each in sessions])
        return
    if not sessions:
        output.aside(_('No session yet: rmjournal session plan "next tuesday 2pm"'))
    numbers = journal().sessions.numbers()
    output.table(show.session_row(numbers.get(each.id), each) for each in sessions)


@f.command(app, "session show")
def show_session(
    ref: Annotated[
        str | None, f.argument(N_("Which one (default: the one under way, or the next)."), f.REF)
    ] = None,
    json: Json = False,
) -> None:
    """Shows a session with its agenda."""
    session = journal().sessions.meant(ref)
    if json:
        agenda = agenda_plain(journal(), journal().agendas.of(session))
        at = journal().timers.progress(session) if session.under_way else None
        now = {"progress": progress_plain(at)} if at else {}
        output.as_json({**plain(journal(), session), "agenda": agenda, **now})
        return
    show.session_details(journal(), session)


@f.command(app, "session edit")
def edit(
    ref: Ref,
    purpose: Purpose = None,
    objective: ObjectiveRef = None,
    minutes: Minutes = None,
    template: Template = None,
    when: Annotated[
        str | None, f.option("--when", help=N_("Its date and time."), metavar=f.WHEN)
    ] = None,
) -> None:
    """Changes a session."""
    f.refuse_nothing(purpose, objective, minutes, template, when)
    seen = journal().sessions.found(ref)
    before = journal().agendas.waiting()
    session = journal().sessions.edit(
        seen,
        purpose=purpose,
        objective=objective_id(objective),
        minutes=minutes,
        template=choose(template, TEMPLATES) if template else None,
        starts=STATE.moment(when, usual=journal().sessions.usual_time(seen)) if when else None,
    )
    if session.minutes != seen.minutes:
        _fit(session)
    _carried(before)
    if session.starts != seen.starts:
        _remarks(session)
    show.saved(session)


def _fit(session: Session) -> None:
    agenda = journal().agendas.of(session)
    output.aside(_("It lasts {n} min now.", n=session.minutes))
    if agenda.over:
        output.aside(
            _(
                "The agenda fills {planned} min: shorten, carry over or park an item, as in “agenda park 3”.",
                planned=agenda.planned,
            )
        )


f.command(app, "session start")(timer.start)
f.command(app, "session pause")(timer.pause)
f.command(app, "session resume")(timer.resume)
f.command(app, "session extend")(timer.extend)
f.command(app, "session next")(timer.advance)
f.command(app, "session end")(timer.end)


@f.command(app, "session done")
def done(
    ref: Annotated[
        str | None, f.argument(N_("Which one (default: the one just past)."), f.REF)
    ] = None,
    at: Annotated[
        str | None, f.option("--at", help=N_("When it really began."), metavar=f.WHEN)
    ] = None,
    minutes: Annotated[
        int | None, f.option("--minutes", help=N_("How long it really lasted."), metavar=f.MINUTES)
    ] = None,
) -> None:
    """Marks a session as held; without a planned one, --at notes one that was not planned."""
    seen = session_of(ref)
    began = _began(at, seen)
    session = journal().sessions.hold(seen, began=began, minutes=minutes)
    output.aside(_("Held: {session}.", session=show.about(journal(), session)))
    if seen and seen.status is SessionStatus.CANCELLED:
        output.aside(_("It had been cancelled, and counts again."))
    if session.timer:
        show.session_details(journal(), session, hushed=True)
    show.saved(session)
    show.unnoted(journal(), session)
    output.aside(_("Next: rmjournal log, while it is fresh."))


def _began(at: str | None, seen: Session | None) -> datetime | None:
    if at is None:
        return None
    usual = journal().sessions.usual_time(seen)
    return STATE.moment(at, prefer="past", usual=usual)


@f.command(app, "session postpone")
def postpone(
    ref: Ref,
    when: Annotated[
        list[str] | None, f.argument(N_("The new date, if there is one."), f.WHEN)
    ] = None,
) -> None:
    """Moves a session to another date, or to none yet."""
    seen = journal().sessions.found(ref)
    moment = (
        STATE.moment(" ".join(when), usual=journal().sessions.usual_time(seen)) if when else None
    )
    if _express_instead(seen):
        return
    session = journal().sessions.postpone(seen, moment)
    if moment is None:
        output.aside(_("No new date yet. “rmjournal session postpone {ref} WHEN” gives one.",
                       ref=references.short(session)))  # fmt: skip
    if journal().sessions.worth_an_express(session):
        _offer_express(session)
    _remarks(session)
    show.saved(session)


def _express_instead(seen: Session) -> bool:
    """Whether the date is kept with twenty minutes, where someone is there to say so."""
    sessions = journal().sessions
    if not (interactive() and sessions.may_be_express(seen)):
        return False
    question = _(
        "It was postponed before. Keep {session}, and make it twenty minutes?",
        session=show.about(journal(), seen),
    )
    if not confirmed(question):
        return False
    before = journal().agendas.waiting()
    session = sessions.edit(seen, template="express", verb="session postpone")
    output.aside(_("Not postponed: twenty minutes, at the date it had."))
    _fit(session)
    _carried(before)
    show.saved(session)
    return True


def _offer_express(session: Session) -> None:
    message = (
        N_(
            "It was postponed {n} times. Twenty minutes may serve you better than a new date: "
            "rmjournal session edit {ref} --template express"
        )
        if session.starts
        else N_(
            "It was postponed {n} times. Twenty minutes on a day you can keep may serve you better: "
            'rmjournal session edit {ref} --template express --when "friday 9am"'
        )
    )
    output.aside(_(message, n=session.postponed, ref=references.short(session)))


def _carried(before: list[Item]) -> None:
    """Says how many items wait to be taken up since then."""
    count = len(journal().agendas.waiting()) - len(before)
    if count:
        output.aside(
            ngettext(
                "Carried over: one item. “rmjournal agenda suggest” offers it again.",
                "Carried over: {n} items. “rmjournal agenda suggest” offers them again.",
                count,
            )
        )


@f.command(app, "session cancel")
def cancel(ref: Ref) -> None:
    """Cancels a session."""
    seen = journal().sessions.found(ref)
    before = journal().agendas.waiting()
    session = journal().sessions.cancel(seen)
    output.aside(_("Cancelled. “rmjournal undo” takes it back."))
    _carried(before)
    show.saved(session)
