"""``conflicts``: what was changed in two places at once, and which version to keep."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import choices, output
from rmjournal.cli import framework as f
from rmjournal.cli.ask import asked
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.state import journal
from rmjournal.i18n import N_, _
from rmjournal.journal import conflicts
from rmjournal.model.record import shown_id
from rmjournal.naming import headline
from rmjournal.versions import in_words, waits
from rmjournal.vocabulary import field_name

app = f.group("conflicts")
APPS = {"conflicts": app}
VERSIONS = ("current", "waiting")

Ref = Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)]


@f.command(app, "conflicts list")
def list_conflicts(
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Lists the values that wait for a choice."""
    waiting = conflicts.all_of(journal())
    if json:
        output.as_json([each._asdict() for each in waiting])
        return
    if not waiting:
        output.aside(_("Nothing waits for a choice."))
    output.table(
        (shown_id(each.id), _(choices.KINDS[each.table]), field_name(each.field), headline(record))
        for each in waiting
        if (record := conflicts.record_of(journal(), each)) is not None
    )


@f.command(app, "conflicts show")
def show_conflict(
    ref: Ref, json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False
) -> None:
    """Shows both versions."""
    conflict = conflicts.found(journal(), ref)
    current = conflicts.current(journal(), conflict)
    if json:
        output.as_json({**conflict._asdict(), "current": current})
        return
    for label, value in (
        (_("As it is now"), current),
        (waits(journal().pair, conflict), conflict.waiting),
    ):
        output.heading(label)
        output.paragraphs(in_words(journal(), conflict, value))


@f.command(app, "conflicts keep")
def keep(
    ref: Ref,
    which: Annotated[
        str,
        f.argument(
            N_("current: as it is now; waiting: the other version."), choices.among(VERSIONS)
        ),
    ],
) -> None:
    """Chooses the version to keep; the other one can be had back with undo."""
    conflict = conflicts.found(journal(), ref)
    chosen = choices.choose(which, VERSIONS)
    conflicts.keep(journal(), conflict, waiting=chosen == "waiting")
    output.aside(_("Kept. “rmjournal undo” takes it back."))


@f.command(app, "conflicts write", text=True)
def write(
    ref: Ref,
    text: Annotated[
        list[str] | None, f.argument(N_("One text made of both; - reads stdin."), N_("TEXT…"))
    ] = None,
) -> None:
    """Settles it with one text made of both versions."""
    said = joined(text)
    conflict = conflicts.found(journal(), ref)
    if not said:
        said = asked(f"conflict-{conflict.id}", "text", _("One text"), N_("The text is missing."))
    with kept(f"conflict-{conflict.id}", {"text": said}):
        conflicts.write(journal(), conflict, said)
    output.aside(_("Kept. “rmjournal undo” takes it back."))
