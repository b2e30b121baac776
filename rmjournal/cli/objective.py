"""``objective``: propose, agree, rate, achieve."""

from __future__ import annotations

from typing import Annotated, Any

from rmjournal import naming
from rmjournal.cli import framework as f
from rmjournal.cli import objective_show, output, show
from rmjournal.cli.ask import asked, confirmed
from rmjournal.cli.choices import among, choose, one
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.errors import Refused
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.concern import given
from rmjournal.journal.data import plain
from rmjournal.model.objective import DOMAINS, Level, Objective
from rmjournal.text import one_line

app = f.group("objective")
APPS = {"objective": app}

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
Ref = Annotated[str, f.argument(N_("last (the newest), or the beginning of its id."), f.REF)]
By = Annotated[
    str | None, f.option("--by", help=N_("partner, for what the other said aloud."), metavar=f.WHO)
]


def _text(name: str, help: str) -> object:
    return f.option(name, help=help, metavar=f.TEXT)


Why = Annotated[str | None, _text("--why", N_("Why now."))]
Situation = Annotated[str | None, _text("--situation", N_("The real situation it is tied to."))]
Measure = Annotated[str | None, _text("--measure", N_("How you will see that it is reached."))]
Due = Annotated[str | None, f.option("--due", help=N_("By when."), metavar=f.WHEN)]
Importance = Annotated[
    int | None,
    f.option("--importance", help=N_("How much it matters: 1 little, 3 a lot."), metavar="1-3"),
]
Learner = Annotated[
    str | None, f.option("--learner", help=N_("Who learns (default: the mentee)."), metavar=f.WHO)
]
NewLearner = Annotated[str | None, f.option("--learner", help=N_("Who learns."), metavar=f.WHO)]
Domain = Annotated[str | None, f.option("--domain", help=N_("The field."), metavar=among(DOMAINS))]
Start = Annotated[str | None, _text("--level-start", N_("What the start looks like."))]
Below = Annotated[str | None, _text("--level-below", N_("What being on the way looks like."))]
Expected = Annotated[str | None, _text("--level-expected", N_("What is expected."))]
Above = Annotated[str | None, _text("--level-above", N_("What is more than expected."))]
Best = Annotated[str | None, _text("--level-best", N_("The best imaginable."))]


@f.command(app, "objective add", text=True)
def add(
    title: Annotated[
        list[str] | None, f.argument(N_("What you want to learn; - reads stdin."), N_("TITLE…"))
    ] = None,
    why: Why = None,
    situation: Situation = None,
    measure: Measure = None,
    due: Due = None,
    importance: Importance = None,
    learner: Learner = None,
    domain: Domain = None,
    level_start: Start = None,
    level_below: Below = None,
    level_expected: Expected = None,
    level_above: Above = None,
    level_best: Best = None,
) -> None:
    """Proposes an objective; it is agreed once the other agrees too."""
    said = joined(title)
    if not said:
        said = asked("objective", "title", _("What you want to learn"), N_("The title is missing."))
    levels = _levels(level_start, level_below, level_expected, level_above, level_best)
    with kept("objective", {"title": said, "why": why or "", "measure": measure or ""}):
        objective = journal().objectives.propose(
            said,
            levels=levels,
            **_fields(why, situation, measure, due, importance, learner, domain),
        )
    objective_show.point_out(objective)
    show.saved(objective)


def _levels(*texts: str | None) -> dict[str, str]:
    return {level: text for level, text in zip(Level, texts, strict=True) if text is not None}


def _fields(
    why: str | None,
    situation: str | None,
    measure: str | None,
    due: str | None,
    importance: int | None,
    learner: str | None,
    domain: str | None,
) -> dict[str, object]:
    return {
        "why": why, "situation": situation, "measure": measure,
        "due": STATE.day(due) if due else None, "importance": importance,
        "learner": journal().pairs.member(learner) if learner else None,
        "domain": choose(domain, DOMAINS) if domain else None,
    }  # fmt: skip


@f.command(app, "objective list")
def list_objectives(json: Json = False) -> None:
    """Lists the objectives."""
    objectives = journal().objectives.all()
    if json:
        output.as_json([plain(journal(), each) for each in objectives])
        return
    output.table((references.short(each), objective_show.row(each)) for each in objectives)


@f.command(app, "objective show")
def show_objective(ref: Ref, json: Json = False) -> None:
    """Shows an objective."""
    objective = references.find(journal(), ref, Objective)
    if json:
        output.as_json(plain(journal(), objective))
        return
    objective_show.details(objective)


@f.command(app, "objective edit")
def edit(
    ref: Ref,
    title: Annotated[str | None, _text("--title", N_("What you want to learn."))] = None,
    why: Why = None,
    situation: Situation = None,
    measure: Measure = None,
    due: Due = None,
    no_due: Annotated[bool, f.option("--no-due", help=N_("Without a date."))] = False,
    importance: Importance = None,
    learner: NewLearner = None,
    domain: Domain = None,
    level_start: Start = None,
    level_below: Below = None,
    level_expected: Expected = None,
    level_above: Above = None,
    level_best: Best = None,
) -> None:
    """Changes an objective; says when that takes the other's agreement back."""
    seen = references.find(journal(), ref, Objective)
    fields = _fields(why, situation, measure, due, importance, learner, domain)
    levels = _levels(level_start, level_below, level_expected, level_above, level_best)
    changes: dict[str, Any] = given(title=title, levels=levels, **fields)
    if no_due:
        changes["due"] = None
    if journal().objectives.takes_back(seen, **changes):
        name = show.who(journal(), journal().pair.partner.id)
        output.aside(
            _("This changes its substance, so {name} will need to agree again.", name=name)
        )
        if interactive() and not confirmed(_("Change it?")):
            raise Refused(N_("The objective stays as it was."))
    after = journal().objectives.edit(seen, **changes)
    show.lost_consent(seen, after)
    show.saved(after)


@f.command(app, "objective agree")
def agree(
    ref: Ref,
    by: By = None,
    on: Annotated[
        str | None, f.option("--on", help=N_("When it was said."), metavar=f.WHEN)
    ] = None,
) -> None:
    """Agrees, or notes an oral agreement."""
    seen = references.find(journal(), ref, Objective)
    member = journal().pairs.member(by) if by else None
    objective = journal().objectives.agree(
        seen, member, STATE.day(on, prefer="past") if on else None
    )
    output.aside(naming.labelled(one_line(objective.title), objective_show.agreement(objective)))
    show.saved(objective)


@f.command(app, "objective rate")
def rate(
    ref: Ref,
    level: Annotated[str, f.argument(N_("How far it is."), among(Level))],
    note: Annotated[str | None, _text("--note", N_("Why you see it so."))] = None,
    by: By = None,
) -> None:
    """Notes how far the objective is, as you see it."""
    seen = references.find(journal(), ref, Objective)
    member = journal().pairs.member(by) if by else None
    said = {"level": level, "note": note, "member": member} if note else {}
    with kept(f"objective-level-{seen.id}", {key: text or "" for key, text in said.items()}):
        objective = journal().objectives.rate(
            seen, one(Level, level), note=note or "", member=member
        )
    output.aside(
        objective_show.views(objective) or _("Noted; it stays hidden until you give your own view.")
    )
    show.saved(objective)


@f.command(app, "objective achieve")
def achieve(ref: Ref) -> None:
    """Says that it is reached."""
    show.saved(journal().objectives.achieve(references.find(journal(), ref, Objective)))


@f.command(app, "objective drop")
def drop(ref: Ref) -> None:
    """Gives it up."""
    show.saved(journal().objectives.drop(references.find(journal(), ref, Objective)))
