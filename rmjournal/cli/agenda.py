"""``agenda``: show, suggest, add, done, carry, park, take, move, edit, remove."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import agenda_show, output, progress, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import asked
from rmjournal.cli.choices import among, choose, one
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import ObjectiveRef, objective_id
from rmjournal.cli.state import journal
from rmjournal.cli.timer import decide
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, ngettext
from rmjournal.journal import preparing, references
from rmjournal.journal.data import agenda_plain, plain
from rmjournal.model.agenda import KINDS, Item
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session

app = f.group("agenda")
APPS = {"agenda": app}

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
SessionRef = Annotated[
    str | None,
    f.option(
        "--session",
        help=N_("Which session (default: the one under way, or the next)."),
        metavar=f.REF,
    ),
]
Number = Annotated[str, f.argument(N_("The item's number on the agenda."), "N")]
Minutes = Annotated[
    int | None, f.option("--minutes", help=N_("How long it takes."), metavar=f.MINUTES)
]
Kind = Annotated[
    str | None, f.option("--kind", help=N_("What kind of item."), metavar=among(KINDS))
]
By = Annotated[str | None, f.option("--by", help=N_("Who brings it."), metavar=f.WHO)]


def _session(ref: str | None) -> Session:
    return journal().sessions.meant(ref)


def _item(number: str, ref: str | None) -> Item:
    return journal().agendas.item(_session(ref), number)


@f.command(app, "agenda show")
def show_agenda(
    ref: Annotated[
        str | None,
        f.argument(N_("Which session (default: the one under way, or the next)."), f.REF),
    ] = None,
    session: SessionRef = None,
    parked: Annotated[
        bool, f.option("--parked", help=N_("What was set aside in all sessions, instead."))
    ] = False,
    waiting: Annotated[
        bool, f.option("--waiting", help=N_("All that waits to be taken up again, instead."))
    ] = False,
    json: Json = False,
) -> None:
    """Shows the agenda of a session, or what waits without a date."""
    if parked or waiting:
        items = journal().agendas.all_waiting() if waiting else journal().agendas.parked()
        if json:
            output.as_json([plain(journal(), item) for item in items])
            return
        agenda_show.waiting(items)
        return
    if ref and session:
        raise UsageProblem(
            N_("The session is given twice."),
            todo=N_("Give it once: rmjournal agenda show {ref}"),
            ref=ref[:40],
        )
    seen = _session(ref or session)
    if json:
        output.as_json(agenda_plain(journal(), journal().agendas.of(seen)))
        return
    show.session_details(journal(), seen)


@f.command(app, "agenda suggest")
def suggest(
    session: SessionRef = None,
    dry_run: Annotated[bool, f.option("--dry-run", help=N_("Only show it."))] = False,
    json: Json = False,
) -> None:
    """Fills the agenda; what stands on it stays."""
    seen = _session(session)
    suggestion = journal().agendas.suggest(seen)
    if not dry_run:
        journal().agendas.take(seen, suggestion)
    if json:
        output.as_json(agenda_show.as_data(suggestion))
        return
    agenda_show.suggested(seen, suggestion)
    if not dry_run:
        output.aside(_("Put on the agenda. “rmjournal undo” takes it back."))


@f.command(app, "agenda add", text=True)
def add(
    topic: Annotated[
        list[str] | None, f.argument(N_("The topic; - reads stdin."), N_("TOPIC…"))
    ] = None,
    minutes: Minutes = None,
    kind: Kind = None,
    objective: ObjectiveRef = None,
    by: By = None,
    visibility: Annotated[
        str | None,
        f.option("--visibility", help=N_("Who may read it."), metavar=among(Visibility)),
    ] = None,
    parked: Annotated[
        bool, f.option("--parked", help=N_("Set it aside at once, without a date."))
    ] = False,
    session: SessionRef = None,
) -> None:
    """Adds an item before the wrap-up."""
    text = joined(topic)
    if not text:
        text = asked("agenda", "topic", _("The topic"), N_("The topic is missing."))
    with kept("agenda", {"topic": text}):
        seen = _session(session)
        before = journal().agendas.of(seen)
        put = journal().agendas.set_aside if parked else journal().agendas.add
        item = put(
            seen,
            text,
            minutes=minutes,
            kind=choose(kind, KINDS) if kind else None,
            objective=objective_id(objective),
            by=journal().pairs.member(by) if by else None,
            visibility=one(Visibility, visibility) if visibility else None,
        )
    if parked:
        _set_aside(item)
        return
    show.gave_way(journal(), item, before)
    _after(item)


@f.command(app, "agenda edit")
def edit(
    number: Number,
    topic: Annotated[str | None, f.option("--topic", help=N_("The topic."), metavar=f.TEXT)] = None,
    minutes: Minutes = None,
    kind: Kind = None,
    by: By = None,
    objective: ObjectiveRef = None,
    no_objective: Annotated[bool, f.option("--no-objective", help=N_("It serves none."))] = False,
    session: SessionRef = None,
) -> None:
    """Changes an item."""
    f.refuse_nothing(topic, minutes, kind, by, objective, no_objective or None)
    item = journal().agendas.edit(
        _item(number, session),
        topic=topic,
        minutes=minutes,
        kind=choose(kind, KINDS) if kind else None,
        by=journal().pairs.member(by) if by else None,
        objective="" if no_objective else objective_id(objective),
    )
    _after(item)


@f.command(app, "agenda done")
def done(
    number: Number,
    outcome: Annotated[
        str | None, f.option("--outcome", help=N_("What came of it."), metavar=f.TEXT)
    ] = None,
    decision: Annotated[
        str | None, f.option("--decision", help=N_("What was decided."), metavar=f.TEXT)
    ] = None,
    session: SessionRef = None,
) -> None:
    """Says what came of an item."""
    with kept("agenda-done", {"outcome": outcome or "", "decision": decision or ""}):
        item = journal().agendas.done(_item(number, session), outcome=outcome, decision=decision)
    show.saved(item)
    _onwards(item)


@f.command(app, "agenda decide", text=True)
def decide_on(
    text: Annotated[
        list[str] | None, f.argument(N_("What was decided; - reads stdin."), N_("TEXT…"))
    ] = None,
    number: Annotated[
        str | None,
        f.option("--item", help=N_("On which item (default: the one spoken of)."), metavar="N"),
    ] = None,
    session: SessionRef = None,
) -> None:
    """Adds a decision to an item, which goes on."""
    said = joined(text)
    if not said:
        said = asked("agenda-decide", "text", _("What was decided"), N_("The text is missing."))
    with kept("agenda-decide", {"text": said}):
        item = journal().agendas.decide(said, _item(number, session) if number else None)
    show.saved(item)
    _onwards(item)


@f.command(app, "agenda carry")
def carry(number: Number, session: SessionRef = None) -> None:
    """Keeps an item for a later session."""
    item = journal().agendas.carry(_item(number, session))
    times = journal().agendas.times_carried(item)
    output.aside(ngettext("Carried over once.", "Carried over {n} times.", times))
    if journal().agendas.asks(item):
        decide(item)
    show.saved(item)
    _onwards(item)


@f.command(app, "agenda park")
def park(number: Number, session: SessionRef = None) -> None:
    """Sets an item aside, without a date."""
    item = journal().agendas.park(_item(number, session))
    _set_aside(item)
    _onwards(item)


def _set_aside(item: Item) -> None:
    output.aside(_("Set aside. “rmjournal agenda take {ref}” takes it up again.",
                   ref=references.short(item)))  # fmt: skip
    show.saved(item)


@f.command(app, "agenda take")
def take(
    ref: Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)],
    session: SessionRef = None,
) -> None:
    """Takes up an item again, or what a suggestion left out."""
    meeting = _session(session)
    before = journal().agendas.of(meeting)
    if offer := preparing.meant(journal(), meeting, ref):
        item = preparing.accept(journal(), meeting, offer)
    else:
        seen = journal().agendas.to_take_up(ref)
        item = journal().agendas.take_up(meeting, seen)
    output.aside(_("On the agenda of {session}.", session=show.title_of(journal(), item.session)))
    show.gave_way(journal(), item, before)
    _after(item)


@f.command(app, "agenda move")
def move(
    number: Number,
    to: Annotated[int, f.argument(N_("Its new place."), N_("PLACE"))],
    session: SessionRef = None,
) -> None:
    """Gives an item another place."""
    seen = _session(session)
    journal().agendas.move(seen, journal().agendas.item(seen, number), to)
    show.session_details(journal(), seen)


@f.command(app, "agenda remove")
def remove(number: Number, session: SessionRef = None) -> None:
    """Takes an item off the agenda."""
    item = _item(number, session)
    journal().agendas.remove(item)
    output.aside(_("In the trash. “rmjournal undo” takes it back."))
    _onwards(item)


def _onwards(item: Item) -> None:
    """What is spoken of now, where the session of the item is under way."""
    at = journal().timers.progress()
    if at and at.session.id == item.session:
        progress.summary(at)


def _after(item: Item) -> None:
    session = _session(f"#{item.session}")
    output.aside(show.minutes_line(journal().agendas.of(session)))
    show.saved(item)
