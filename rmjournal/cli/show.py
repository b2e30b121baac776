"""How records look on a terminal: one line in a list, a few on their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rmjournal import hour, naming, vocabulary
from rmjournal.cli import choices, discreet, output, progress
from rmjournal.cli.state import STATE
from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import Journal, discretion, references
from rmjournal.journal.discretion import Readable
from rmjournal.model.action import Action, ActionStatus
from rmjournal.model.agenda import LEFT, Agenda, Item, ItemStatus
from rmjournal.model.learning import Learning
from rmjournal.model.record import Record, Visibility, shown_id
from rmjournal.model.session import Session, SessionStatus
from rmjournal.naming import day, headline, joined, labelled
from rmjournal.text import one_line, shorten, worded
from rmjournal.titles import decision_in_words, purpose_in_words, topic_in_words

if TYPE_CHECKING:
    from rmjournal.journal.fitting import Candidate
    from rmjournal.model.progress import ItemProgress


def who(journal: Journal, member: str | None) -> str:
    """The first name of a member; «both of us» for both."""
    return one_line(journal.pair.short_name(member or "")) or _("together")


def brief(moment: date | None) -> str:
    """A date for a list: short, with its year only when that is another one."""
    return naming.brief(moment, STATE.clock.today())


def title(journal: Journal, session: Session, *, hushed: bool = False) -> str:
    """A session by its number, and its purpose where it has one that may be shown."""
    name = title_of(journal, session.id)
    return joined(name, discreet.said(session, purpose_in_words(session), discreet=hushed))


def title_of(journal: Journal, id: str) -> str:
    """The session with that id, by its number."""
    return naming.session_name(journal.sessions.numbers(), id)


def about(journal: Journal, session: Session) -> str:
    """A session by its number and day, as in «session 5 (Tuesday 7 April 2026)»."""
    when = day(session.when.date() if session.when else None)
    return naming.session_on(journal.sessions.number(session), when)


def _state(session: Session) -> str:
    return _("under way") if session.under_way else _(choices.SESSION[session.status])


def session_row(number: int | None, session: Session) -> tuple[str, ...]:
    """A session on one line of a list, with its number."""
    when = _("no date yet")
    if session.when:
        time = words().time(session.when) + naming.zone_of(session, STATE.clock.zone)
        when = f"{brief(session.when.date())}  {time}"
    return (
        references.short(session),
        str(number) if number else "–",
        when,
        words().minutes(session.lasted or session.minutes),
        _state(session),
        marked(session, one_line(purpose_in_words(session))).strip(),
    )


def session_details(journal: Journal, session: Session, *, hushed: bool = False) -> None:
    """A session with its agenda; ``hushed`` where a call may still show it to the other."""
    hushed = hushed or discretion.needed(journal)
    output.say(words().capital(title(journal, session, hushed=hushed)))
    facts = [naming.when_of(session, STATE.clock.zone), progress.whole(session)]
    facts += [_state(session), choices.readers(session.visibility)]
    output.say(" · ".join(facts))
    if session.postponed:
        output.say(ngettext("postponed once", "postponed {n} times", session.postponed))
    agenda_rows(journal, session, hushed=hushed)


def agenda_rows(journal: Journal, session: Session, *, hushed: bool = False) -> None:
    """The agenda of a session, with the minutes it fills and why each item is there."""
    hushed = hushed or discretion.needed(journal)
    agenda = journal.agendas.of(session)
    at = journal.timers.progress(session) if session.under_way else None
    if at:
        output.say()
        progress.summary(at)
    output.say()
    if not agenda.items:
        output.say(_("The agenda is empty. “rmjournal agenda suggest” proposes one."))
        return
    parts = at.items if at else [None] * len(agenda.items)
    for number, (item, part) in enumerate(zip(agenda.items, parts, strict=True), start=1):
        _item(journal, number, item, part, hushed=hushed)
    if session.status is not SessionStatus.HELD:
        output.say()
        output.say(minutes_line(agenda))


def unnoted(journal: Journal, session: Session) -> None:
    """Says in one line which points of a session have no outcome, and how to note one."""
    points = {item.id for item in journal.agendas.unnoted(session)}
    items = journal.agendas.of(session).items
    numbers = [n for n, item in enumerate(items, start=1) if item.id in points]
    if not numbers:
        return
    named = [
        _("{n} “{topic}”", n=n, topic=shorten(progress.topic_of(items[n - 1]), 28)) for n in numbers
    ]
    last = journal.sessions.last()
    output.aside(
        _(
            "No outcome noted yet: {points}. “rmjournal agenda done {n} --session {ref}” notes one.",
            points=", ".join(named),
            n=numbers[0],
            ref="last" if last and last.id == session.id else references.short(session),
        )
    )


def gave_way(journal: Journal, item: Item, before: Agenda) -> None:
    """Says which parts without a topic of their own made room for a new item."""
    session = journal.sessions.found(f"#{item.session}")
    gave = before.gave(journal.agendas.of(session))
    if told := hour.made_room(gave, lambda each: one_line(topic_in_words(each))):
        output.aside(told)


def _item(
    journal: Journal, number: int, item: Item, part: ItemProgress | None, *, hushed: bool
) -> None:
    from rmjournal.journal.suggestions import reason_for

    state = "" if item.status is ItemStatus.TO_DO else _(choices.ITEM[item.status])
    if part and part.stand == "now":
        state = _("now")
    if item.status in LEFT:
        state += f" {references.short(item)}"
    mark = f"[{state}] " if state else ""
    minutes = part.minutes if part else item.minutes
    lead = f"{number:>3} {minutes:>3}  "
    reason = reason_for(journal, item)
    spent = progress.took(item, minutes)
    said = ", ".join(each for each in (spent, _said(journal, item.by, reason, item)) if each)
    topic = discreet.said(item, topic_in_words(item), discreet=hushed)
    output.hanging(lead, f"{mark}{topic} ({said})", column=len(lead))
    if discretion.keeps_its_words(item, discreet=hushed):
        return
    for label, text in ((_("outcome"), item.outcome), (_("decision"), decision_in_words(item))):
        if worded(text):
            output.hanging(" " * len(lead), labelled(label, one_line(text)), column=len(lead) + 2)


def _said(journal: Journal, by: str | None, reason: str, record: Readable) -> str:
    """Who brings an item, why it is there, and who may read it where that is not both."""
    return ", ".join(part for part in (who(journal, by), reason, unusual(record)) if part)


def unusual(record: Readable) -> str:
    """Who may read it, where that is not the two of us; for lists of what both can read."""
    pair = Visibility.PAIR
    return "" if record.visibility is pair else choices.readers(record.visibility).lower()


def marked(record: Readable, text: str) -> str:
    """The text, with who may read it where that is not the two of us."""
    return vocabulary.marked(record.visibility, text)


def candidate(journal: Journal, number: int, part: Candidate) -> None:
    """One part of a suggestion, with its reason."""
    from rmjournal.journal.suggestions import reason_for

    lead = f"{number:>3} {part.minutes:>3}  "
    reason = reason_for(journal, part.item) if part.item else part.reason
    topic = discreet.said(part, topic_in_words(part), discreet=discretion.needed(journal))
    text = f"{topic} ({_said(journal, part.by, reason, part)})"
    output.hanging(lead, text, column=len(lead))


def minutes_line(agenda: Agenda) -> str:
    """How much of the session the agenda fills, and what is off."""
    line = _("{planned} of {minutes} min", planned=agenda.planned, minutes=agenda.minutes)
    if agenda.over:
        line += " · " + _("{n} min too many", n=agenda.over)
    if agenda.open_minutes < agenda.open_floor:
        line += " · " + _("open time is under {n} min", n=agenda.open_floor)
    apart = naming.apart(agenda)
    return f"{line} · {apart}" if apart else line


def action_row(journal: Journal, action: Action) -> tuple[str, ...]:
    """An action on one line of a list."""
    state = {
        ActionStatus.OPEN: "",
        ActionStatus.DONE: _("done"),
        ActionStatus.DROPPED: _("dropped"),
    }
    return (
        references.short(action),
        who(journal, action.owner),
        state[action.status] or brief(action.due),
        marked(action, one_line(action.text)),
    )


def learning_row(journal: Journal, learning: Learning, today: date) -> tuple[str, ...]:
    """A learning on one line of a list."""
    if learning.practised:
        state = _("put into practice")
    elif learning.check_on is None:
        state = ""
    elif learning.check_on <= today:
        state = _("to check")
    else:
        state = _("check on {date}", date=brief(learning.check_on))
    return (
        references.short(learning),
        who(journal, learning.learner),
        state,
        marked(learning, one_line(learning.what)),
    )


def lost_consent(seen: Record, after: Record) -> None:
    """Says that new words may no longer leave the pair, where those before might have or nearly."""
    lost = STATE.journal.records.lost_consent(seen, after)
    if not lost:
        return
    names = words().listing([who(STATE.journal, member) for member in sorted(lost)])
    ref = references.short(after)
    output.aside(
        _("The consent of {names} was to the earlier words, and no longer holds.", names=names)
    )
    output.aside(_("To give yours again: rmjournal visibility {ref} shareable", ref=ref))


def asked_again(learning: Learning) -> None:
    """Says when it is asked whether a learning was used."""
    if learning.check_on:
        day = words().date(learning.check_on)
        output.aside(_("On {date} you are asked whether it was used.", date=day))


def saved(record: Record, *, naming: bool = False) -> None:
    """Says that a record was kept, under which reference, who may read it, and what now waits.

    With ``naming`` also which one it is, for a verb that was given no more than a reference.
    """
    ref, readers = references.short(record), choices.readers(record.visibility)
    line = _("Saved {ref} · {readers}", ref=ref, readers=readers)
    output.aside(joined(line, headline(record) if naming else ""))
    fresh = STATE.journal.store.fresh
    while fresh:
        output.aside(
            _(
                "It was changed elsewhere meanwhile; the other version waits: rmjournal conflicts show {ref}",
                ref=shown_id(fresh.pop().id),
            )
        )
