"""``import``: a journal of jrnl, or a directory of Markdown notes, brought in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from rmjournal import naming
from rmjournal.cli import choices, keeping, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import reading
from rmjournal.journal.arrivals import Arrival, Imported, Readers
from rmjournal.model.record import Visibility

app = f.group("import")
APPS = {"import": app}
READABLE = (Visibility.PRIVATE, Visibility.PAIR)
"""By whom what comes in may be read: nothing of it leaves the pair yet."""

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
DryRun = Annotated[
    bool, f.option("--dry-run", help=N_("Show what would be made, entry by entry; keep nothing."))
]
ForPartner = Annotated[
    bool, f.option("--for-partner", help=N_("The other may read the reflections too."))
]


@f.command(app, "import jrnl")
def import_jrnl(
    file: Annotated[
        str,
        f.argument(N_("What “jrnl --export json --file FILE” wrote; - reads stdin."), f.FILE),
    ],
    dry_run: DryRun = False,
    for_partner: ForPartner = False,
    json: Json = False,
) -> None:
    """Brings in a journal of jrnl: every entry as a reflection, with its tags and its star."""
    if file == "-":
        entries = reading.jrnl_stream(keeping.stdin(), "stdin")
    else:
        entries = reading.jrnl_file(Path(file).expanduser(), file)
    readers = Readers(reflections=_readers(for_partner))
    imported = journal().imports.jrnl(entries, readers, dry=dry_run)
    if json:
        output.as_json(_plain("jrnl", imported, dry_run=dry_run))
    elif dry_run:
        output.table((*each.name.split(" "), _first_words(each)) for each in imported.arrivals)
    _tell(imported, dry_run=dry_run)


@f.command(app, "import markdown")
def import_markdown(
    directory: Annotated[
        str, f.argument(N_("The directory of your notes, one note a session."), N_("DIR"))
    ],
    dry_run: DryRun = False,
    visibility: Annotated[
        str | None,
        f.option(
            "--visibility",
            help=N_("Who may read sessions, agendas, actions, learnings (default: only you)."),
            metavar=choices.among(READABLE),
        ),
    ] = None,
    for_partner: ForPartner = False,
    skip_undated: Annotated[
        bool, f.option("--skip-undated", help=N_("Leave out the notes that have no date."))
    ] = False,
    json: Json = False,
) -> None:
    """Brings in notes taken in Markdown: sessions, agendas, actions, learnings, reflections."""
    sessions = Visibility(
        choices.choose(visibility, READABLE) if visibility else Visibility.PRIVATE
    )
    path, language = Path(directory).expanduser(), words().language
    found = reading.folder(path, STATE.clock.now(), language, skip_undated=skip_undated)
    if not found.notes and not found.undated:
        raise reading.none_found(directory)
    readers = Readers(sessions, _readers(for_partner))
    imported = journal().imports.notes(
        found.notes, readers, journal().sessions.usual_time(), dry=dry_run
    )
    if json:
        left = {
            "undated": list(found.undated),
            "links": list(found.links),
            "other_files": found.others,
        }
        output.as_json({**_plain("markdown", imported, dry_run=dry_run), "left_out": left})
    elif dry_run:
        output.table(
            (show.brief(each.day), each.name, _made(each.counts) or _("already here"))
            for each in imported.arrivals
        )
    _tell_left_out(found)
    _tell(imported, dry_run=dry_run)


def _readers(for_partner: bool) -> Visibility:
    return Visibility.PAIR if for_partner else Visibility.PRIVATE


def _first_words(arrival: Arrival) -> str:
    return naming.headline(arrival.records[0]) if arrival.records else _("already here")


def _made(counts: dict[str, int]) -> str:
    """How many records of each kind, in words."""
    return ", ".join(_counted(table, n) for table, n in counts.items())


def _counted(table: str, n: int) -> str:
    match table:
        case "sessions":
            return ngettext("{n} session", "{n} sessions", n)
        case "items":
            return ngettext("{n} agenda item", "{n} agenda items", n)
        case "reflections":
            return ngettext("{n} reflection", "{n} reflections", n)
        case "learnings":
            return ngettext("{n} learning", "{n} learnings", n)
        case "actions":
            return ngettext("{n} action", "{n} actions", n)
        case _:
            return ngettext("{n} win", "{n} wins", n)


def _tell(imported: Imported, *, dry_run: bool) -> None:
    here = len(imported.arrivals) - len(imported.new)
    held = [each.held for each in imported.arrivals if each.held]
    if here:
        output.aside(
            ngettext("{n} is here already and stays as it is.",
                     "{n} are here already and stay as they are.", here)
        )  # fmt: skip
    if not imported.new:
        output.aside(_("There is nothing new to import."))
        return
    if dry_run:
        output.aside(_("This would add: {made}.", made=_made(imported.counts)))
        output.aside(_("Nothing was changed; without --dry-run it is made."))
        return
    for session in held:
        output.aside(_("Now marked as held: {session}.", session=show.about(journal(), session)))
    _tell_added(imported)


def _tell_added(imported: Imported) -> None:
    for visibility in Visibility:
        if counts := imported.read_by(visibility):
            readers = choices.readers(visibility)
            output.aside(_("Added: {made} · {readers}", made=_made(counts), readers=readers))
    output.aside(_("“rmjournal undo” takes all of it back."))


def _tell_left_out(found: reading.Folder) -> None:
    for name in found.undated:
        output.aside(_("Left out, for it has no date: {name}", name=name))
    for name in found.links:
        output.aside(_("Left out, for it is a link: {name}", name=name))
    if found.others:
        output.aside(
            ngettext("Left out: {n} file that is no Markdown.",
                     "Left out: {n} files that are no Markdown.", found.others)
        )  # fmt: skip


def _plain(source: str, imported: Imported, *, dry_run: bool) -> dict[str, Any]:
    return {
        "source": source,
        "dry_run": dry_run,
        "made": imported.counts,
        "already_here": len(imported.arrivals) - len(imported.new),
        "notes": [
            {"name": each.name, "on": each.day, "made": each.counts, "marked_held": bool(each.held)}
            for each in imported.arrivals
        ],
    }
