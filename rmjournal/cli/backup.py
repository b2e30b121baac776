"""``backup``: the earlier states that every save keeps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

from rmjournal.cli import framework as f
from rmjournal.cli import output
from rmjournal.cli.state import STATE, journal
from rmjournal.errors import NotFound, Refused
from rmjournal.i18n import N_, _, words
from rmjournal.journal import upkeep
from rmjournal.text import number_in

app = f.group("backup")
APPS = {"backup": app}


@f.command(app, "backup list")
def list_backups(json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False) -> None:
    """Lists the states that were kept, latest first."""
    kept = upkeep.backups(journal())
    if json:
        output.as_json(
            [
                {
                    "number": each.number,
                    "saved": f"{each.saved.isoformat()}Z",
                    "file": str(each.path),
                }
                for each in kept
            ]
        )
        return
    if not kept:
        output.aside(_("No earlier state yet; every save keeps one."))
    output.table(
        (str(each.number), words().moment(STATE.clock.wall(each.saved)), each.path.name)
        for each in kept
    )


@f.command(app, "backup create")
def create(
    target: Annotated[
        str | None, f.option("-o", "--output", help=N_("The file to write."), metavar=f.FILE)
    ] = None,
) -> None:
    """Copies the journal to a file, readable by its owner only."""
    name = target or f"rmjournal-{STATE.clock.today().isoformat()}.json{STATE.home.wrapping.suffix}"
    path = Path(name).expanduser().absolute()
    if not journal().store.exists:
        raise Refused(
            N_("There is no journal to copy yet."), todo=N_("“rmjournal init” creates one.")
        )
    upkeep.create_backup(journal(), path)
    if not STATE.home.wrapping.suffix:
        output.aside(
            _("Copied to {file}. It is not encrypted: keep it where only you can read it.", file=path)
        )  # fmt: skip
        return
    output.aside(_("Copied to {file}. It is encrypted as the journal is.", file=path))
    output.aside(
        _("On another computer it opens only with the recovery key, or with {key} and the "
          "passphrase: keep one of these elsewhere too.", key=STATE.home.identity)
    )  # fmt: skip


@f.command(app, "backup restore")
def restore(
    which: Annotated[str, f.argument(N_("A number of “backup list”, or a file."), N_("N|FILE"))],
) -> None:
    """Goes back to an earlier state; the state of now is kept too."""
    path = Path(which).expanduser()
    if (number := number_in(which)) is None and not path.exists():
        raise NotFound(
            N_("There is no backup {which}."),
            kept=N_("Nothing was changed."),
            todo=N_("“rmjournal backup list” shows them."),
            which=which[:60],
        )
    restored = upkeep.restore_backup(journal(), path if number is None else number)
    when = words().moment(STATE.clock.wall(datetime.fromisoformat(restored.saved)))
    output.aside(_("The journal is as it was saved on {when}.", when=when))
    if restored.kept:
        output.aside(_("What it replaced is kept: {file}", file=restored.kept))
