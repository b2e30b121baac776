"""The one next step: its sentence, and the buttons that do it."""

from __future__ import annotations

from rmjournal.i18n import _, ngettext, words
from rmjournal.journal.status import Status, Step
from rmjournal.model.charter import Charter
from rmjournal.model.pair import PairStatus
from rmjournal.model.session import Session
from rmjournal.screens.phrases import day, first, session_about, session_name
from rmjournal.screens.standing import Standing

Offer = tuple[str, str]
"""What a button says, and the action it asks for."""


PLACES = {
    Step.GO_ON: "live", Step.START: "live", Step.READ: "feedback", Step.AGREE: "objectives",
    Step.CONCLUDE: "pair", Step.ACT: "learnings",
}  # fmt: skip
"""The screens where a step is done."""


def place(now: Status) -> str:
    """The screen where the step is done; empty where Home does it."""
    if now.step is Step.AGREE and isinstance(now.asked[0], Charter):
        return "pair"
    if now.step is Step.CONCLUDE and not now.closed:
        return ""
    return PLACES.get(now.step, "")


def sentence(at: Standing) -> str:
    """What is most useful now, in one sentence."""
    now = at.status
    if not at.active:
        if now.pair.status is PairStatus.STOPPED:
            return _("This mentoring was stopped; its journal stays readable.")
        return _("This mentoring is concluded; its journal stays readable.")
    match at.step:
        case Step.GO_ON if now.under_way:
            name = session_name(now.numbers, now.under_way.session)
            return words().capital(_("{session} is under way.", session=name))
        case Step.START if now.due:
            return _("It is time for {session}.", session=_about(at, now.due))
        case Step.SAY:
            return _("Did {session} take place?", session=_about(at, now.unsaid[-1]))
        case Step.REFLECT if at.draft:
            return _("You were in the middle of a reflection; it was kept as you left it.")
        case Step.REFLECT if now.last:
            return _("Three minutes to keep the essence of {session}.",
                     session=_about(at, now.last))  # fmt: skip
    return _plain_sentence(now, at.step)


def _plain_sentence(now: Status, step: Step) -> str:
    match step:
        case Step.READ:
            return ngettext(
                "Feedback waits for you.", "{n} pieces of feedback wait for you.", now.unread
            )
        case Step.AGREE:
            return _asked(now)
        case Step.CONCLUDE:
            return _ending(now)
        case Step.PLAN if now.next and not now.next.when:
            return _("The next session has no date any more. When do you meet?")
        case Step.PLAN:
            return _("No session is planned yet. When do you meet?")
        case Step.PREPARE:
            return _("The next session has room on its agenda.")
        case Step.CHECK:
            return ngettext(
                "A learning is to be checked: was it used?",
                "{n} learnings are to be checked: were they used?",
                len(now.checks),
            )
        case Step.ACT:
            return ngettext(
                "Something that you meant to do by now is still open.",
                "{n} things that you meant to do by now are still open.",
                len(now.promised),
            )
    return _("All is ready. Nothing waits for you.") if now.quiet else _("All is ready.")


def _asked(now: Status) -> str:
    if isinstance(now.asked[0], Charter):
        name = first(now.pair.partner.name)
        return _("{name} signed your charter; it waits for your signature.", name=name)
    return ngettext(
        "An objective waits for your agreement.",
        "{n} objectives wait for your agreement.",
        len(now.asked),
    )


def _ending(now: Status) -> str:
    if now.closed or now.ending is None:
        return _("You held your closing session. The mentoring can be concluded.")
    date = day(now.ending, year=now.ending.year != now.today.year)
    if now.ending >= now.today:
        return _("Your mentoring ends on {date}. A closing session looks back.", date=date)
    return _("Your mentoring ended on {date}: look back together, conclude, or go on.", date=date)


def offers(at: Standing) -> tuple[Offer, ...]:
    """The buttons of the step, the one that does it first."""
    if not at.active or at.step is Step.REST:
        return ()
    if at.step is Step.SAY:
        return (
            (_("Held"), "held"), (_("Moved"), "moved"), (_("Cancelled"), "cancelled"),
            (_("Write one line"), "one_line"), (_("Not now"), "not_now"),
        )  # fmt: skip
    if at.step is Step.START:
        held = ((_("Held"), "held"), (_("Moved"), "moved")) if at.status.unsaid else ()
        return (_main(at), "step"), *held, (_("Not now"), "not_now")
    if at.step is Step.CONCLUDE and not at.status.closed:
        return (_main(at), "step"), (_("Pair and charter"), "pair"), (_("Not now"), "not_now")
    return (_main(at), "step"), (_("Not now"), "not_now")


def _main(at: Standing) -> str:
    if at.step is Step.REFLECT and at.draft:
        return _("Go on writing")
    return {
        Step.GO_ON: _("Show the session"),
        Step.START: _("Start the session"),
        Step.AGREE: _("Look at it"),
        Step.CONCLUDE: _("Pair and charter") if at.status.closed else _("Plan a session"),
        Step.ACT: _("Look at it"),
        Step.REFLECT: _("Write my reflection"),
        Step.READ: _("Read it"),
        Step.PLAN: _("Plan a session"),
        Step.PREPARE: _("Prepare the agenda"),
        Step.CHECK: _("Look at it"),
    }[at.step]


def _about(at: Standing, session: Session) -> str:
    return session_about(at.status.numbers, session, at.now.date())
