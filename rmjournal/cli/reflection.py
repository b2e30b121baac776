"""``reflection``: list, show, edit."""

from __future__ import annotations

from typing import Annotated

from rmjournal import naming
from rmjournal.cli import choices, forms, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import Form, edited
from rmjournal.cli.keeping import kept
from rmjournal.cli.state import journal
from rmjournal.errors import Ambiguous, NotFound
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.data import plain
from rmjournal.journal.reflections import typed_confidence
from rmjournal.model.record import Record
from rmjournal.model.reflection import MOST_CONFIDENT, Reflection
from rmjournal.model.session import Session
from rmjournal.text import worded

app = f.group("reflection")
APPS = {"reflection": app}

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
Ref = Annotated[
    str, f.argument(N_("last (your newest), a session's number, or the beginning of an id."), f.REF)
]


def found(ref: str, *, latest: bool = False) -> Reflection:
    """The reflection that a reference means; for a session's, mine on it, or the latest of mine."""
    if references.is_last(ref):
        return journal().reflections.mine_last()
    record: Record = references.find(journal(), ref)
    if isinstance(record, Session):
        mine = [
            each for each in journal().reflections.of(record) if each.author == journal().pair.me
        ]
        if len(mine) > 1 and not latest:
            raise Ambiguous(
                N_("There are several reflections of yours on {session}."),
                todo=N_("Name one of them: {choices}."),
                session=show.about(journal(), record),
                choices=", ".join(references.short(each) for each in mine),
            )
        if mine:
            return mine[-1]
        raise NotFound(
            N_("There is no reflection of yours on {session}."),
            todo=N_("“rmjournal log --session {ref}” writes one."),
            session=show.about(journal(), record),
            ref=references.short(record),
        )
    return references.find(journal(), ref, Reflection)


@f.command(app, "reflection list")
def list_reflections(json: Json = False) -> None:
    """Lists the reflections, oldest first."""
    reflections = journal().reflections.all()
    if json:
        output.as_json([plain(journal(), each) for each in reflections])
        return
    if not reflections:
        output.aside(_("No reflection yet; “rmjournal log” writes one."))
    output.table(
        (
            references.short(each),
            show.brief(each.on),
            show.who(journal(), each.author),
            choices.readers(each.visibility),
            naming.headline(each),
        )
        for each in reflections
    )


@f.command(app, "reflection show")
def show_reflection(ref: Ref = "last", json: Json = False) -> None:
    """Shows a reflection."""
    reflection = found(ref, latest=True)
    if json:
        output.as_json(plain(journal(), reflection))
        return
    name = show.who(journal(), reflection.author)
    output.say(f"{naming.day(reflection.on)} · {name} · {choices.readers(reflection.visibility)}")
    if reflection.origin:
        output.say(naming.labelled(_("imported from"), reflection.origin))
    for key, question in forms.reflection(brief=False).items():
        if text := worded(getattr(reflection, key)):
            output.heading(question)
            output.paragraphs(text)
    if reflection.confidence is not None:
        output.heading(_("Confidence"))
        output.say(f"  {reflection.confidence}/{MOST_CONFIDENT}")


@f.command(app, "reflection edit")
def edit(
    ref: Ref = "last",
    what: Annotated[
        str | None, f.option("--what", help=N_("What happened."), metavar=f.TEXT)
    ] = None,
    so_what: Annotated[
        str | None, f.option("--so-what", help=N_("What you make of it."), metavar=f.TEXT)
    ] = None,
    now_what: Annotated[
        str | None, f.option("--now-what", help=N_("And now."), metavar=f.TEXT)
    ] = None,
    shifted: Annotated[
        str | None, f.option("--shifted", help=N_("A view of yours that shifted."), metavar=f.TEXT)
    ] = None,
    confidence: Annotated[
        str | None,
        f.option(
            "--confidence",
            help=N_("How confident you are: 0 not at all, 10 fully."),
            metavar="0-10",
        ),
    ] = None,
    question: Annotated[
        str | None, f.option("--question", help=N_("An open question."), metavar=f.TEXT)
    ] = None,
) -> None:
    """Changes a reflection, in your editor unless options say what."""
    seen = found(ref)
    said = {
        "what": what,
        "so_what": so_what,
        "now_what": now_what,
        "shifted": shifted,
        "question": question,
    }
    changes: dict[str, str] = {key: text for key, text in said.items() if text is not None}
    number = {} if confidence is None else {"confidence": typed_confidence(confidence)}
    name = f"reflection-{seen.id}"
    if not changes and confidence is None:
        form = Form(name, forms.reflection(brief=False), choices.readers(seen.visibility))
        changes = edited(form, {key: getattr(seen, key) for key in form.questions})
    with kept(name, changes):
        after = journal().reflections.edit(seen, **changes, **number)
    show.lost_consent(seen, after)
    show.saved(after)
