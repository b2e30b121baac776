"""``action``: who does what."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import framework as f
from rmjournal.cli import output, show
from rmjournal.cli.ask import asked
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import ObjectiveRef, SessionRef, objective_id
from rmjournal.cli.sealing import seal
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.concern import given
from rmjournal.journal.data import plain
from rmjournal.model.action import Action
from rmjournal.text import one_line

app = f.group("action")
APPS = {"action": app}

Ref = Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)]


@f.command(app, "action add", text=True)
def add(
    text: Annotated[
        list[str] | None, f.argument(N_("What is to be done; - reads stdin."), N_("TEXT…"))
    ] = None,
    owner: Annotated[
        str | None, f.option("--owner", help=N_("Who does it (default: you)."), metavar=f.WHO)
    ] = None,
    due: Annotated[str | None, f.option("--due", help=N_("By when."), metavar=f.WHEN)] = None,
    session: SessionRef = None,
    objective: ObjectiveRef = None,
    from_item: Annotated[
        str | None,
        f.option(
            "--from-item",
            help=N_("Make it of this item of the agenda of --session (default: the next)."),
            metavar="N",
        ),
    ] = None,
) -> None:
    """Keeps an action."""
    said = joined(text)
    if from_item:
        _from_item(from_item, said, owner, due, session, objective)
        return
    if not said:
        said = asked("action", "text", _("What is to be done"), N_("The text is missing."))
    with kept("action", {"text": said}):
        day = STATE.day(due) if due else None
        if STATE.seals:
            seal(
                "action add", text=said, owner=owner, due=day, session=session, objective=objective
            )
            return
        linked = journal().sessions.spoken_in(session)
        member = journal().pairs.member(owner) if owner else None
        action = journal().actions.add(
            said,
            owner=member,
            due=day,
            session=linked.id if linked else None,
            objective=objective_id(objective),
        )
    if linked:
        output.aside(_("About {session}.", session=show.about(journal(), linked)))
    show.saved(action)


def _from_item(
    number: str, said: str, owner: str | None, due: str | None, session: str | None,
    objective: str | None,
) -> None:  # fmt: skip
    with kept("action", {"text": said}):
        seen = journal().agendas.item(journal().sessions.meant(session), number)
        day = STATE.day(due) if due else None
        action = journal().agendas.as_action(
            seen,
            said,
            owner=journal().pairs.member(owner) if owner else None,
            due=day,
            objective=objective_id(objective),
        )
    output.aside(
        _("{name}: {text}", name=show.who(journal(), action.owner), text=one_line(action.text))
    )
    output.aside(_("The item no longer waits to be spoken of."))
    show.saved(action)


@f.command(app, "action list")
def list_actions(
    everything: Annotated[bool, f.option("--all", help=N_("Those done and dropped too."))] = False,
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Lists the actions, those due first coming first."""
    actions = journal().actions.all() if everything else journal().actions.open()
    if json:
        output.as_json([plain(journal(), each) for each in actions])
        return
    if not actions:
        output.aside(_("Nothing is open."))
    output.table(show.action_row(journal(), each) for each in actions)


@f.command(app, "action edit")
def edit(
    ref: Ref,
    text: Annotated[
        str | None, f.option("--text", help=N_("What is to be done."), metavar=f.TEXT)
    ] = None,
    owner: Annotated[
        str | None, f.option("--owner", help=N_("Who does it."), metavar=f.WHO)
    ] = None,
    due: Annotated[str | None, f.option("--due", help=N_("By when."), metavar=f.WHEN)] = None,
    objective: ObjectiveRef = None,
) -> None:
    """Changes an action."""
    f.refuse_nothing(text, owner, due, objective)
    seen = references.find(journal(), ref, Action)
    day = STATE.day(due) if due else None
    with kept(f"action-{seen.id}", {"text": text} if text else {}):
        member = journal().pairs.member(owner) if owner else None
        said = given(text=text, owner=member, due=day, objective=objective_id(objective))
        after = journal().actions.edit(seen, **said)
    show.saved(after)


@f.command(app, "action done")
def done(ref: Ref) -> None:
    """Notes that it was done."""
    show.saved(journal().actions.done(references.find(journal(), ref, Action)), naming=True)


@f.command(app, "action drop")
def drop(ref: Ref) -> None:
    """Notes that it will not be done."""
    show.saved(journal().actions.drop(references.find(journal(), ref, Action)), naming=True)
