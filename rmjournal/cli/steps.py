"""The one next step: its sentence, and the commands that do it."""

from __future__ import annotations

from rmjournal.cli import output, progress, show
from rmjournal.cli.state import journal
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import references
from rmjournal.journal.status import Status, Step
from rmjournal.model.pair import PairStatus
from rmjournal.model.progress import Progress
from rmjournal.model.session import Session


def sentence(now: Status) -> str:
    """What is most useful now, in one sentence."""
    if now.pair.status is not PairStatus.ACTIVE:
        if now.pair.status is PairStatus.STOPPED:
            return _("This mentoring was stopped; its journal stays readable.")
        return _("This mentoring is concluded; its journal stays readable.")
    match now.step:
        case Step.GO_ON if now.under_way:
            return _going_on(now.under_way)
        case Step.SAY:
            about = show.about(journal(), now.unsaid[-1])
            return _("Did {session} take place?", session=about)
        case Step.REFLECT if now.last:
            about = show.about(journal(), now.last)
            return _("Three minutes to keep the essence of {session}: rmjournal log", session=about)
        case Step.READ:
            return unread(now)
        case Step.PLAN:
            return _('Plan the next session: rmjournal session plan "next tuesday 2pm"')
        case Step.PREPARE:
            return _("Prepare the next session: rmjournal agenda suggest")
        case Step.CHECK:
            return ngettext(
                "A learning is to be checked: rmjournal learning list",
                "{n} learnings are to be checked: rmjournal learning list",
                len(now.checks),
            )
    return _("All is ready. Nothing waits for you.")


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


def unread(now: Status) -> str:
    """How much feedback waits to be read, and the command that shows it."""
    return ngettext(
        "Feedback waits for you: rmjournal feedback list",
        "{n} pieces of feedback wait for you: rmjournal feedback list",
        now.unread,
    )
