"""The words a person reads for each value and each question, msgids: the same on every front end."""

from __future__ import annotations

from rmjournal.i18n import N_, _
from rmjournal.model import agenda, learning, objective, pair, session
from rmjournal.model.record import Visibility

VISIBILITY = {
    Visibility.PRIVATE: N_("Only me"),
    Visibility.PAIR: N_("The two of us"),
    Visibility.SHAREABLE: N_("May leave the pair"),
}
LEVELS = {
    objective.Level.START: N_("start"),
    objective.Level.BELOW: N_("on the way"),
    objective.Level.EXPECTED: N_("expected"),
    objective.Level.ABOVE: N_("above"),
    objective.Level.BEST: N_("best"),
}
DOMAINS = {
    "technology": N_("emerging technology"),
    "culture": N_("cultural trends"),
    "working": N_("ways of working"),
    "fresh-eyes": N_("fresh eyes"),
    "inclusion": N_("diversity and inclusion"),
    "other": N_("other"),
}
WORKED = {
    learning.Worked.YES: N_("it worked"),
    learning.Worked.PARTLY: N_("it worked in part"),
    learning.Worked.NO: N_("it did not work"),
    learning.Worked.NOT_YET: N_("not used yet"),
}
ITEM = {
    agenda.ItemStatus.TO_DO: N_("to do"),
    agenda.ItemStatus.DONE: N_("done"),
    agenda.ItemStatus.CARRIED: N_("carried over"),
    agenda.ItemStatus.PARKED: N_("parked"),
}
SESSION = {
    session.SessionStatus.PLANNED: N_("planned"),
    session.SessionStatus.HELD: N_("held"),
    session.SessionStatus.CANCELLED: N_("cancelled"),
}
TEMPLATE = {
    "standard": N_("standard"),
    "kick-off": N_("kick-off"),
    "listening": N_("listening"),
    "mid-point": N_("mid-point"),
    "closing": N_("closing"),
    "express": N_("express"),
    "cafe": N_("café"),
}
RESOURCE = {
    "article": N_("article"),
    "book": N_("book"),
    "video": N_("video"),
    "tool": N_("tool"),
    "person": N_("person"),
    "document": N_("document"),
    "other": N_("other"),
}
KINDS = {
    "pairs": N_("pair"),
    "charters": N_("charter"),
    "objectives": N_("objective"),
    "sessions": N_("session"),
    "items": N_("agenda item"),
    "reflections": N_("reflection"),
    "learnings": N_("learning"),
    "actions": N_("action"),
    "feedback": N_("feedback"),
    "resources": N_("resource"),
    "wins": N_("win"),
}
MANY = {
    "pairs": N_("pairs"),
    "charters": N_("charters"),
    "objectives": N_("objectives"),
    "sessions": N_("sessions"),
    "items": N_("agenda items"),
    "reflections": N_("reflections"),
    "learnings": N_("learnings"),
    "actions": N_("actions"),
    "feedback": N_("pieces of feedback"),
    "resources": N_("resources"),
    "wins": N_("wins"),
}
ONE = {**KINDS, "feedback": N_("piece of feedback")}
OURS = {
    "_history": N_("undo history"),
    "_conflicts": N_("versions that wait"),
    "_merge": N_("what was exchanged"),
    "_unplaced": N_("set aside, no records"),
}
"""The words shown for each value, msgids."""

REFLECTION = {
    "what": N_("What happened"),
    "so_what": N_("What I make of it"),
    "now_what": N_("And now?"),
    "shifted": N_("A view of mine that shifted"),
    "question": N_("An open question"),
}
"""The fields of a reflection, msgids."""

OBJECTIVE = {
    "title": N_("Objective"),
    "situation": N_("Real situation"),
    "measure": N_("Measure"),
    "due": N_("Due"),
    "why": N_("Why now"),
    "learner": N_("Who learns"),
    "domain": N_("Field"),
    "importance": N_("Importance"),
}
"""The fields of an objective, msgids; the first four come first on every form."""

VAGUE = {
    "measure": N_("no measure (how will you see that it is reached?)"),
    "due": N_("no date"),
    "situation": N_("no real situation of work"),
}
"""What keeps an objective from being measurable, msgids."""

BRIEF = ("what", "so_what", "now_what")
"""The three questions asked first."""

CHARTER = {
    "stays": N_("What stays between us"),
    "may_leave": N_("What may leave, with whose consent"),
    "when_missed": N_("What we do when a session cannot take place"),
    "right_to_stop": N_("The right to stop"),
    "why_us": N_("Why the two of us"),
    "in_scope": N_("What we speak of"),
    "out_of_scope": N_("What we leave aside"),
    "voluntary": N_("Chosen freely by both of us"),
    "reporting_line": N_("One of us reports to the other"),
    "every_weeks": N_("Weeks between two sessions"),
    "minutes": N_("Minutes of a session"),
    "start": N_("The start"),
    "end": N_("The end"),
    "review_months": N_("Review points, in months from the start"),
    "if_we_disagree": N_("What we do if we disagree"),
}
"""The fields of a charter, msgids; the first four come first on every form."""

UNANSWERED = {
    "stays": N_("What is said here and repeated nowhere: names, figures, doubts?"),
    "may_leave": N_("What may we tell others, and who says yes first?"),
    "when_missed": N_("Who tells whom, by when, and what do we do instead?"),
    "right_to_stop": N_("How does one of us say “let us stop”, without giving a reason?"),
    "why_us": N_("What does each of us hope for?"),
    "in_scope": N_("Which subjects, which situations?"),
    "out_of_scope": N_("Appraisals, pay, other people: what is not for here?"),
    "if_we_disagree": N_("How do we say it, and who could help?"),
    "voluntary": N_("Did both of us choose this freely?"),
    "reporting_line": N_("Does one of us report to the other?"),
    "start": N_("When do we start?"),
    "end": N_("When do we end?"),
}
"""What a field of the charter asks, while it is unanswered, msgids."""

REPORTING_LINE = N_(
    "One of you reports to the other. Mentoring is safer without a direct reporting line."
)
"""What is said where the charter says so, a msgid."""

PAIR = {
    pair.PairStatus.ACTIVE: N_("under way"),
    pair.PairStatus.CONCLUDED: N_("concluded"),
    pair.PairStatus.STOPPED: N_("stopped"),
}
"""How it stands with a mentoring, msgids."""

REVIEWED = {
    "planned": N_("Mid-point planned: {session}."),
    "adopted": N_("It is the mid-point from now on: {session}."),
    "moved": N_("The mid-point has moved: {session}."),
    "left": N_("You gave this mid-point its own date, and it keeps it: {session}."),
    "released": N_("It is an ordinary session again: {session}."),
    "cancelled": N_("The mid-point of {date} is cancelled."),
}
"""What became of the session of a review point, msgids, by the field of ``Reviewed`` it stands in."""

HINTS = {
    "voluntary": N_("yes or no"),
    "reporting_line": N_("yes or no"),
    "review_months": N_("3, 6, or none"),
}
"""What can be answered where the question does not say so."""

FEEDBACK = {
    "situation": N_("The situation"),
    "behaviour": N_("What I observed"),
    "impact": N_("Its effect on me"),
    "intent": N_("What I would like to understand"),
    "stop": N_("Less of"),
    "start": N_("More of"),
    "continue_": N_("To keep"),
    "time_well_spent": N_("Was this hour worth my time, from 0 to 4"),
    "request": N_("One request"),
}
"""The fields of feedback, msgids; the same both ways (Situation-Behaviour-Impact, Stop/Start/Continue)."""

FIELDS = {
    **REFLECTION, **CHARTER,
    "title": N_("Title"),
    "text": N_("Text"),
    "topic": N_("Topic"),
    "purpose": N_("Purpose"),
    "outcome": N_("What came of it"),
    "decision": N_("Decision"),
    "why": N_("Why now"),
    "measure": N_("How you will see it"),
    "situation": N_("The situation"),
    "if_then": N_("If …, then …"),
    "minutes": N_("Minutes"),
    "starts": N_("Date and time"),
    "due": N_("Until"),
    "owner": N_("Who does it"),
    "visibility": N_("Who can read"),
    "status": N_("How it stands"),
    "position": N_("Place on the agenda"),
    "by": N_("Who leads it"),
    "levels": N_("Levels"),
    "ratings": N_("How far each of you sees it"),
    "assents": N_("Agreement"),
    "replies": N_("Answers"),
    "deleted": N_("In the trash since"),
    "learner": N_("Who learns"),
    "domain": N_("Field"),
    "importance": N_("Importance"),
    "session": N_("Session"),
    "objective": N_("Objective"),
    "outcomes": N_("What came of it"),
    "url": N_("Address"),
    "moves": N_("Moves"),
    "on": N_("Day"),
    "check_on": N_("Look again on"),
    **{name: label for name, label in FEEDBACK.items() if name != "start"},
}  # fmt: skip
"""The fields of records of any kind, msgids, as far as they have words."""


def field_name(key: str) -> str:
    """A field in the reader's words; one that has none goes by its own name."""
    return _(FIELDS[key]) if key in FIELDS else key


def table_name(table: str) -> str:
    """What a table holds, in the reader's words; a table that is not ours goes by its own name."""
    return _({**MANY, **OURS}[table]) if table in MANY or table in OURS else table


def counted(table: str, number: int) -> str:
    """So many records of a table, in the reader's words."""
    return _("{n} {things}", n=number, things=_(ONE[table]) if number == 1 else table_name(table))


def readers(visibility: Visibility) -> str:
    """Who may read a record, in the words that are used everywhere."""
    return _(VISIBILITY[visibility])


def marked(visibility: Visibility, text: str) -> str:
    """The text, and who may read it where that is not the two of us; for lists of what both read."""
    return text if visibility is Visibility.PAIR else f"{text} ({readers(visibility).lower()})"
