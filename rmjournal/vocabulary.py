"""The words a person reads for each value and each question, msgids: the same on every front end."""

from __future__ import annotations

from rmjournal.i18n import N_, _
from rmjournal.model import agenda, learning, objective, session
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
OURS = {
    "_history": N_("undo history"),
    "_conflicts": N_("versions that wait"),
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
    "check_on": N_("Look again on"),
    **REFLECTION, **CHARTER,
    **{name: label for name, label in FEEDBACK.items() if name != "start"},
}  # fmt: skip
"""The fields of records of any kind, msgids, as far as they have words."""


def field_name(key: str) -> str:
    """A field in the reader's words; one that has none goes by its own name."""
    return _(FIELDS[key]) if key in FIELDS else key


def table_name(table: str) -> str:
    """What a table holds, in the reader's words; a table that is not ours goes by its own name."""
    return _({**MANY, **OURS}[table]) if table in MANY or table in OURS else table


def readers(visibility: Visibility) -> str:
    """Who may read a record, in the words that are used everywhere."""
    return _(VISIBILITY[visibility])
