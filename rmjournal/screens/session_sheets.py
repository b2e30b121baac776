"""The sheets about a session: what is asked, and the verb that takes the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from rmjournal import naming
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, words
from rmjournal.model.session import TEMPLATES, Session, SessionStatus
from rmjournal.screens import session_words
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.session_words import Noted
from rmjournal.screens.sheet import Sheet
from rmjournal.titles import purpose_in_words
from rmjournal.vocabulary import TEMPLATE
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class Terms:
    """What a sheet has to know: of a session, or of the one to be planned."""

    usual: time
    """The time of day that is meant where none is typed."""
    minutes: int
    """The usual length of a session."""
    template: str
    """The form that a new session has."""


@dataclass(frozen=True, slots=True)
class About(Terms):
    """What a sheet about one session has to know."""

    session: Session
    name: str
    """By its number and day."""
    when: datetime | None
    """When it is or was, on the person's wall."""
    begun: bool
    """Whether its time has come, so that it may have taken place."""
    shorter: bool
    """Whether twenty minutes are to be offered before it is postponed once more."""


def terms(journal: Journal) -> Terms:
    """What is usual for a new session; raises Refused where none is planned any more."""
    journal.pairs.refuse_closed()
    sessions = journal.sessions
    return Terms(sessions.usual_time(), sessions.usual_minutes(), sessions.usual_template())


def about(journal: Journal, id: str) -> About:
    """What is known of one session; raises NotFound."""
    session = journal.sessions.found(f"#{id}")
    return About(
        usual=journal.sessions.usual_time(session),
        minutes=journal.sessions.usual_minutes(),
        template=session.template,
        session=session,
        name=session_words.about(journal, session),
        when=session.when and journal.clock.here(session.when, session.zone),
        begun=journal.sessions.may_be_held(session),
        shorter=journal.sessions.may_be_express(session),
    )


def planning(known: Terms) -> Sheet[Noted]:
    """When, what for, how long, in which form."""
    fields = (
        Field("when", _("When"), Kind.MOMENT, hint=_example(), usual=known.usual),
        Field("purpose", _("Purpose"), hint=_("the one thing this session is for")),
        _length(known.minutes),
        _form(known.template),
    )
    return Sheet(
        plain(_("Plan a session")), fields, _plan, draft="session-plan", accept=_("Plan it"),
        warn=_warned,
    )  # fmt: skip


def _warned(journal: Journal, values: Values) -> str:
    """That it would come after the end of the mentoring, or be the last before it and no closing one."""
    moment = values.moment("when")
    end = journal.sessions.last_before(moment) if moment else None
    if end is None or values.text("template") != "standard":
        return _beyond(journal, values)
    return naming.farewell_missing(end)


def _beyond(journal: Journal, values: Values) -> str:
    """That the session would come after the end of the mentoring, if that is so."""
    moment = values.moment("when")
    return naming.beyond(journal.sessions.beyond(moment) if moment else None)


def _plan(journal: Journal, values: Values) -> Noted:
    session = journal.sessions.plan(
        _moment(values),
        minutes=values.number("minutes"),
        purpose=values.text("purpose"),
        template=values.text("template") or "standard",
    )
    return session_words.planned(journal, session)


def editing(known: About) -> Sheet[Noted]:
    """The same of a session that is there; of one that was held, when and how long it really was."""
    session = known.session
    was_held = session.status is SessionStatus.HELD
    minutes = session.lasted if was_held else session.minutes
    when = words().moment(known.when) if known.when else ""
    fields = (
        Field("purpose", _("Purpose"), value=purpose_in_words(session)),
        Field("when", _("When it began") if was_held else _("When"), Kind.MOMENT, when,
              hint=_example(), usual=known.usual, prefer="past" if was_held else "future"),
        Field("lasted" if was_held else "minutes", _("Minutes it took") if was_held else _("Minutes"),
              Kind.NUMBER, str(minutes) if minutes else "", hint=str(session.minutes)),
        *(() if was_held else (_form(session.template),)),
    )  # fmt: skip
    return Sheet(
        plain(words().capital(known.name)), fields, lambda j, v: _edit(j, v, session),
        draft=f"session-{session.id}", visibility=session.visibility,
    )  # fmt: skip


def _edit(journal: Journal, values: Values, seen: Session) -> Noted:
    typed = values.changed()
    changes: dict[str, Any] = {
        name: typed[name] for name in ("purpose", "template") if name in typed
    }
    changes |= {name: values.number(name) for name in ("minutes", "lasted") if name in typed}
    if "when" in typed:
        changes["starts"] = _moment(values)
    session = journal.sessions.edit(seen, **changes) if changes else seen
    return session_words.changed(journal, seen, session)


def moving(known: About) -> Sheet[Noted]:
    """The new date."""
    session = known.session
    field = Field("when", _("New date"), Kind.MOMENT, hint=_example(), usual=known.usual)
    return Sheet(
        plain(_("Move {session}", session=known.name)), (field,),
        lambda j, v: session_words.moved(j, j.sessions.postpone(session, _moment(v))),
        draft=f"move-{session.id}", visibility=session.visibility, accept=_("Move it"),
        warn=_beyond,
    )  # fmt: skip


def holding(known: About) -> Sheet[Noted]:
    """When it took place, where its date does not say so, and how long it took."""
    session = known.session
    fields = (
        Field("when", _("When it began"), Kind.MOMENT, hint=_("yesterday 2pm …"),
              usual=known.usual, prefer="past"),
        Field("lasted", _("Minutes it took"), Kind.NUMBER, hint=str(session.minutes)),
    )  # fmt: skip
    return Sheet(
        plain(_("{session}: when did it take place?", session=words().capital(known.name))), fields,
        lambda j, v: hold(j, session, began=_moment(v), minutes=v.number("lasted")),
        draft=f"held-{session.id}", visibility=session.visibility, accept=_("It took place"),
    )  # fmt: skip


def hold(journal: Journal, seen: Session, **how: Any) -> Noted:
    """The session took place."""
    return session_words.held(journal, seen, journal.sessions.hold(seen, **how))


def _moment(values: Values) -> datetime:
    moment = values.moment("when")
    if moment is None:
        raise UsageProblem(
            N_("The date is missing."),
            kept=N_("What you typed is kept."),
            about="when",
            todo=N_("Write it as you would say it, such as “friday 9am”."),
        )
    return moment


def _example() -> str:
    return _("next Tuesday 2pm …")


def _length(minutes: int) -> Field:
    return Field("minutes", _("Minutes"), Kind.NUMBER, hint=_("{n} as usual", n=minutes))


def _form(chosen: str) -> Field:
    options = tuple((each, _(TEMPLATE[each])) for each in TEMPLATES)
    return Field("template", _("Form of the agenda"), Kind.CHOICE, chosen, options=options)
