"""``log``: what a person makes of the last session, in one go."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from rmjournal.cli import forms, output, show
from rmjournal.cli import framework as f
from rmjournal.cli.ask import Form, filled
from rmjournal.cli.choices import readers
from rmjournal.cli.keeping import joined, kept
from rmjournal.cli.links import SessionRef
from rmjournal.cli.sealing import seal
from rmjournal.cli.state import STATE, journal
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, words
from rmjournal.journal import references
from rmjournal.journal.reflections import Logged, refuse_date_alone, typed_confidence
from rmjournal.journal.sessions import USUAL_TIME
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session

log_app = f.single()
APPS = {"log": log_app}

Said = Annotated[
    list[str] | None, f.argument(N_("What happened, in your words; - reads stdin."), N_("TEXT…"))
]


def _text(name: str, help: str) -> object:
    return f.option(name, help=help, metavar=f.TEXT)


@f.command(log_app, "log", text=True)
def log(
    text: Said = None,
    what: Annotated[str | None, _text("--what", N_("What happened."))] = None,
    so_what: Annotated[str | None, _text("--so-what", N_("What you make of it."))] = None,
    now_what: Annotated[str | None, _text("--now-what", N_("And now."))] = None,
    shifted: Annotated[str | None, _text("--shifted", N_("A view of yours that shifted."))] = None,
    confidence: Annotated[
        str | None,
        f.option(
            "--confidence",
            help=N_("How confident you are: 0 not at all, 10 fully."),
            metavar="0-10",
        ),
    ] = None,
    question: Annotated[str | None, _text("--question", N_("An open question."))] = None,
    learned: Annotated[
        str | None, _text("--learned", N_("What you learned, for the two of you."))
    ] = None,
    attempt: Annotated[
        str | None, _text("--try", N_("What you will try, for the two of you."))
    ] = None,
    by: Annotated[str | None, f.option("--by", help=N_("By when."), metavar=f.WHEN)] = None,
    session: SessionRef = None,
    no_session: Annotated[bool, f.option("--no-session", help=N_("Not about a session."))] = False,
    on: Annotated[
        str | None, f.option("--on", help=N_("The day it is about."), metavar=f.WHEN)
    ] = None,
    for_partner: Annotated[
        bool, f.option("--for-partner", help=N_("The other may read the reflection too."))
    ] = False,
) -> None:
    """Keeps a reflection, for you only unless said otherwise, and what goes with it."""
    texts = {
        "what": _once(joined(text), what), "so_what": so_what or "", "now_what": now_what or "",
        "shifted": shifted or "", "question": question or "", "learned": learned or "",
        "attempt": attempt or "",
    }  # fmt: skip
    with kept("log", texts):
        _refuse_contradictions(attempt, by, session, no_session=no_session)
        day = STATE.moment(on, prefer="past", usual=_usual_time()) if on else None
        due = STATE.day(by) if by else None
        sure = typed_confidence(confidence or "")
        if STATE.seals:
            _seal(texts, day, due, confidence=sure, session=session, no_session=no_session,
                  for_partner=for_partner)  # fmt: skip
            return
        seen = None if no_session else journal().sessions.to_reflect_on(session, day)
        if not any(texts.values()) and sure is None:
            texts |= _asked(seen)
            due = due or _due(texts)
        about = show.about(journal(), seen) if seen else ""
        logged = _keep(texts, seen, day, due, confidence=sure, for_partner=for_partner)
    _tell(logged, about)


def _refuse_contradictions(
    attempt: str | None, by: str | None, session: str | None, *, no_session: bool
) -> None:
    refuse_date_alone(by, attempt)
    if session and no_session:
        raise UsageProblem(
            N_("--session and --no-session contradict each other."),
            kept=N_("Nothing was changed."),
            todo=N_("Give one of them."),
        )


def _due(texts: dict[str, str]) -> date | None:
    """The date that was typed for what will be tried."""
    by = texts.get("by", "").strip()
    _refuse_contradictions(texts["attempt"], by, None, no_session=False)
    return STATE.day(by) if by else None


def _keep(
    texts: dict[str, str],
    session: Session | None,
    on: datetime | None,
    due: date | None,
    *,
    confidence: int | None,
    for_partner: bool,
) -> Logged:
    fields = {key: text for key, text in texts.items() if text and key in forms.REFLECTION}
    return journal().reflections.log(
        session,
        on=on,
        for_partner=for_partner,
        learned=texts.get("learned") or None,
        attempt=texts.get("attempt") or None,
        by=due,
        confidence=confidence,
        **fields,
    )


def _usual_time() -> time:
    """The time of day of sessions; the usual one while the journal is locked."""
    return USUAL_TIME if STATE.seals else journal().sessions.usual_time()


def _seal(
    texts: dict[str, str], day: datetime | None, due: date | None, *, confidence: int | None,
    session: str | None, no_session: bool, for_partner: bool,
) -> None:  # fmt: skip
    """Keeps it for a locked journal; whatever only the journal can tell is looked up later."""
    if not any(texts.values()) and confidence is None:
        texts |= _asked_blindly()
        due = due or _due(texts)
    said = {key: text for key, text in texts.items() if key != "by"}
    seal(
        "log", **said, confidence=confidence, on=day, by=due, session=session,
        no_session=no_session or None, for_partner=for_partner or None,
    )  # fmt: skip


def _asked_blindly() -> dict[str, str]:
    """The form without the names that a locked journal does not tell."""
    form = Form(
        "log",
        {**forms.reflection(brief=True), **forms.for_both()},
        _("Only you will read this."),
        {"learned": _("The other will read what follows, and nothing else of this.")},
        {"by": "attempt"},
    )
    return filled(form, N_("The text is missing."))


def _once(text: str, what: str | None) -> str:
    if text and what:
        raise UsageProblem(
            N_("What happened is said twice: after the command and with --what."),
            kept=N_("Nothing was changed."),
            todo=N_("Say it once."),
        )
    return text or what or ""


def _asked(session: Session | None) -> dict[str, str]:
    intro = _("Only you will read this.")
    if session:
        intro = f"{show.about(journal(), session)}. {intro}"
    name = show.who(journal(), journal().pair.partner.id)
    shared = _("{name} will read what follows, and nothing else of this.", name=name)
    form = Form(
        "log",
        {**forms.reflection(brief=True), **forms.for_both()},
        words().capital(intro),
        {"learned": shared},
        {"by": "attempt"},
    )
    return filled(form, N_("The text is missing."))


def _ask_length(session: Session | None) -> None:
    """Where a timer was left running, only a person knows how long the session took."""
    if session and session.timer:
        output.aside(
            _(
                "Its timer was left running. If you know how long it took: "
                "rmjournal session done {ref} --minutes {n}",
                ref=references.short(session),
                n=session.minutes,
            )
        )


def _tell(logged: Logged, about: str) -> None:
    if about:
        if logged.held:
            output.aside(_("About {session}, which is now marked as held.", session=about))
            _ask_length(logged.session)
        else:
            output.aside(_("About {session}.", session=about))
    else:
        output.aside(_("Not about a session."))
    for record in (logged.reflection, logged.learning, logged.action):
        if record is not None:
            show.saved(record)
    if logged.held and logged.session:
        show.unnoted(journal(), logged.session)
    if logged.reflection and logged.reflection.visibility is Visibility.PRIVATE:
        shared = logged.learning or logged.action
        if shared:
            output.aside(
                _(
                    "Shared with the other: only the lines marked “{both}”.",
                    both=readers(shared.visibility),
                )
            )
    if logged.learning:
        show.asked_again(logged.learning)
