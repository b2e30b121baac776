"""``learn`` and ``learning``: what was learned, and what became of it."""

from __future__ import annotations

from typing import Annotated

from rmjournal import naming
from rmjournal.cli import choices, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import asked
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import ObjectiveRef, SessionRef, objective_id
from rmjournal.cli.sealing import seal
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import N_, _, words
from rmjournal.journal import references
from rmjournal.journal.concern import given
from rmjournal.journal.data import plain
from rmjournal.model.learning import Learning, Worked
from rmjournal.text import worded

app = f.group("learning")
learn_app = f.single()
APPS = {"learning": app, "learn": learn_app}
USED = (Worked.YES, Worked.PARTLY, Worked.NO)

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
Ref = Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)]
Situation = Annotated[
    str | None, f.option("--situation", help=N_("Where you will use it."), metavar=f.TEXT)
]
IfThen = Annotated[
    str | None, f.option("--if-then", help=N_("Your plan: if …, then …"), metavar=f.TEXT)
]
CheckOn = Annotated[
    str | None,
    f.option(
        "--check-on",
        help=N_("When to ask whether it was used (default: at the next session)."),
        metavar=f.WHEN,
    ),
]
NewCheck = Annotated[
    str | None,
    f.option("--check-on", help=N_("When to ask whether it was used."), metavar=f.WHEN),
]


@f.command(learn_app, "learn", text=True)
def learn(
    text: Annotated[
        list[str] | None, f.argument(N_("What was learned; - reads stdin."), N_("TEXT…"))
    ] = None,
    who: Annotated[
        str | None, f.option("--who", help=N_("Who learned it (default: you)."), metavar=f.WHO)
    ] = None,
    thanks_to: Annotated[
        str | None, f.option("--thanks-to", help=N_("Thanks to whom."), metavar=f.WHO)
    ] = None,
    session: SessionRef = None,
    objective: ObjectiveRef = None,
    situation: Situation = None,
    if_then: IfThen = None,
    check_on: CheckOn = None,
) -> None:
    """Keeps a learning for the two of you."""
    what = joined(text)
    if not what:
        what = asked("learn", "what", _("I learned …"), N_("The text is missing."))
    texts = {"what": what, "situation": situation, "if_then": if_then}
    with kept("learn", {key: text or "" for key, text in texts.items()}):
        check = STATE.day(check_on) if check_on else None
        if STATE.seals:
            seal(
                "learn", **texts, who=who, thanks_to=thanks_to, session=session,
                objective=objective, check_on=check,
            )  # fmt: skip
            return
        pairs = journal().pairs
        linked = journal().sessions.spoken_in(session)
        learning = journal().learnings.add(
            what,
            who=pairs.member(who) if who else None,
            thanks_to=pairs.member(thanks_to) if thanks_to else None,
            session=linked.id if linked else None,
            objective=objective_id(objective),
            situation=situation,
            if_then=if_then,
            check_on=check,
        )
    if linked:
        output.aside(_("About {session}.", session=show.about(journal(), linked)))
    show.saved(learning)
    show.asked_again(learning)


@f.command(app, "learning list")
def list_learnings(json: Json = False) -> None:
    """Lists the learnings, those due for a check first."""
    today = STATE.clock.today()
    due = journal().learnings.due(today)
    learnings = due + [each for each in reversed(journal().learnings.all()) if each not in due]
    if json:
        output.as_json([plain(journal(), each) for each in learnings])
        return
    if not learnings:
        output.aside(_("No learning yet; “rmjournal learn” keeps one."))
    output.table(show.learning_row(journal(), each, today) for each in learnings)


@f.command(app, "learning show")
def show_learning(ref: Ref, json: Json = False) -> None:
    """Shows a learning."""
    learning = references.find(journal(), ref, Learning)
    if json:
        output.as_json(plain(journal(), learning))
        return
    lead = show.who(journal(), learning.learner)
    if learning.thanks_to:
        lead = _(
            "{name}, thanks to {other}", name=lead, other=show.who(journal(), learning.thanks_to)
        )
    output.say(f"{lead} · {choices.readers(learning.visibility)}")
    output.paragraphs(learning.what)
    for label, text in ((_("Where"), learning.situation), (_("If, then"), learning.if_then)):
        if worded(text):
            output.heading(label)
            output.paragraphs(text)
    if learning.check_on:
        output.say()
        output.say(_("check on {date}", date=words().date(learning.check_on)))
    for outcome in learning.outcomes:
        output.say()
        output.say(f"{naming.day(outcome.on)} · {_(choices.WORKED[outcome.worked])}")
        if outcome.text:
            output.paragraphs(outcome.text)


@f.command(app, "learning check")
def check(
    ref: Ref,
    on: Annotated[
        str | None,
        f.option(
            "--on", help=N_("When to look again (default: at the next session)."), metavar=f.WHEN
        ),
    ] = None,
) -> None:
    """Notes that it was not used yet."""
    learning = references.find(journal(), ref, Learning)
    learnings = journal().learnings
    after = learnings.not_yet(learning, STATE.day(on)) if on else learnings.ask_again(learning)
    show.saved(after, naming=True)
    show.asked_again(after)


@f.command(app, "learning applied", text=True)
def applied(
    ref: Ref,
    text: Annotated[
        list[str] | None, f.argument(N_("What happened; - reads stdin."), N_("TEXT…"))
    ] = None,
    worked: Annotated[
        str,
        f.option(
            "--worked", help=N_("Whether it worked (default: yes)."), metavar=choices.among(USED)
        ),
    ] = "yes",
    on: Annotated[
        str | None, f.option("--on", help=N_("When it was used (default: today)."), metavar=f.WHEN)
    ] = None,
) -> None:
    """Notes that it was used, and what happened."""
    said = joined(text)
    learning = references.find(journal(), ref, Learning)
    outcome = Worked(choices.choose(worked, USED))
    if not said:
        name = f"applied-{learning.id}"
        said = asked(name, "text", _("What happened"), N_("The text is missing."))
    with kept(f"applied-{learning.id}", {"text": said}):
        day = STATE.day(on, prefer="past") if on else None
        show.saved(journal().learnings.applied(learning, said, outcome, day), naming=True)


@f.command(app, "learning edit")
def edit(
    ref: Ref,
    what: Annotated[
        str | None, f.option("--what", help=N_("What was learned."), metavar=f.TEXT)
    ] = None,
    situation: Situation = None,
    if_then: IfThen = None,
    check_on: NewCheck = None,
    objective: ObjectiveRef = None,
) -> None:
    """Changes a learning."""
    f.refuse_nothing(what, situation, if_then, check_on, objective)
    seen = references.find(journal(), ref, Learning)
    day = STATE.day(check_on) if check_on else None
    texts = {"what": what, "situation": situation, "if_then": if_then}
    with kept(f"learning-{seen.id}", {name: text for name, text in texts.items() if text}):
        said = given(**texts, check_on=day, objective=objective_id(objective))
        after = journal().learnings.edit(seen, **said)
    show.lost_consent(seen, after)
    show.saved(after)
