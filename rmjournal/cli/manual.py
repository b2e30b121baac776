"""``manual``: the manual page, made from the declarations that the help is made from."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from rmjournal import __version__
from rmjournal.cli import files, roff
from rmjournal.cli import framework as f
from rmjournal.commands import COMMANDS
from rmjournal.i18n import N_, _

if TYPE_CHECKING:
    from rmjournal.commands import Command

manual_app = f.single()
APPS = {"manual": manual_app}

REFERENCES = {
    "last": N_("The session held last."),
    "next": N_("The earliest planned session, even if its time has passed."),
    "5": N_("The session of that number; after “agenda”, the item in that place."),
    "3f9a": N_("The record whose id begins so; lists show six characters."),
}
ENVIRONMENT = {
    "RMJOURNAL_HOME": N_("Keep everything in this directory."),
    "RMJOURNAL_LANG": N_("Speak fr or en."),
    "RMJOURNAL_NOW": N_("What time it is to be taken to be, in ISO form; for tests."),
    "RMJOURNAL_PASSPHRASE_FILE": N_("Open the encrypted journal with the passphrase in this file."),
    "RMJOURNAL_PASSPHRASE_COMMAND": N_("Open it with the passphrase that this command prints."),
    "RMJOURNAL_IDENTITY_FILE": N_("Open it with the unlocked identity in this file."),
    "VISUAL": N_("The editor for longer texts; EDITOR counts where it is not set."),
}
FILES = {
    "journal.json": N_("The journal."),
    "generations/": N_("Earlier states of the journal."),
    "drafts/": N_("What is being typed."),
    "config.json": N_("Your settings."),
    "exchange.json": N_("The keys of the exchange with your partner."),
    "identity.age": N_("The key of an encrypted journal, which your passphrase opens."),
}
CODES = {
    "0": N_("Done."),
    "1": N_("Refused for a reason in your own data, such as a session that is not there."),
    "2": N_("The words of the command are off."),
    "3": N_("The file is damaged; “rmjournal doctor” says what to do."),
    "4": N_("Another process holds the journal."),
    "5": N_("The disk refused: full, read-only, or not yours."),
    "6": N_("A packet or an invitation was refused."),
    "7": N_("The passphrase is wrong, or the key is that of another journal."),
    "130": N_("Interrupted."),
    "143": N_("Terminated."),
}
"""What the page says of each, msgids."""


@f.command(manual_app, "manual")
def manual(
    file: Annotated[
        str | None, f.option("-o", "--output", help=N_("Write to this file."), metavar=f.FILE)
    ] = None,
) -> None:
    """Shows the page on a terminal; elsewhere prints it for man to read."""
    reader = shutil.which("man")
    if file is None and reader and sys.stdout is not None and sys.stdout.isatty():
        _show(page(), reader)
    else:
        files.hand_out(page(), file)


def _show(text: str, reader: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "rmjournal.1")
        path.write_text(text, encoding="utf-8")
        subprocess.run([reader, str(path)], check=False)


def page() -> str:
    """The page, in the language in use."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    import typer

    from rmjournal.cli.app import root

    top: Any = typer.main.get_command(root)
    context = top.make_context("rmjournal", ["status"], resilient_parsing=True)
    yield roff.title("rmjournal", f"rmjournal {__version__}")
    yield roff.section(_("NAME"))
    yield f"rmjournal \\- {roff.text(root.info.help or '').rstrip('.')}"
    yield roff.section(_("SYNOPSIS"))
    yield " ".join([roff.bold("rmjournal"), *map(roff.slanted, top.collect_usage_pieces(context))])
    yield roff.section(_("DESCRIPTION"))
    yield roff.text(root.info.epilog or "")
    yield from roff.paragraph(roff.text(_("Without a command, it tells where the pair stands.")))
    yield from roff.paragraph(
        roff.text(_("Dates are typed as they are said, and what was understood is said back."))
    )
    yield from roff.paragraph(
        roff.text(_("Wherever a text is asked for, - alone reads it from standard input."))
    )
    yield roff.section(_("OPTIONS"))
    yield from _parameters(top)
    yield from roff.term(roff.bold("--help"), roff.text(_("Show this help.")))
    yield roff.section(_("COMMANDS"))
    for command in COMMANDS:
        yield from _command(command, top, context)
    yield from _lists()


def _lists() -> Iterator[str]:
    for heading, entries, lead in (
        (_("REFERENCES"), REFERENCES, roff.bold),
        (_("ENVIRONMENT"), ENVIRONMENT, roff.bold),
        (_("FILES"), FILES, roff.slanted),
        (_("EXIT STATUS"), CODES, roff.bold),
    ):
        yield roff.section(heading)
        if entries is FILES:
            yield roff.text(_("“rmjournal config show” says where they are."))
        for name, meaning in entries.items():
            yield from roff.term(lead(name), roff.text(_(meaning)))


def _command(declared: Command, top: Any, context: Any) -> Iterator[str]:
    command = top
    for word in declared.path.split():
        command = command.get_command(context, word)
    yield roff.part(f"rmjournal {declared.path}")
    pieces = " ".join(map(roff.slanted, command.collect_usage_pieces(context)))
    yield f"{roff.bold(f'rmjournal {declared.path}')} {pieces}".rstrip()
    yield from roff.paragraph(roff.text(_(declared.help)))
    if declared.alias:
        other = declared.path.rpartition(" ")[0] + f" {declared.alias}"
        yield from roff.paragraph(
            roff.text(_("The same as “rmjournal {other}”.", other=other.strip()))
        )
    yield from _parameters(command)
    if declared.example:
        yield from roff.example(f"rmjournal {_(declared.example)}")


def _parameters(command: Any) -> Iterator[str]:
    for param in command.params:
        names = [name for name in param.opts if name.startswith("-")]
        value = "" if getattr(param, "is_flag", False) else str(param.metavar or "")
        lead = [", ".join(map(roff.bold, names)), roff.slanted(value) if value else ""]
        yield from roff.term(" ".join(filter(None, lead)), roff.text(param.help or ""))
