"""The one next step: its sentence, and the buttons that do it."""

from __future__ import annotations

from rmjournal.i18n import _, ngettext, words
from rmjournal.journal.status import Status, Step
from rmjournal.model.pair import PairStatus
from rmjournal.model.session import Session
from rmjournal.screens.phrases import session_about, session_name
from rmjournal.screens.standing import Standing

Offer = tuple[str, str]
"""What a button says, and the action it asks for."""


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
    return _("All is ready. Nothing waits for you.")


def offers(at: Standing) -> tuple[Offer, ...]:
    """The buttons of the step, the one that does it first."""
    if not at.active or at.step is Step.REST:
        return ()
    if at.step is Step.SAY:
        return (
            (_("Held"), "held"), (_("Moved"), "moved"), (_("Cancelled"), "cancelled"),
            (_("Write one line"), "one_line"), (_("Not now"), "not_now"),
        )  # fmt: skip
    return (_main(at), "step"), (_("Not now"), "not_now")


def _main(at: Standing) -> str:
    if at.step is Step.REFLECT and at.draft:
        return _("Go on writing")
    return {
        Step.GO_ON: _("Show the session"),
        Step.REFLECT: _("Write my reflection"),
        Step.READ: _("Read it"),
        Step.PLAN: _("Plan a session"),
        Step.PREPARE: _("Prepare the agenda"),
        Step.CHECK: _("Look at it"),
    }[at.step]


def _about(at: Standing, session: Session) -> str:
    return session_about(at.status.numbers, session, at.now.date())
