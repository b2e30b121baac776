"""``feedback``: give, deliver, list, show, edit, ack, reply, discuss, pulse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from rmjournal import naming
from rmjournal.cli import feedback_questions as questions
from rmjournal.cli import feedback_show, forms, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import Form, confirmed, filled, options
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import SessionRef
from rmjournal.cli.state import STATE, interactive, journal
from rmjournal.errors import Ambiguous, NotFound, UsageProblem
from rmjournal.i18n import N_, _
from rmjournal.journal import references
from rmjournal.journal.data import plain
from rmjournal.model.feedback import Feedback
from rmjournal.model.record import Record
from rmjournal.model.session import Session

app = f.group("feedback")
APPS = {"feedback": app}

TOMORROW = {"--sleep": "tomorrow"}

Json = Annotated[bool, f.option("--json", help=N_("Print JSON."))]
Ref = Annotated[
    str, f.argument(N_("The session (last, a number), or the beginning of an id."), f.REF)
]
From = Annotated[
    str | None,
    f.option("--from", help=N_("partner, for what the other said aloud."), metavar=f.WHO),
]
About = Annotated[str | None, f.option("--session", help=N_("Which session."), metavar=f.REF)]
Apart = Annotated[bool, f.option("--no-session", help=N_("Not about a session."))]
Sleep = Annotated[
    str | None,
    f.option("--sleep", help=N_("Read it again on a day (default: tomorrow)."), metavar=f.WHEN),
]

Wanted = Callable[[Feedback], bool]


def found(ref: str, wanted: Wanted = lambda _: True) -> Feedback:
    """The feedback that a reference means; for a session's, the one on it, one ``wanted`` first."""
    record: Record = references.find(journal(), ref)
    if not isinstance(record, Session):
        return journal().feedback.found(ref)
    about = show.about(journal(), record)
    on_it = [each for each in journal().feedback.all() if each.session == record.id]
    hits = [each for each in on_it if wanted(each)] or on_it
    if len(hits) > 1:
        raise Ambiguous(
            N_("There are several pieces of feedback on {session}."),
            todo=N_("Name the one you mean: {choices}."),
            session=about,
            choices=", ".join(references.short(each) for each in hits),
        )
    if not hits:
        raise NotFound(
            N_("There is no feedback on {session}."),
            todo=N_("“rmjournal feedback list” shows what there is."),
            session=about,
        )
    return hits[0]


def _draft(feedback: Feedback) -> bool:
    return not feedback.delivered


def _delivered(feedback: Feedback) -> bool:
    return feedback.delivered is not None


def _unread(feedback: Feedback) -> bool:
    return feedback in journal().feedback.unread()


@f.command(app, "feedback give", usual=TOMORROW)
def give(
    situation: questions.Situation = None,
    behaviour: questions.Behaviour = None,
    impact: questions.Impact = None,
    intent: questions.Intent = None,
    stop: questions.Stop = None,
    start: questions.Start = None,
    continue_: questions.Continue = None,
    time_well_spent: questions.Worth = None,
    request: questions.Request = None,
    session: SessionRef = None,
    no_session: Apart = False,
    draft: Annotated[bool, f.option("--draft", help=N_("Keep it as a draft."))] = False,
    sleep: Sleep = None,
    deliver: Annotated[bool, f.option("--deliver", help=N_("Deliver it without asking."))] = False,
    from_: From = None,
) -> None:
    """Keeps feedback as a draft, and delivers it when told so."""
    ways = sum((draft, bool(sleep), deliver))
    _refuse_contradictions(session, no_session, ways, aloud=bool(from_))
    until = STATE.day(sleep) if sleep else None
    member = journal().pairs.member(from_) if from_ else None
    texts = questions.texts(
        time_well_spent, situation, behaviour, impact, intent, stop, start, continue_, request
    )
    if not (texts or interactive()):
        raise UsageProblem(
            N_("There is no feedback yet."),
            kept=N_("Nothing was changed."),
            todo=N_("Say it with an option: {options}."),
            options=options(forms.FEEDBACK),
        )
    about = None if no_session else _about(session)
    with kept("feedback", texts):
        if not texts:
            texts |= questions.asked(about)
        given = journal().feedback.give(
            deliver=deliver, member=member, sleep_until=until,
            session=about.id if about else None, **questions.values(texts),
        )  # fmt: skip
    if about:
        output.aside(_("About {session}.", session=show.about(journal(), about)))
    if interactive() and not (draft or sleep or given.delivered) and _asked_to_deliver():
        given = journal().feedback.deliver(given)
    feedback_show.told(journal(), given)


def _refuse_contradictions(
    session: str | None, no_session: bool, ways: int, *, aloud: bool
) -> None:
    if session and no_session:
        raise UsageProblem(
            N_("--session and --no-session contradict each other."),
            kept=N_("Nothing was changed."),
            todo=N_("Give one of them."),
        )
    if aloud and ways:
        raise UsageProblem(
            N_("What the other said aloud was heard: it is no draft, and needs no delivery."),
            kept=N_("Nothing was changed."),
            todo=N_("Leave out --draft, --sleep or --deliver."),
        )
    if ways > 1:
        raise UsageProblem(
            N_("--draft, --sleep and --deliver exclude each other."),
            kept=N_("Nothing was changed."),
            todo=N_("Give one of them."),
        )


def _about(ref: str | None) -> Session | None:
    return journal().sessions.found(ref) if ref else journal().sessions.last()


def _asked_to_deliver() -> bool:
    name = show.who(journal(), journal().pair.partner.id)
    output.aside(_("It is kept as a draft, for you only."))
    return confirmed(_("Deliver it to {name} as it stands?", name=name))


@f.command(app, "feedback deliver")
def deliver(
    ref: Ref,
    now: Annotated[
        bool, f.option("--now", help=N_("Without asking, even if it was to be read again later."))
    ] = False,
) -> None:
    """Delivers a draft of mine, once I say so where someone can ask me."""
    draft = found(ref, _draft)
    asking = _draft(draft) and draft.author == journal().pair.me and interactive() and not now
    if asking and not _sure(draft):
        output.aside(_("It stays a draft, for you only."))
        return
    feedback_show.told(journal(), journal().feedback.deliver(draft, early=now or asking))


def _sure(draft: Feedback) -> bool:
    output.aside(naming.named(draft))
    if until := journal().feedback.asleep(draft):
        output.aside(_("To be read again from {date}.", date=naming.day(until)))
    name = show.who(journal(), journal().pair.partner.id)
    return confirmed(_("Deliver it to {name} as it stands?", name=name))


@f.command(app, "feedback edit", usual=TOMORROW)
def edit(
    ref: Ref,
    situation: questions.Situation = None,
    behaviour: questions.Behaviour = None,
    impact: questions.Impact = None,
    intent: questions.Intent = None,
    stop: questions.Stop = None,
    start: questions.Start = None,
    continue_: questions.Continue = None,
    time_well_spent: questions.Worth = None,
    request: questions.Request = None,
    session: About = None,
    no_session: Apart = False,
    sleep: Sleep = None,
) -> None:
    """Changes a draft, in your editor unless options say what."""
    _refuse_contradictions(session, no_session, 0, aloud=False)
    seen = found(ref, _draft)
    about: dict[str, Any] = {"session": None} if no_session else {}
    about |= {"session": journal().sessions.found(session).id} if session else {}
    until = STATE.day(sleep) if sleep else None
    texts = questions.texts(
        time_well_spent, situation, behaviour, impact, intent, stop, start, continue_, request
    )
    name = f"feedback-{seen.id}"
    if not texts and until is None and not about:
        texts = questions.edited_anew(name, seen)
    with kept(name, texts):
        edited_now = journal().feedback.edit(
            seen, sleep_until=until, **questions.values(texts), **about
        )
    feedback_show.told(journal(), edited_now)


@f.command(app, "feedback list")
def list_feedback(json: Json = False) -> None:
    """Lists what was received and given, and what was changed because of it."""
    if json:
        output.as_json([plain(journal(), each) for each in journal().feedback.all()])
        return
    feedback_show.listing(journal())


@f.command(app, "feedback show")
def show_feedback(ref: Ref, json: Json = False) -> None:
    """Shows one piece of feedback."""
    feedback = found(ref)
    if json:
        output.as_json(plain(journal(), feedback))
        return
    feedback_show.details(journal(), feedback)


@f.command(app, "feedback ack")
def acknowledge(ref: Ref) -> None:
    """Says that it was received."""
    show.saved(journal().feedback.acknowledge(found(ref, _unread)))
    output.aside(_("Acknowledged. The answer can wait."))


@f.command(app, "feedback reply", text=True)
def reply(
    ref: Ref,
    text: Annotated[
        list[str] | None, f.argument(N_("Your answer; - reads stdin."), N_("TEXT…"))
    ] = None,
    change: Annotated[str | None, questions.text("--change", N_("What you change."))] = None,
    from_: From = None,
) -> None:
    """Answers, and says what changes."""
    answers = {"text": joined(text), "change": change or ""}
    seen = found(ref, _delivered)
    member = journal().pairs.member(from_) if from_ else None
    name = f"reply-{seen.id}"
    if not any(answers.values()) and interactive():
        form = Form(name, forms.answer(), _("Both of you will read this."))
        answers = filled(form, N_("The answer is missing."))
    with kept(name, answers):
        answered = journal().feedback.reply(
            seen, answers["text"], change=answers["change"], member=member
        )
    show.saved(answered)


@f.command(app, "feedback discuss")
def discuss(
    ref: Ref,
    session: Annotated[
        str, f.option("--session", help=N_("Which session (default: the next)."), metavar=f.REF)
    ] = "next",
    minutes: Annotated[
        int | None, f.option("--minutes", help=N_("How long it takes."), metavar=f.MINUTES)
    ] = None,
) -> None:
    """Puts an item on the agenda that says nothing of the content."""
    meeting = journal().sessions.found(session)
    before = journal().agendas.of(meeting)
    item = journal().feedback.discuss(found(ref, _delivered), meeting, minutes)
    output.aside(_("On the agenda of {session}:", session=show.about(journal(), meeting)))
    output.aside("  " + naming.headline(item))
    show.gave_way(journal(), item, before)
    show.saved(item)


@f.command(app, "feedback pulse")
def pulse(json: Json = False) -> None:
    """Shows how well spent the hours were, in both views."""
    if json:
        output.as_json(feedback_show.pulse_data(journal()))
        return
    feedback_show.pulse(journal())
