"""``search``: words in everything that was written."""

from __future__ import annotations

from typing import Annotated

import typer

from rmjournal.cli import choices, output
from rmjournal.cli import framework as f
from rmjournal.cli.keeping import joined
from rmjournal.cli.state import STATE, journal
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.data import KINDS, TABLES, plain
from rmjournal.journal.search import Hit, excerpt
from rmjournal.journal.search import search as find
from rmjournal.naming import brief, headline, waits
from rmjournal.vocabulary import marked

QUEBEC = {
    "rencontre": "sessions", "retroaction": "feedback", "dyade": "pairs", "entente": "charters",
}  # fmt: skip
"""The kinds as Québec calls them."""
NARROWEST = 20
"""The characters of an excerpt, however little room the columns before it leave."""

search_app = f.single()
APPS = {"search": search_app}


@f.command(search_app, "search", text=True)
def search(
    query: Annotated[list[str], f.argument(N_("Words; all of them must occur."), N_("WORDS…"))],
    kind: Annotated[
        str | None, f.option("--kind", help=N_("Only one kind of record."), metavar=N_("KIND"))
    ] = None,
    since: Annotated[
        str | None, f.option("--since", help=N_("From this day on."), metavar=f.WHEN)
    ] = None,
    until: Annotated[
        str | None, f.option("--until", help=N_("Up to this day."), metavar=f.WHEN)
    ] = None,
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Finds records, latest first."""
    words = joined(query)
    if not words.strip():
        raise UsageProblem(
            N_("The words to search for are missing."), todo=N_("Give one word at least.")
        )
    hits = find(
        journal(),
        words,
        kind=_kind(kind) if kind else None,
        since=STATE.day(since, prefer="past") if since else None,
        until=STATE.day(until, prefer="past") if until else None,
    )
    if json:
        output.as_json([plain(journal(), hit.record) for hit in hits])
    elif not hits:
        output.aside(_("Nothing was found."))
        if len(journal().pairs.all()) > 1:
            output.aside(
                _("Only what belongs to {pair} was searched; “rmjournal pair use” chooses another.",
                  pair=headline(journal().pair))
            )  # fmt: skip
        output.aside(_("Try fewer or shorter words."))
        raise typer.Exit(1)
    else:
        _list(hits, words)


def _list(hits: list[Hit], words: str) -> None:
    me, today = journal().pair.me, STATE.clock.today()
    heads = [
        (
            references.short(hit.record),
            brief(hit.day, today),
            _(choices.KINDS[TABLES[type(hit.record)]]),
        )
        for hit in hits
    ]
    taken = sum(max(map(len, column)) + 2 for column in zip(*heads, strict=True))
    output.table(
        (*head, _found(hit, words, output.width() - taken, reader=me))
        for hit, head in zip(hits, heads, strict=True)
    )


def _found(hit: Hit, words: str, room: int, *, reader: str) -> str:
    """The words in their place, and who may read the record where that is not the two of us."""
    if waits(hit.record, reader):
        return headline(hit.record, reader=reader)
    note = marked(hit.record.visibility, "")
    return excerpt(hit.text, words, max(room - len(note), NARROWEST)) + note


def _kind(text: str) -> str:
    """The table that a word for a kind means: singular or plural, English or in use."""
    from rmjournal.text import fold

    wanted = fold(text)
    if table := QUEBEC.get(wanted.removesuffix("s")):
        return table
    for table in KINDS:
        label = choices.KINDS[table]
        many = choices.MANY[table]
        spellings = {table, fold(label), fold(many), fold(_(label)), fold(_(many))}
        if wanted in spellings:
            return table
    return choices.choose(text, KINDS)
