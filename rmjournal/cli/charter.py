"""``charter``: show, edit, set, sign."""

from __future__ import annotations

from typing import Annotated, Any

from rmjournal.cli import charter_show, forms, frame, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import Form, confirmed, edited
from rmjournal.cli.choices import YES_NO, among
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import N_, _, words
from rmjournal.journal.charters import Written
from rmjournal.model.charter import FIRST, Charter
from rmjournal.vocabulary import REPORTING_LINE

app = f.group("charter")
APPS = {"charter": app}


def _text(name: str, help: str) -> object:
    return f.option(name, help=help, metavar=f.TEXT)


@f.command(app, "charter show")
def show_charter(
    ref: Annotated[
        str | None, f.argument(N_("An earlier signed wording (default: the one in force)."), f.REF)
    ] = None,
    json: Annotated[bool, f.option("--json", help=N_("Print JSON."))] = False,
) -> None:
    """Shows the charter, who signed it, and what changed since."""
    state = journal().charters.version(ref) if ref else journal().charters.state()
    if json:
        output.as_json(charter_show.as_data(journal(), state))
        return
    charter_show.details(journal(), state)


@f.command(app, "charter edit")
def edit(
    stays: Annotated[str | None, _text("--stays", N_("What stays between you."))] = None,
    may_leave: Annotated[
        str | None, _text("--may-leave", N_("What may leave, with whose consent."))
    ] = None,
    when_missed: Annotated[
        str | None, _text("--when-missed", N_("What you do when a session cannot take place."))
    ] = None,
    right_to_stop: Annotated[str | None, _text("--right-to-stop", N_("The right to stop."))] = None,
    why_us: Annotated[str | None, _text("--why-us", N_("Why the two of you."))] = None,
    in_scope: Annotated[str | None, _text("--in-scope", N_("What you speak of."))] = None,
    out_of_scope: Annotated[
        str | None, _text("--out-of-scope", N_("What you leave aside."))
    ] = None,
    voluntary: Annotated[
        str | None,
        f.option("--voluntary", help=N_("Whether both chose it freely."), metavar=among(YES_NO)),
    ] = None,
    reporting_line: Annotated[
        str | None,
        f.option(
            "--reporting-line", help=N_("Whether one reports to the other."), metavar=among(YES_NO)
        ),
    ] = None,
    every_weeks: Annotated[
        int | None, f.option("--every-weeks", help=N_("Weeks between two sessions."), metavar="N")
    ] = None,
    minutes: Annotated[
        int | None,
        f.option("--minutes", help=N_("The length of a session."), metavar=f.MINUTES),
    ] = None,
    start: Annotated[
        str | None, f.option("--start", help=N_("When the mentoring starts."), metavar=f.WHEN)
    ] = None,
    end: Annotated[
        str | None, f.option("--end", help=N_("When the mentoring ends."), metavar=f.WHEN)
    ] = None,
    review_months: Annotated[
        str | None,
        f.option("--review-months", help=N_("The review points: 3,6, or none."), metavar="N,N"),
    ] = None,
    if_we_disagree: Annotated[
        str | None, _text("--if-we-disagree", N_("What you do if you disagree."))
    ] = None,
) -> None:
    """Changes the charter, as one form unless options say what."""
    options = {
        "stays": stays, "may_leave": may_leave, "when_missed": when_missed,
        "right_to_stop": right_to_stop, "why_us": why_us, "in_scope": in_scope,
        "out_of_scope": out_of_scope, "voluntary": voluntary, "reporting_line": reporting_line,
        "every_weeks": every_weeks, "minutes": minutes, "start": start, "end": end,
        "review_months": review_months, "if_we_disagree": if_we_disagree,
    }  # fmt: skip
    answers = {name: str(value) for name, value in options.items() if value is not None}
    seen = journal().charters.present()
    if answers:
        with kept("charter", answers):
            _change(seen, {name: frame.parsed(name, text) for name, text in answers.items()})
        return
    _form("charter", seen, forms.charter_questions())


@f.command(app, "charter set", text=True)
def set_field(
    field: Annotated[str, f.argument(N_("Which field: stays, may-leave, minutes …"), N_("FIELD"))],
    text: Annotated[
        list[str] | None, f.argument(N_("Its new text; - reads stdin."), N_("TEXT…"))
    ] = None,
) -> None:
    """Changes one field."""
    said = joined(text)
    name, seen = frame.named(field), journal().charters.present()
    draft = f"charter-{name.replace('_', '-')}"
    if not text:
        if not interactive():
            raise UsageProblem(
                N_("The text is missing."),
                kept=N_("Nothing was changed."),
                todo=N_("Give it after the command, or use - to read it from standard input."),
            )
        _form(draft, seen, {name: forms.charter_questions()[name]})
        return
    with kept(draft, {name: said}):
        _change(seen, {name: frame.parsed(name, said)}, verb="charter set")


def _form(draft: str, seen: Charter, questions: dict[str, str]) -> None:
    """The questions, the present answers beside them, in an editor or one after the other."""
    rest = next((name for name in questions if name not in FIRST), "")
    notices = {rest: _("The rest can wait; an empty line passes over it.")} if rest else {}
    form = Form(
        draft,
        questions,
        _("Both of you will read this."),
        notices if len(questions) > 1 else {},
    )
    texts = frame.typed(seen)
    answers = edited(form, {name: texts[name] for name in questions})
    with kept(draft, answers):
        changes = frame.changed(seen, answers, frame.parsed) if any(answers.values()) else {}
        if changes:
            _change(seen, changes)
        else:
            output.aside(_("The charter stays as it was."))


def _change(seen: Charter, changes: dict[str, Any], verb: str = "charter edit") -> None:
    lost = journal().charters.takes_back(seen, **changes)
    if lost:
        members = [each.id for each in journal().pair.members if each.id in lost]
        names = words().listing([show.who(journal(), member) for member in members])
        output.aside(
            _("This changes what {names} signed; it will have to be signed again.", names=names)
        )
        if interactive() and not confirmed(_("Change it?")):
            raise Refused(N_("The charter stays as it was."))
    written = journal().charters.edit(seen, verb=verb, **changes)
    if lost:
        output.aside(_("The wording that was signed is kept: rmjournal charter show"))
    if journal().charters.warns_of_line(changes):
        output.aside(_(REPORTING_LINE))
    _told(written)
    if journal().charters.state().awaits(journal().pair.me):
        output.aside(_("Next: rmjournal charter sign"))


@f.command(app, "charter sign")
def sign(
    by: Annotated[
        str | None,
        f.option("--by", help=N_("partner, for what the other said aloud."), metavar=f.WHO),
    ] = None,
    on: Annotated[
        str | None, f.option("--on", help=N_("When it was said."), metavar=f.WHEN)
    ] = None,
) -> None:
    """Signs the charter as it stands, or notes that the other agreed aloud."""
    member = journal().pairs.member(by) if by else None
    day = STATE.day(on, prefer="past") if on else None
    written = journal().charters.sign(journal().charters.present(), member, day)
    state = journal().charters.state()
    charter_show.point_out(state)
    for signature in state.signatures:
        output.aside(charter_show.signature_line(journal(), signature))
    _told(written)


def _told(written: Written) -> None:
    charter_show.reviewed(journal(), written.reviewed)
    show.saved(written.charter)
