"""``session start``, ``pause``, ``resume``, ``extend``, ``next`` and ``end``: the timer."""

from __future__ import annotations

from typing import Annotated

from rmjournal import hour, naming
from rmjournal.cli import framework as f
from rmjournal.cli import output, progress, show
from rmjournal.cli.ask import confirmed
from rmjournal.cli.state import interactive, journal
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, ngettext
from rmjournal.journal import references
from rmjournal.model.agenda import Item
from rmjournal.model.progress import Progress
from rmjournal.model.session import Session
from rmjournal.text import number_in, shorten


def start(
    ref: Annotated[
        str | None, f.argument(N_("Which one (default: today's planned one)."), f.REF)
    ] = None,
    now: Annotated[
        bool, f.option("--now", help=N_("Without asking, even if it is planned for another day."))
    ] = False,
) -> None:
    """Starts the timer of a session; asks first where it is planned for another day."""
    session = journal().sessions.found(ref) if ref else None
    asking = session is not None and journal().timers.early(session) and interactive() and not now
    if session and asking and not _sure(session):
        output.aside(_("Nothing was started."))
        return
    at = journal().timers.start(session, early=now or asking)
    output.aside(_("Started: {session}.", session=show.about(journal(), at.session)))
    if late := progress.lateness(at):
        output.aside(late)
    if not at.items:
        output.aside(_("The agenda is empty. “rmjournal agenda suggest” proposes one."))
    progress.summary(at)
    output.aside(_("Then: rmjournal session next · pause · extend MINUTES · end."))


def _sure(session: Session) -> bool:
    output.aside(hour.early(session.when, journal().clock.today()))
    return confirmed(_("Start {session} now?", session=show.title_of(journal(), session.id)))


def pause() -> None:
    """Stops the timer, or goes on."""
    progress.summary(journal().timers.pause())


def resume() -> None:
    """Goes on after a pause."""
    progress.summary(journal().timers.resume())


def extend(
    minutes: Annotated[int, f.argument(N_("How many minutes more."), f.MINUTES)],
) -> None:
    """Gives the session more minutes."""
    progress.summary(journal().timers.extend(minutes))


def advance(
    number: Annotated[
        str | None, f.argument(N_("Its number on the agenda (default: the next to do)."), "N")
    ] = None,
) -> None:
    """Goes on to the next item."""
    at = journal().timers.advance(number)
    progress.summary(at)
    if at.resumed:
        output.aside(_("The pause is over: the time goes on."))
    if at.now is None:
        output.aside(_("That was the last item. Next: rmjournal session end."))


def end(
    minutes: Annotated[
        int | None,
        f.option("--minutes", help=N_("How long it really lasted."), metavar=f.MINUTES),
    ] = None,
) -> None:
    """Ends the session."""
    at = journal().timers.progress()
    if minutes is None and at is not None and at.forgotten:
        minutes = _asked(at)
    ended = journal().timers.end(minutes)
    output.aside(_("Held: {session}.", session=show.about(journal(), ended.session)))
    show.session_details(journal(), ended.session, hushed=True)
    carried(ended.carried, ended.asking)
    show.saved(ended.session)
    output.aside(_("Next: rmjournal log, while it is fresh."))


def _asked(at: Progress) -> int | None:
    """The minutes a person says it took, where one is there to ask."""
    if not interactive():
        return None
    from rmjournal.cli.prompt import answer

    output.aside(hour.left_running(at))
    output.aside(_("How many minutes did the session take?"))
    said = answer(lambda _text: None).strip()
    if (took := number_in(said)) is None:
        raise UsageProblem(
            N_("That is not a number of minutes."),
            kept=N_("Nothing was changed; the session is still under way."),
            todo=N_("Say it with “rmjournal session end --minutes 45”."),
        )
    return took


def carried(items: tuple[Item, ...], asking: tuple[Item, ...]) -> None:
    """Says what was not reached, and what asks for a decision by now."""
    if items:
        output.aside(
            ngettext(
                "Not reached, and carried over: one item.",
                "Not reached, and carried over: {n} items.",
                len(items),
            )
        )
    for item in asking:
        decide(item)


def decide(item: Item) -> None:
    """What can be done with an item that was carried over again and again."""
    session = journal().sessions.found(f"#{item.session}")
    number = 1 + [each.id for each in journal().agendas.of(session).items].index(item.id)
    ref = references.short(session)
    output.aside(
        _(
            "“{topic}” was carried over {n} times. Do it, drop it, or make it an action:",
            topic=shorten(progress.topic_of(item), 60),
            n=journal().agendas.times_carried(item),
        )
    )
    for label, command in (
        (_("do it"), f"rmjournal agenda take {references.short(item)}"),
        (_("drop it"), f"rmjournal agenda remove {number} --session {ref}"),
        (_("an action"), f"rmjournal action add --from-item {number} --session {ref}"),
    ):
        output.aside("  " + naming.labelled(label, command))
