"""What both front ends say in the same words: how a record is named, what is told of a pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from rmjournal.i18n import _, ngettext, words
from rmjournal.journal import references
from rmjournal.journal.data import TABLES
from rmjournal.model.agenda import Item
from rmjournal.model.feedback import Feedback
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record, shown_id
from rmjournal.model.session import Session
from rmjournal.text import one_line, shorten
from rmjournal.titles import said
from rmjournal.vocabulary import KINDS

if TYPE_CHECKING:
    from rmjournal.journal.closing import Closed
    from rmjournal.journal.undoing import Beginning
    from rmjournal.journal.upkeep import Erased
    from rmjournal.model.agenda import Agenda
    from rmjournal.model.charter import Charter
    from rmjournal.model.record import Assent

SAID_FIRST = (
    "title", "text", "what", "topic", "purpose", "so_what", "situation", "behaviour",
)  # fmt: skip
"""The fields that say what a record is about, the most telling first."""
WIDTH = 60
"""The characters of a headline."""


def day(on: date | None, *, weekday: bool = True, year: bool = True) -> str:
    """A date in words."""
    return words().date(on, weekday=weekday, year=year) if on else _("no date")


def when_of(session: Session, here: str, *, year: bool = True) -> str:
    """When a session is or was, in words; ``here`` is the time zone of whoever reads it."""
    if session.when is None:
        return _("no date yet")
    return words().moment(session.when, year=year) + zone_of(session, here)


def zone_of(session: Session, here: str) -> str:
    """The time zone of a session, to stand after its time; empty where it is that of whoever reads."""
    return "" if session.zone == here else f" ({session.zone})"


def brief(on: date | None, today: date, *, weekday: bool = True) -> str:
    """A date for a list: short, with its year only when that is another one."""
    if on is None:
        return _("no date")
    return words().date(on, weekday=weekday, short=True, year=on.year != today.year)


def course(month: int | None, months: int | None, past: date | None) -> str:
    """The month a mentoring is in; once its end is ``past``, the day on which that was to be."""
    if past is not None:
        return _("planned until {date}", date=day(past, weekday=False))
    return _("month {n} of {total}", n=month, total=months) if month else ""


def beyond(end: date | None) -> str:
    """That a session comes after the day the mentoring ends; nothing without one."""
    return _("That is after the end of your mentoring, {end}.", end=day(end)) if end else ""


def farewell(end: date) -> str:
    """That a session is the last one that the end leaves room for, and so a closing one."""
    return _(
        "It is a closing session, to look back together: at your rhythm, no other fits in before the "
        "end of your mentoring, {end}.",
        end=day(end),
    )


def farewell_missing(end: date) -> str:
    """That an ordinary session would be the last one, and none looks back."""
    return _(
        "At your rhythm, no other session fits in before the end of your mentoring, {end}. A closing "
        "one looks back together: it is a form of the agenda.",
        end=day(end),
    )


def session_name(numbers: Mapping[str, int], id: str) -> str:
    """The session with that id, by its number."""
    number = numbers.get(id)
    return _("session {n}", n=number) if number else _("cancelled session")


def session_on(number: int | None, when: str) -> str:
    """A session by its number and day, as in «session 5 (Tuesday 7 April 2026)»; a cancelled one has none."""
    if number is None:
        return _("a cancelled session ({date})", date=when)
    return _("session {n} ({date})", n=number, date=when)


def rhythm(charter: Charter) -> str:
    """How often the two meet, and for how long."""
    weeks = ngettext("every week", "every {n} weeks", charter.every_weeks)
    return f"{weeks}, {words().minutes(charter.minutes)}"


def oral(assent: Assent, zone: tzinfo | None, named: Callable[[str], str]) -> str:
    """An agreement that was given aloud: whose, by whom it was noted, and when; ``zone`` is the person's."""
    told = _(
        "oral agreement of {member}, noted by {by} on {date}",
        member=named(assent.member),
        by=named(assent.entered_by),
        date=day(assent.at.astimezone(zone).date()),
    )
    if assent.on:
        told += " " + _("(said on {date})", date=day(assent.on.date()))
    return told


def teaching(pair: Pair) -> str:
    """Who teaches whom, by their whole names."""
    return _("{mentor} teaches, {mentee} learns", **_both(pair))


def begun(pair: Pair, charter: Charter) -> str:
    """Who teaches whom, how often, from when to when."""
    return _(
        "{mentor} teaches, {mentee} learns: {rhythm}, from {start} to {end}.",
        rhythm=rhythm(charter),
        start=day(charter.start, weekday=False),
        end=day(charter.end, weekday=False),
        **_both(pair),
    )


def spoken_of(pair: Pair) -> str:
    """That this pair is the one spoken of from now on."""
    return _("From now on: {mentor} and {mentee}.", **_both(pair))


def still_spoken_of(pair: Pair) -> str:
    """That this pair is the one spoken of, as before."""
    return _("What you write still goes to {mentor} and {mentee}.", **_both(pair))


def _both(pair: Pair) -> dict[str, str]:
    return {"mentor": one_line(pair.mentor.name), "mentee": one_line(pair.mentee.name)}


def left_open(closed: Closed) -> str:
    """What stays open in a mentoring that was closed, in a sentence; empty where nothing does."""
    counts = [
        ngettext("{n} open action", "{n} open actions", len(closed.actions)),
        ngettext("{n} objective", "{n} objectives", len(closed.objectives)),
        ngettext("{n} learning to check", "{n} learnings to check", len(closed.checks)),
        ngettext("{n} item for later", "{n} items for later", len(closed.waiting)),
    ]
    many = (closed.actions, closed.objectives, closed.checks, closed.waiting)
    kept = [text for text, found in zip(counts, many, strict=True) if found]
    return _("Kept as they are: {things}.", things=words().listing(kept)) if kept else ""


def labelled(label: str, value: object) -> str:
    """A label and its value, with the colon of the language in use."""
    return _("{label}: {value}", label=label, value=value)


def apart(agenda: Agenda) -> str:
    """The minutes that an agenda has for me alone; empty where it has none."""
    return _("{n} min for you alone, apart", n=agenda.apart) if agenda.apart else ""


def kind(record: Record) -> str:
    """What sort of record it is."""
    return _(KINDS[TABLES[type(record)]])


def headline(record: Record, width: int = WIDTH, *, reader: str = "") -> str:
    """What a record of any kind says first, on one line; a session without a purpose, its day.

    Of feedback that waits for the ``reader``, a member, no more than that.
    """
    if waits(record, reader):
        return _("to read when you like")
    for name in SAID_FIRST:
        if value := getattr(record, name, ""):
            ours = isinstance(record, Item | Session)
            return shorten(
                said(value, words(), getattr(record, "kind", "")) if ours else value, width
            )
    if isinstance(record, Session):
        return day(record.when.date() if record.when else None)
    if isinstance(record, Pair):
        return shorten(words().listing([each.name for each in record.members]), width)
    return ""


def waits(record: Record, reader: str) -> bool:
    """Whether it is feedback that this member has not read yet: its words are kept for then."""
    return isinstance(record, Feedback) and bool(reader) and record.waits_for(reader)


def named(record: Record) -> str:
    """A record of any kind by its reference, its kind and its first words."""
    return joined(references.short(record), kind(record), headline(record))


def joined(*parts: str) -> str:
    """What is not empty, with dots between."""
    return " · ".join(part for part in parts if part)


def goes(what: Beginning) -> str:
    """What would go if the beginning of a pair were taken back, in a sentence."""
    members = [each.name for pair in what.pairs for each in pair.members]
    return ngettext(
        "With it would go the pair of {names}: {n} record.",
        "With it would go the pair of {names}, and all that was made along with it: {n} records.",
        what.count,
        names=words().listing(members),
    )


def erased(what: Erased) -> list[str]:
    """What was erased, what went with it, and which copies are out of reach: a sentence each."""
    told = [ngettext("Erased for good: {n} record.", "Erased for good: {n} records.", what.records)]
    if n := what.states:
        told.append(
            ngettext(
                "{n} earlier state no longer holds it.", "{n} earlier states no longer hold it.", n
            )
        )
    if n := what.steps:
        told.append(
            ngettext("{n} step can no longer be undone.", "{n} steps can no longer be undone.", n)
        )
    if n := what.drafts:
        told.append(ngettext("{n} draft went with it.", "{n} drafts went with it.", n))
    if n := what.aside:
        told.append(
            ngettext(
                "{n} damaged file was replaced by what still reads of it.",
                "{n} damaged files were replaced by what still reads of them.",
                n,
            )
        )
    if what.copies:
        refs = words().listing([shown_id(each) for each in what.copies])
        told.append(_("Made from it, or of the same words, and not erased: {refs}.", refs=refs))
    told.append(
        _(
            "Out of reach: copies made with “rmjournal backup create”, exports, what you sent, "
            "synchronised folders, backups of this computer, and what its disk still keeps."
        )
    )
    return told
