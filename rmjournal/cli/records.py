"""``visibility``, ``delete`` and ``undo``: what can be done to a record of any kind."""

from __future__ import annotations

from typing import Annotated

from rmjournal import naming, versions
from rmjournal.cli import choices, erasing, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import confirmed
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import references, undoing
from rmjournal.journal.data import TABLES, plain
from rmjournal.model.record import Record, Visibility
from rmjournal.model.session import Session
from rmjournal.text import fold

visibility_app = f.single()
delete_app = f.single()
undo_app = f.single()
trash_app = f.group("trash")
APPS = {"visibility": visibility_app, "delete": delete_app, "undo": undo_app, "trash": trash_app}

NAMED = 5
"""The records that an undo names; of a verb with more, the others are counted."""

Thrown = N_("last, or the beginning of an id of the trash.")
Ref = Annotated[str, f.argument(N_("last, next, a number, or the beginning of an id."), f.REF)]


@f.command(visibility_app, "visibility")
def visibility(
    ref: Ref,
    readers: Annotated[str, f.argument(N_("Who may read it."), choices.among(Visibility))],
    by: Annotated[
        str | None,
        f.option("--by", help=N_("partner, for a consent given aloud."), metavar=f.WHO),
    ] = None,
    on: Annotated[
        str | None, f.option("--on", help=N_("When it was said."), metavar=f.WHEN)
    ] = None,
) -> None:
    """Says who may read a record; what may leave the pair needs both to consent."""
    seen = journal().records.found(ref)
    changed = journal().records.show_to(
        seen,
        choices.one(Visibility, readers),
        member=journal().pairs.member(by) if by else None,
        on=STATE.day(on, prefer="past") if on else None,
    )
    if seen.visibility is Visibility.PRIVATE and changed.visibility is not Visibility.PRIVATE:
        name = show.who(journal(), journal().pair.partner.id)
        output.aside(_("From now on it is in what you export for {name}.", name=name))
    if journal().records.may_leave(changed):
        output.aside(_("Both of you consent: it may leave the pair, anonymised."))
    elif changed.visibility is Visibility.SHAREABLE:
        output.aside(
            _("It leaves the pair only once {name} consents too; “--by partner” notes that.",
              name=show.who(journal(), journal().pair.partner.id))
        )  # fmt: skip
    show.saved(changed, naming=True)


@f.command(delete_app, "delete")
def delete(ref: Ref) -> None:
    """Puts a record in the trash."""
    gone = journal().records.delete(journal().records.found(ref))
    output.aside(
        ngettext("In the trash: {record}", "In the trash: {record} (and {more} more)", len(gone),
                 record=naming.named(gone[0]), more=len(gone) - 1)
    )  # fmt: skip
    output.aside(
        _("“rmjournal trash restore {ref}” brings it back.", ref=references.short(gone[0]))
    )


@f.command(undo_app, "undo")
def undo(
    yes: Annotated[
        bool, f.option("--yes", help=N_("Without asking, even if it was the beginning of a pair."))
    ] = False,
) -> None:
    """Takes back the last thing that was done; asks first, if that was the beginning of a pair."""
    found = None if yes else undoing.beginning(journal())
    if found and not _sure(found):
        output.aside(_("Nothing was changed."))
        return
    try:
        undone = undoing.undo(journal())
    except undoing.UndoBlocked as blocked:
        _show_both(blocked)
        raise
    when = words().moment(undoing.local(journal(), undone.at))
    output.aside(_("Taken back: “{verb}” of {when}.", verb=undone.verb, when=when))
    touched = undoing.touched(undone)
    for record in touched[:NAMED]:
        output.aside("  " + naming.named(record))
    if more := len(touched[NAMED:]):
        output.aside("  " + _("and {n} more", n=more))


def _sure(found: undoing.Beginning) -> bool:
    if not interactive():
        raise UsageProblem(
            N_("The last thing done was the beginning of a pair: --yes is missing."),
            kept=N_("Nothing was changed."),
            todo=N_("If you mean it, add --yes; “rmjournal backup restore” can bring it back."),
        )
    output.aside(_("The last thing done was “{verb}”.", verb=found.verb))
    output.aside(naming.goes(found))
    output.aside(_("“rmjournal backup restore” can bring it back."))
    return confirmed(_("Take it back?"))


def _show_both(blocked: undoing.UndoBlocked) -> None:
    """Both states of each record, of each what the other has otherwise."""
    for before, now in undoing.sides(journal(), blocked):
        if (record := now or before) is None:
            continue
        output.say(naming.named(record))
        for label, own, other in (
            (_("As it was before"), before, now),
            (_("As it is now"), now, before),
        ):
            output.heading(label)
            told = list(versions.differing(journal(), own, other)) if own else []
            for field, value in told:
                output.paragraphs(_("{label}: {value}", label=field, value=value))
            if not told:
                output.paragraphs(_("(nothing)"))


@f.command(trash_app, "trash list")
def list_trash(json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False) -> None:
    """Lists what was deleted, latest first."""
    trash = journal().records.trash()
    if json:
        output.as_json([plain(journal(), each) for each in trash])
        return
    if not trash:
        output.aside(_("The trash is empty."))
    me = journal().pair.me if trash else ""
    output.table(
        (
            references.short(each),
            show.brief(journal().clock.day(each.deleted) if each.deleted else None),
            _(choices.KINDS[TABLES[type(each)]]),
            show.marked(each, naming.headline(each, reader=me)),
        )
        for each in trash
    )


@f.command(trash_app, "trash restore")
def restore(ref: Annotated[str, f.argument(Thrown, f.REF)]) -> None:
    """Takes a record out of the trash."""
    record = journal().records.found(ref, trashed=True)
    for each in journal().records.restore(record):
        show.saved(each, naming=True)


@f.command(trash_app, "trash purge")
def purge(
    ref: Annotated[str | None, f.argument(Thrown, f.REF)] = None,
    everything: Annotated[bool, f.option("--all", help=N_("All that is in the trash."))] = False,
    confirm: erasing.Confirm = None,
) -> None:
    """Erases records of the trash for good."""
    if (ref is None) != everything:
        raise UsageProblem(
            N_("Say what to erase: a reference, or --all."),
            kept=erasing.UNTOUCHED,
            todo=N_("“rmjournal trash list” shows what is in the trash."),
        )
    doomed = _doomed(ref)
    if not doomed:
        output.aside(_("The trash is empty."))
        return
    for each in doomed:
        output.aside(naming.named(each))
        if isinstance(each, Session):
            output.aside(_("Its agenda goes with it."))
    if ref:
        erasing.confirm(confirm, references.short(doomed[0]), fold(ref).lstrip("#"), doomed[0].id)
    else:
        erasing.confirm(confirm, _("all"), "all")
    erasing.tell(journal().records.purge(*doomed))


def _doomed(ref: str | None) -> list[Record]:
    return [journal().records.found(ref, trashed=True)] if ref else journal().records.trash()
