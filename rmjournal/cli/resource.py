"""``resource``: what the two brought each other to read, watch or try."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import choices, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import asked
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import ObjectiveRef, SessionRef, objective_id
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.data import plain
from rmjournal.model.resource import KINDS, Resource
from rmjournal.text import one_line

app = f.group("resource")
APPS = {"resource": app}


@f.command(app, "resource add", text=True)
def add(
    title: Annotated[
        list[str] | None, f.argument(N_("What to read, watch or try; - reads stdin."), N_("TITLE…"))
    ] = None,
    url: Annotated[
        str | None, f.option("--url", help=N_("Where it is on the web."), metavar="URL")
    ] = None,
    kind: Annotated[
        str | None,
        f.option("--kind", help=N_("What it is (default: other)."), metavar=choices.among(KINDS)),
    ] = None,
    session: SessionRef = None,
    objective: ObjectiveRef = None,
) -> None:
    """Keeps a resource."""
    said = joined(title)
    if not said:
        said = asked(
            "resource", "title", _("What to read, watch or try"), N_("The title is missing.")
        )
    with kept("resource", {"title": said, "url": url or ""}):
        linked = journal().sessions.spoken_in(session)
        resource = journal().resources.add(
            said,
            url=url,
            kind=choices.choose(kind, KINDS) if kind else None,
            session=linked.id if linked else None,
            objective=objective_id(objective),
        )
    if linked:
        output.aside(_("About {session}.", session=show.about(journal(), linked)))
    show.saved(resource)


@f.command(app, "resource list")
def list_resources(
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Lists the resources in the order they were brought."""
    resources = journal().resources.all()
    if json:
        output.as_json([plain(journal(), each) for each in resources])
        return
    if not resources:
        output.aside(_("Nothing yet: rmjournal resource add TITLE"))
    output.table(_row(each) for each in resources)


@f.command(app, "resource used")
def used(
    ref: Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)],
    on: Annotated[
        str | None, f.option("--on", help=N_("When (default: today)."), metavar=f.WHEN)
    ] = None,
) -> None:
    """Notes that it was used."""
    resource = references.find(journal(), ref, Resource)
    day = STATE.day(on, prefer="past") if on else None
    show.saved(journal().resources.used(resource, day))


def _row(resource: Resource) -> tuple[str, ...]:
    used_on = _("used {date}", date=show.brief(resource.used_on[-1])) if resource.used_on else ""
    words = ", ".join(one_line(each) for each in (resource.title, resource.url) if each)
    return (
        references.short(resource),
        show.who(journal(), resource.author),
        _(choices.RESOURCE.get(resource.kind, resource.kind)),
        used_on,
        show.marked(resource, words),
    )
