"""How feedback looks: a list without what is still to be read, one piece in full, the pulse.

And what is told of a piece once something became of it.
"""

from __future__ import annotations

from typing import Any

from rmjournal import naming
from rmjournal.cli import choices, forms, output, show
from rmjournal.cli.state import STATE
from rmjournal.i18n import _, words
from rmjournal.journal import Journal, exchanged, references
from rmjournal.model.feedback import MOST, TEXTS, Feedback
from rmjournal.model.session import Session, SessionStatus
from rmjournal.text import one_line, worded


def listing(journal: Journal) -> None:
    """What was received and given, each on a line, and what was changed because of it."""
    name = show.who(journal, journal.pair.partner.id)
    received, given = journal.feedback.received(), journal.feedback.given()
    if not received and not given:
        output.aside(_("No feedback yet: rmjournal feedback give"))
    for title, found in (
        (_("Received from {name}", name=name), received),
        (_("Given to {name}", name=name), given),
    ):
        if found:
            output.heading(title)
            me = journal.pair.me
            output.table(_row(each, me) for each in reversed(found))
    changed = [
        (reply, each) for each in (*received, *given) for reply in each.replies if reply.change
    ]
    if changed:
        output.heading(_("What we changed"))
        in_order = sorted(changed, key=lambda pair: pair[0].at, reverse=True)
        output.table((show.brief(STATE.clock.day(reply.at)), show.who(journal, reply.author), reply.change)
                     for reply, _each in in_order)  # fmt: skip


def _row(feedback: Feedback, me: str) -> tuple[str, ...]:
    return (
        references.short(feedback),
        show.brief(STATE.clock.day(feedback.delivered or feedback.created)),
        state(feedback, mine=feedback.author == me),
        "" if feedback.waits_for(me) else _first_words(feedback),
    )


def state(feedback: Feedback, *, mine: bool) -> str:
    """Where it stands, in words; what waits to be read is never pressing."""
    if not feedback.delivered:
        return _asleep(feedback)
    if feedback.replies:
        return _("answered")
    if feedback.acknowledged:
        return _("received, no answer yet")
    return _("delivered") if mine else _("to read when you like")


def _is_plain_draft(feedback: Feedback) -> bool:
    """Whether its state says who can read it already."""
    return not feedback.delivered and feedback.sleep_until is None


def _asleep(feedback: Feedback) -> str:
    if feedback.sleep_until is None:
        return _("draft, only me")
    if feedback.sleep_until > STATE.clock.today():
        return _("sleeps until {date}", date=show.brief(feedback.sleep_until))
    return _("slept on, to read again")


def _first_words(feedback: Feedback) -> str:
    return next((text for name in TEXTS if (text := worded(getattr(feedback, name)))), "")


def details(journal: Journal, feedback: Feedback) -> None:
    """One piece of feedback in full, with its answers."""
    mine = feedback.author == journal.pair.me
    facts = [
        _("Feedback from {name}", name=show.who(journal, feedback.author)),
        naming.day(STATE.clock.day(feedback.delivered or feedback.created)),
        state(feedback, mine=mine),
        "" if _is_plain_draft(feedback) else choices.readers(feedback.visibility),
    ]
    output.hanging("", " · ".join(fact for fact in facts if fact), column=0)
    if session := _session(journal, feedback):
        output.say(words().capital(show.about(journal, session)))
    if feedback.entered_by != feedback.author:
        output.say(_("said aloud, noted by {by}", by=show.who(journal, feedback.entered_by)))
    for name, question in forms.feedback().items():
        value = getattr(feedback, name)
        if value is None or value == "":
            continue
        output.heading(question)
        output.paragraphs(_of(value) if isinstance(value, int) else value)
    _replies(journal, feedback)
    if not mine and not feedback.acknowledged:
        ref = references.short(feedback)
        output.aside()
        output.aside(_("“rmjournal feedback ack {ref}” says that you received it.", ref=ref))


def _replies(journal: Journal, feedback: Feedback) -> None:
    for reply in feedback.replies:
        name, day = show.who(journal, reply.author), naming.day(STATE.clock.day(reply.at))
        title = _("{name} answered on {date}", name=name, date=day)
        if reply.entered_by != reply.author:
            by = show.who(journal, reply.entered_by)
            title += f" ({_('said aloud, noted by {by}', by=by)})"
        output.heading(title)
        if reply.text:
            output.paragraphs(reply.text)
        if reply.change:
            output.paragraphs(naming.labelled(_("What we change"), reply.change))


def _session(journal: Journal, feedback: Feedback) -> Session | None:
    return journal.store.get(Session, feedback.session) if feedback.session else None


def _of(value: int) -> str:
    return _("{n} of {most}", n=value, most=MOST)


def pulse(journal: Journal) -> None:
    """How well spent the hours were, one line a view, oldest first."""
    beats = journal.feedback.pulse()
    if not beats:
        output.aside(_("Nobody has said yet how well an hour was spent."))
        return
    output.say(_("Was this hour worth my time, from 0 to 4"))
    output.say()
    numbers = journal.sessions.numbers()
    output.table(
        (
            show.brief(beat.on),
            _number(numbers.get(beat.feedback.session or "")),
            show.who(journal, beat.feedback.author),
            "#" * beat.value + "." * (MOST - beat.value),
            _of(beat.value)
            if beat.feedback.delivered
            else f"{_of(beat.value)} ({_('draft, only me')})",
        )
        for beat in beats
    )


def _number(number: int | None) -> str:
    return _("session {n}", n=number) if number else "–"


def pulse_data(journal: Journal) -> list[dict[str, Any]]:
    """The same as data."""
    numbers = journal.sessions.numbers()
    return [
        {
            "on": beat.on,
            "session": numbers.get(beat.feedback.session or ""),
            "author": beat.feedback.author,
            "name": one_line(journal.pair.name_of(beat.feedback.author)),
            "time_well_spent": beat.value,
            "delivered": beat.feedback.delivered is not None,
            "feedback": beat.feedback.id,
        }
        for beat in journal.feedback.pulse()
    ]


def told(journal: Journal, feedback: Feedback) -> None:
    """What became of it: who may read it now, and what can be done next."""
    show.saved(feedback)
    name = show.who(journal, journal.pair.partner.id)
    ref = references.short(feedback)
    if feedback.author != journal.pair.me:
        output.aside(_("Noted as what {name} said aloud.", name=name))
    elif feedback.delivered and exchanged.begun(journal):
        output.aside(
            _(
                "Delivered: from now on it is for the two of you. {name} has it with your next packet: "
                "rmjournal exchange send, or sync.",
                name=name,
            )
        )
    elif feedback.delivered:
        output.aside(
            _(
                "Delivered: from now on it is for the two of you. Nothing was sent; "
                "“{command}” takes it to {name}.",
                name=name,
                command=_takes_along(journal, feedback),
            )
        )
    elif feedback.sleep_until:
        output.aside(_("It sleeps until {date}.", date=naming.day(feedback.sleep_until)))
    else:
        output.aside(
            _("A draft, for you only. “rmjournal feedback deliver {ref}” delivers it.", ref=ref)
        )


def _takes_along(journal: Journal, feedback: Feedback) -> str:
    """The command that exports it with the rest of its session, or of its day where it has none."""
    last = journal.sessions.last()
    number = journal.sessions.numbers().get(feedback.session or "")
    session = journal.store.get(Session, feedback.session) if feedback.session else None
    if session is None or session.status is not SessionStatus.HELD:
        return "rmjournal export journal --with-feedback"
    if session == last:
        return _("rmjournal export recap --with-feedback")
    return _("rmjournal export recap --session {n} --with-feedback", n=number)
