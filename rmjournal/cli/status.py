"""``status``: what is next, due and open; the one next step first."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from rmjournal import carried, naming
from rmjournal.cli import discreet, output, show, steps
from rmjournal.cli import framework as f
from rmjournal.cli.keeping import drafts, waiting
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import discretion, references
from rmjournal.journal.begun import FORMS, begun
from rmjournal.journal.data import plain
from rmjournal.journal.status import Status, Step
from rmjournal.journal.status import status as state_of
from rmjournal.model.session import Session
from rmjournal.text import one_line
from rmjournal.titles import purpose_in_words

status_app = f.single()
APPS = {"status": status_app}

SHOWN = 6
"""The most actions, checks and objectives shown."""


@f.command(status_app, "status")
def status_command(
    short: Annotated[bool, f.option("--short", help=N_("One line, for a prompt."))] = False,
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Shows where the pair stands."""
    status(short=short, json=json)


def status(*, short: bool = False, json: bool = False) -> None:
    """Where the pair stands now: in full, on one line, or as data."""
    if short and STATE.seals:
        output.say(_("The journal is locked."))
        return
    now = state_of(journal())
    if json:
        output.as_json(_as_data(now))
    elif short:
        output.say(_short(now))
    else:
        _full(now)


def _full(now: Status) -> None:
    pair = now.pair
    names = words().listing([one_line(pair.myself.name), one_line(pair.partner.name)])
    moment = words().moment(STATE.clock.local(), year=False)
    output.say(naming.joined(names, naming.course(now.month, now.months, now.past), moment))
    output.say()
    output.hanging("", steps.sentence(now), column=0)
    if now.step is Step.SAY:
        steps.answers(now.unsaid)
    _next(now)
    _actions(now)
    _checks(now)
    _objectives(now)
    _asides(now)
    output.aside()
    name = show.who(journal(), pair.partner.id)
    output.aside(carried.kept(name, now.sent, STATE.clock.tzinfo))


def _next(now: Status) -> None:
    output.heading(_("Next session"))
    session = now.next
    if session is None:
        told = _("none: the mentoring is over") if now.over else _("none planned")
        output.say(f"  {told}")
        return
    when = naming.when_of(session, STATE.clock.zone)
    name = _("session {n}", n=now.numbers.get(session.id))
    facts = (
        f"{when}{_in_days(session)}", words().minutes(session.minutes), show.unusual(session),
    )  # fmt: skip
    output.say(f"  {naming.joined(name, *facts)}")
    hushed = discretion.needed(journal())
    if purpose := discreet.said(session, purpose_in_words(session), discreet=hushed):
        output.hanging("  ", purpose, column=2)
    if now.unsaid:
        earlier = show.about(journal(), now.unsaid[0])
        output.hanging("  ", _("“next” means {session} until you say whether it took place.",
                               session=earlier), column=2)  # fmt: skip
    if now.agenda is not None:
        filled = _(
            "{planned} of {minutes} min on the agenda",
            planned=now.agenda.planned,
            minutes=now.agenda.minutes,
        )
        waiting = ngettext(
            "{n} item to take up again", "{n} items to take up again", len(now.waiting)
        )
        output.say(f"  {filled}{' · ' + waiting if now.waiting else ''}")


def _in_days(session: Session) -> str:
    if session.when is None:
        return ""
    day = STATE.clock.here(session.when, session.zone).date()
    days = (day - STATE.clock.today()).days
    if days == 0:
        return ", " + _("today")
    return ", " + ngettext("tomorrow", "in {n} days", days) if days > 0 else ""


def _actions(now: Status) -> None:
    hushed = discretion.needed(journal())
    if now.actions:
        output.heading(_("Open actions"))
        output.table(
            (
                f"  {references.short(each)}",
                show.who(journal(), each.owner),
                show.brief(each.due),
                _told(each, each.text, hushed=hushed),
            )
            for each in now.actions[:SHOWN]
        )
        _more(len(now.actions))


def _told(record: discretion.Readable, text: str, *, hushed: bool) -> str:
    """Its words, with who may read them where that is not the two of us."""
    said = discreet.said(record, text, discreet=hushed)
    return (
        said if discretion.keeps_its_words(record, discreet=hushed) else show.marked(record, said)
    )


def _checks(now: Status) -> None:
    hushed = discretion.needed(journal())
    if now.checks:
        output.heading(_("To check"))
        for each in now.checks[:SHOWN]:
            lead = f"  {references.short(each)}  "
            output.hanging(lead, _told(each, each.what, hushed=hushed), column=len(lead))
        _more(len(now.checks))


def _objectives(now: Status) -> None:
    from rmjournal.cli import objective_show

    hushed = discretion.needed(journal())
    if now.objectives:
        output.heading(_("Our objectives"))
        output.table(
            (f"  {references.short(each)}", objective_show.row(each, hushed=hushed))
            for each in now.objectives[:SHOWN]
        )
        _more(len(now.objectives))


def _more(count: int) -> None:
    if count > SHOWN:
        output.say("  " + _("and {n} more", n=count - SHOWN))


def _asides(now: Status) -> None:
    notes = []
    if now.unread and now.step is not Step.READ:
        notes.append(steps.unread(now))
    if now.unanswered:
        notes.append(
            ngettext("Feedback that you read waits for an answer: rmjournal feedback list",
                     "{n} pieces of feedback that you read wait for an answer: rmjournal feedback list",
                     now.unanswered)
        )  # fmt: skip
    if now.answered:
        notes.append(_answered(now))
    if now.sleeping:
        notes.append(_slept_on(now.sleeping))
    if now.kept:
        notes.append(
            ngettext("You kept feedback as a draft: rmjournal feedback list",
                     "You kept {n} pieces of feedback as drafts: rmjournal feedback list", now.kept)
        )  # fmt: skip
    if now.conflicts:
        notes.append(
            ngettext("A change waits for your choice: rmjournal conflicts list",
                     "{n} changes wait for your choice: rmjournal conflicts list", now.conflicts)
        )  # fmt: skip
    notes += _begun()
    if notes:
        output.say()
    for note in notes:
        output.hanging("", note, column=0)


def _answered(now: Status) -> str:
    name, ref = show.who(journal(), now.pair.partner.id), references.short(now.answered[-1])
    if len(now.answered) == 1:
        return _("{name} answered your feedback: rmjournal feedback show {ref}", name=name, ref=ref)
    return _("{name} answered {n} pieces of feedback of yours: rmjournal feedback list",
             name=name, n=len(now.answered))  # fmt: skip


def _begun() -> list[str]:
    notes, told = [], set()
    if waiting("log"):
        told.add("reflection")
        notes.append(_("A draft of a reflection was kept: rmjournal log takes it up."))
    if waiting("feedback"):
        told.add("feedback")
        notes.append(_("A draft of feedback was kept: rmjournal feedback give takes it up."))
    others = (each for each in begun(journal(), drafts()) if each.form not in told)
    notes += [_("You were in the middle of: {what}", what=_(FORMS[each.form])) for each in others]
    return notes


def _slept_on(until: date) -> str:
    if until > STATE.clock.today():
        return _("Feedback of yours sleeps until {date}.", date=naming.day(until))
    return _("You slept on feedback; read it again: rmjournal feedback list")


def _short(now: Status) -> str:
    parts = []
    if now.next and now.next.when:
        when = naming.when_of(now.next, STATE.clock.zone, year=False)
        parts.append(_("session {n}, {date}", n=now.numbers.get(now.next.id), date=when))
    parts.append(ngettext("{n} open action", "{n} open actions", len(now.actions)))
    if now.checks:
        parts.append(ngettext("{n} to check", "{n} to check", len(now.checks)))
    return " · ".join(parts)


def _as_data(now: Status) -> dict[str, object]:
    all_plain = {
        "unsaid": now.unsaid, "waiting": now.waiting, "actions": now.actions,
        "checks": now.checks, "objectives": now.objectives,
    }  # fmt: skip
    one = {"pair": now.pair, "last": now.last, "next": now.next}
    return {
        **{key: plain(journal(), each) if each else None for key, each in one.items()},
        **{key: [plain(journal(), each) for each in many] for key, many in all_plain.items()},
        "under_way": now.under_way.session.id if now.under_way else None,
        "step": now.step, "month": now.month, "months": now.months, "reflected": now.reflected,
        "unread_feedback": now.unread, "unanswered_feedback": now.unanswered,
        "answered_feedback": len(now.answered),
        "sleeping_feedback": now.sleeping, "kept_feedback": now.kept,
        "conflicts": now.conflicts,
    }  # fmt: skip
