"""``template``: the forms of exports, and copies of them to change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from rmjournal.cli import framework as f
from rmjournal.cli import output
from rmjournal.cli.state import STATE
from rmjournal.i18n import N_, _
from rmjournal.journal import templates

app = f.group("template")
APPS = {"template": app}

Name = Annotated[str, f.argument(N_("Which template, such as recap."), N_("NAME"))]
Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]

PURPOSES = {
    "agenda": N_("the agenda of a session"),
    "charter": N_("the charter"),
    "journal": N_("the whole journal"),
    "objectives": N_("the objectives"),
    "personal": N_("reflections and feedback, for the others to use"),
    "recap": N_("the recap of a session"),
    "report": N_("the report of a period"),
    "sections": N_("sections that several share, for the others to use"),
    "stories": N_("the journal, anonymised"),
}


@f.command(app, "template list")
def list_templates(json: Json = False) -> None:
    """Lists the built-in templates."""
    names = templates.templates()
    if json:
        output.as_json([{"name": name} for name in names])
        return
    output.table((name, _(PURPOSES[name])) for name in names)
    output.aside(_("“rmjournal template eject NAME” copies one for you to change."))


@f.command(app, "template show")
def show(name: Name, json: Json = False) -> None:
    """Prints a built-in template."""
    source = templates.source(name)
    if json:
        output.as_json({"name": name, "source": source})
        return
    output.data(source)


@f.command(app, "template eject")
def eject(
    name: Name,
    file: Annotated[
        str | None, f.option("-o", "--output", help=N_("The file to write."), metavar=f.FILE)
    ] = None,
) -> None:
    """Copies a built-in template, to be changed."""
    path = Path(file).expanduser() if file else Path(f"{name.removesuffix('.md.j2')}.md.j2")
    templates.eject(STATE.home, name, path)
    output.aside(_("Written to {file}.", file=path))
    output.aside(_("Change it, then: rmjournal export --template {file}", file=path))
