"""``doctor``: is the journal sound, and if it is not, what can be had back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rmjournal.cli import framework as f
from rmjournal.cli import output
from rmjournal.cli.choices import MANY, table_name
from rmjournal.cli.state import STATE, journal
from rmjournal.errors import Damaged
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import upkeep
from rmjournal.journal.upkeep import UNPLACED, Diagnosis, State
from rmjournal.model.record import shown_id
from rmjournal.naming import labelled

doctor_app = f.single()
APPS = {"doctor": doctor_app}

STATES = {
    State.FINE: N_("The journal is sound: {file}"),
    State.MISSING: N_("There is no journal: {file}"),
    State.EMPTY: N_("The journal is empty, which no save leaves behind: {file}"),
    State.DAMAGED: N_("The journal is damaged: {file}"),
    State.NEWER: N_("A newer rmjournal wrote this journal; update rmjournal to read it: {file}"),
    State.EDITED: N_(
        "The journal was edited by something else; every record in it is valid: {file}"
    ),
    State.UNREAD: N_("The journal is as it was saved, but not every record in it reads: {file}"),
    State.TWICE: N_("The journal is not sound, records stand twice in it: {file}"),
}


@f.command(doctor_app, "doctor")
def doctor(
    adopt: Annotated[
        bool, f.option("--adopt", help=N_("Take a hand-edited file whose records are all valid."))
    ] = False,
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Checks the journal; changes nothing, but writes what it can save of a damaged one beside it."""
    if adopt:
        _adopt()
        return
    found = upkeep.examine(journal())
    if json:
        output.as_json(_as_data(found))
    else:
        _tell(found)
    if found.state in (State.DAMAGED, State.UNREAD):
        _rescue(found)
    elif not json:
        _restorable(found)
    if found.state not in (State.FINE, State.MISSING) or (
        found.state is State.MISSING and found.latest
    ):
        raise typer.Exit(Damaged.exit_code)


def _tell(found: Diagnosis) -> None:
    output.paragraphs(_(STATES[found.state], file=found.file), indent="")
    for table, n in found.intact.items():
        if table in MANY or table == UNPLACED:
            lost = found.lost.get(table, 0)
            more = " · " + _("{n} cannot be read", n=lost) if lost else ""
            output.say(f"  {labelled(table_name(table), n)}{more}")
    if found.findings:
        output.heading(_("To look at"))
    for finding in found.findings:
        where = _("line {n}: ", n=finding.line) if finding.line else ""
        output.hanging("  – ", where + _(finding.message, **_shown(finding.values)), column=4)


def _shown(values: dict[str, object]) -> dict[str, object]:
    """A finding's values in the reader's words: tables by their names, ids as listings show them."""
    return {name: _word(name, value) for name, value in values.items()}


def _word(name: str, value: object) -> object:
    match name:
        case "what":
            return _(str(value))
        case "table":
            return table_name(str(value))
        case "id":
            return shown_id(str(value))
    return value


def _restorable(found: Diagnosis) -> None:
    if found.latest is None:
        if found.state not in (State.FINE, State.MISSING):
            output.aside(_("No intact backup was found."))
        if found.state is State.EDITED:
            output.aside(_("Take the file as it is with: rmjournal doctor --adopt"))
        return
    if found.state is State.EDITED and found.balance.file_is_better:
        output.aside(_newer(found))
        output.aside(_("Take the file as it is with: rmjournal doctor --adopt"))
    when = words().moment(STATE.clock.wall(found.latest.saved))
    output.aside(
        _("The latest intact backup is number {n}, of {when}.", n=found.latest.number, when=when)
    )
    if found.state is State.TWICE:
        output.aside(_("Each may stand once in an earlier state: rmjournal backup list"))
    elif found.state is State.UNREAD:
        output.aside(_("What does not read may do so in an earlier state: rmjournal backup list"))
    elif found.state is not State.FINE:
        output.aside(_("Get it back with: rmjournal backup restore {n}", n=found.latest.number))
    if found.state is State.EDITED and not found.balance.file_is_better:
        output.aside(_("Or take the file as it is with: rmjournal doctor --adopt"))


def _rescue(found: Diagnosis) -> None:
    """Saves what can be saved, and tells what is to be had, the better of the two first."""
    try:
        saved = upkeep.salvage(journal())
    except Damaged:
        if found.latest is None:
            raise
        output.aside(_("Nothing in the file can be read as a record."))
        _restorable(found)
        return
    unread = found.state is State.UNREAD
    if unread or found.latest is None or found.balance.file_is_better:
        _salvaged(saved, _newer(found) if found.latest and not unread else "")
        _restorable(found)
        if found.balance.older:
            n = found.balance.older
            output.aside(
                ngettext("It holds {n} record that could not be saved, or is newer there.",
                         "It holds {n} records that could not be saved, or are newer there.", n)
            )  # fmt: skip
    else:
        _restorable(found)
        _salvaged(saved, _newer(found) if found.balance.newer else "")


def _newer(found: Diagnosis) -> str:
    n = found.balance.newer
    return ngettext("{n} record in it is newer than in the latest intact backup.",
                    "{n} records in it are newer than in the latest intact backup.", n)  # fmt: skip


def _salvaged(saved: tuple[Path, int, int], newer: str) -> None:
    path, kept, lost = saved
    output.aside(
        ngettext("{n} record could be saved, into {file}.", "{n} records could be saved, into {file}.",
                 kept, file=path)
    )  # fmt: skip
    if lost:
        output.aside(ngettext("{n} line could not.", "{n} lines could not.", lost))
    if newer:
        output.aside(newer)
    output.aside(_("Take them with: rmjournal backup restore {file}", file=path))


def _adopt() -> None:
    adopted = upkeep.adopt(journal())
    if adopted.kept is None:
        output.aside(_("There was nothing to adopt: the journal is sound."))
        return
    output.aside(
        ngettext("Adopted, with {n} record.", "Adopted, with {n} records.", adopted.records)
    )
    output.aside(_("The file as it was is kept: {file}", file=adopted.kept))


def _as_data(found: Diagnosis) -> dict[str, object]:
    return {
        "state": found.state,
        "file": str(found.file),
        "latest_backup": found.latest.number if found.latest else None,
        "intact": found.intact,
        "lost": found.lost,
        "newer_than_backup": found.balance.newer,
        "older_than_backup": found.balance.older,
        "findings": [
            {"message": finding.message.format_map(finding.values), "line": finding.line}
            for finding in found.findings
        ],
    }
