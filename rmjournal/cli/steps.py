"""The one next step: its sentence, and the commands that do it."""

from __future__ import annotations

from rmjournal import naming
from rmjournal.cli import output, progress, show
from rmjournal.cli.state import journal
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import references
from rmjournal.journal.status import Status, Step
from rmjournal.model.charter import Charter
from rmjournal.model.pair import PairStatus
from rmjournal.model.progress import Progress
from rmjournal.model.session import Session


def sentence(now: Status) -> str:
    """What is most useful now."""
    if now.pair.status is PairStatus.STOPPED:
        return _("This mentoring was stopped; its journal stays readable.")
    if now.over:
        return _("This mentoring is concluded; its journal stays readable.")
    return {
        Step.GO_ON: _under_way, Step.START: _start, Step.SAY: _say, Step.REFLECT: _reflect,
        Step.READ: unread, Step.AGREE: _asked, Step.PLAN: _plan, Step.CONCLUDE: _ending,
        Step.PREPARE: _prepare, Step.CHECK: _checks, Step.ACT: _promised, Step.REST: _rest,
    }[now.step](now)  # fmt: skip


def _under_way(now: Status) -> str:
    return _going_on(now.under_way) if now.under_way else ""


def _start(now: Status) -> str:
    about = show.about(journal(), now.due) if now.due else ""
    return _("It is time for {session}: rmjournal session start", session=about)


def _say(now: Status) -> str:
    return _("Did {session} take place?", session=show.about(journal(), now.unsaid[-1]))


def _reflect(now: Status) -> str:
    about = show.about(journal(), now.last) if now.last else ""
    return _("Three minutes to keep the essence of {session}: rmjournal log", session=about)


def unread(now: Status) -> str:
    """That feedback waits, and how much of it."""
    return ngettext(
        "Feedback waits for you: rmjournal feedback list",
        "{n} pieces of feedback wait for you: rmjournal feedback list",
        now.unread,
    )


def _asked(now: Status) -> str:
    if isinstance(now.asked[0], Charter):
        name = show.who(journal(), now.pair.partner.id)
        return _("{name} signed your charter; read it, and sign: rmjournal charter show", name=name)
    return ngettext(
        "An objective waits for your agreement: rmjournal objective list",
        "{n} objectives wait for your agreement: rmjournal objective list",
        len(now.asked),
    )


def _plan(now: Status) -> str:
    if now.next and not now.next.when:
        return _('A new date is sought: rmjournal session postpone next "next tuesday 2pm"')
    return _('Plan the next session: rmjournal session plan "next tuesday 2pm"')


def _ending(now: Status) -> str:
    if now.closed or now.ending is None:
        return _("You held your closing session. To conclude: rmjournal pair close")
    closing = _('rmjournal session plan "next tuesday 2pm" --template closing')
    if now.ending >= now.today:
        return _(
            "Your mentoring ends on {date}; plan a session to look back: {command}",
            date=naming.day(now.ending), command=closing,
        )  # fmt: skip
    return _(
        "Your mentoring ended on {date}. To look back together: {command}; to conclude: "
        "rmjournal pair close; to go on: rmjournal charter set end",
        date=naming.day(now.ending), command=closing,
    )  # fmt: skip


def _prepare(_now: Status) -> str:
    return _("Prepare the next session: rmjournal agenda suggest")


def _checks(now: Status) -> str:
    return ngettext(
        "A learning is to be checked: rmjournal learning list",
        "{n} learnings are to be checked: rmjournal learning list",
        len(now.checks),
    )


def _promised(now: Status) -> str:
    return ngettext(
        "Something that you meant to do by now is still open: rmjournal action list",
        "{n} things that you meant to do by now are still open: rmjournal action list",
        len(now.promised),
    )


def _rest(now: Status) -> str:
    return _("All is ready. Nothing waits for you.") if now.quiet else _("All is ready.")


def _going_on(at: Progress) -> str:
    session = show.about(journal(), at.session)
    if at.forgotten:
        return _(
            "The timer of {session} was left running. How long did it take? "
            "rmjournal session end --minutes {n}",
            session=session, n=at.session.minutes,
        )  # fmt: skip
    return _(
        "{session} is under way, {left}: rmjournal session show · next · end",
        session=words().capital(session), left=progress.left(at),
    )  # fmt: skip


def answers(unsaid: tuple[Session, ...]) -> None:
    """The three answers to whether the latest of them took place, each with its command."""
    ref = references.short(unsaid[-1])
    answers = (
        (_("Held"), f"rmjournal session done {ref}"),
        (_("Moved"), _('rmjournal session postpone {ref} "friday 2pm"', ref=ref)),
        (_("Cancelled"), f"rmjournal session cancel {ref}"),
    )
    column = 4 + max(len(answer) for answer, _command in answers)
    for answer, command in answers:
        output.hanging(f"  {answer}", command, column=column)
    output.say(_("One line is enough, and says that it was held:"))
    output.say(f"  rmjournal log --session {ref} …")
    if len(unsaid) > 1:
        more = len(unsaid) - 1
        output.say(
            ngettext(
                "One earlier session waits for the same answer.",
                "{n} earlier sessions wait for the same answer.",
                more,
            )
        )
