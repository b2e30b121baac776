"""What was begun and is not in the journal yet: every kind of draft that holds words of one's own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rmjournal.errors import Ambiguous, NotFound
from rmjournal.i18n import N_
from rmjournal.journal import conflicts
from rmjournal.journal.conflicts import Conflict
from rmjournal.model.objective import Objective
from rmjournal.model.pair import Pair
from rmjournal.model.record import Record
from rmjournal.model.session import Session, SessionStatus
from rmjournal.model.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmjournal.journal import Journal
    from rmjournal.storage.drafts import Drafts

FORMS = {
    "reflection": N_("a reflection"),
    "reflection-edit": N_("a reflection"),
    "feedback": N_("giving feedback"),
    "reply": N_("an answer to feedback"),
    "session-plan": N_("planning a session"),
    "session": N_("changing a session"),
    "move": N_("postponing a session"),
    "held": N_("saying when a session took place"),
    "objective": N_("an objective"),
    "objective-level": N_("how far an objective is"),
    "objective-agree": N_("an oral agreement to an objective"),
    "learn": N_("something learned"),
    "learning": N_("something learned"),
    "applied": N_("what became of something learned"),
    "action": N_("an action"),
    "win": N_("a win"),
    "agenda": N_("an agenda item"),
    "agenda-done": N_("what came of an agenda item"),
    "agenda-decide": N_("a decision"),
    "resource": N_("a resource"),
    "charter": N_("the charter"),
    "sign": N_("an oral agreement to the charter"),
    "pair": N_("the names of the pair"),
    "pair-add": N_("adding a pair"),
    "conflict": N_("one text out of two versions"),
}
"""What one is in the middle of, by the form of the draft, msgids."""
SAME = {"log": "reflection"}
"""The forms of commands that a screen goes on with under another name."""
IN_SESSION = "agenda-decide"
"""The form that can be gone on with only while a session is under way."""
CONFLICT = "conflict"
"""The form of a text that is made of two versions."""
_NAME = re.compile(r"([a-z-]+?)(?:-([0-9a-f]{16}))?(?:-[0-9]{1,3})?", re.ASCII)
_CHARTER = "charter-"


@value()
class Begun:
    """Drafts of one form about one thing, which are gone on with at one place."""

    form: str
    about: Record | Conflict | None
    """The record that it changes or belongs to, or what it settles; none for something new."""
    count: int = 1

    @property
    def id(self) -> str:
        """The id of what it is about; empty for none."""
        return self.about.id if self.about else ""


def begun(journal: Journal, drafts: Drafts) -> tuple[Begun, ...]:
    """What waits to be gone on with, in the order of the forms; nothing on which an editor is at work.

    A reflection on the latest session that one can look back on is about none. What was begun about
    a record that is gone, or is in the trash, waits with it; so does what was said otherwise since,
    or what would settle a conflict that is settled.
    """
    names = [name for name in drafts.all() if not drafts.begun(name)]
    found = Counter(each for name in names for each in _form_of(name))
    waiting = Counter[tuple[str, Record | Conflict | None]]()
    for (form, id), count in found.items():
        for about in _settles(journal, id) if form == CONFLICT else _about(journal, id):
            if not _is_said(journal, form, about):
                waiting[form, None if _is_latest(journal, form, about) else about] += count
    order = list(FORMS)
    groups = sorted(waiting.items(), key=lambda each: order.index(each[0][0]))
    return tuple(Begun(form, about, count) for (form, about), count in groups)


def _form_of(name: str) -> Iterator[tuple[str, str]]:
    """The form of a draft and the id that its name ends with; nothing for one without such words."""
    if name.startswith(_CHARTER):
        yield "charter", ""
    elif match := _NAME.fullmatch(name):
        form = SAME.get(match[1], match[1])
        if form in FORMS:
            yield form, match[2] or ""


def _about(journal: Journal, id: str) -> Iterator[Record | None]:
    if not id:
        yield None
        return
    try:
        found = journal.records.found(f"#{id}")
    except (NotFound, Ambiguous):
        return
    if not isinstance(found, Pair) or found.id == journal.pair.id:
        yield found


def _settles(journal: Journal, id: str) -> Iterator[Conflict]:
    waiting = (each for each in conflicts.all_of(journal) if each.id == id)
    return (each for each in waiting if conflicts.is_text(each))


def _is_said(journal: Journal, form: str, about: Record | Conflict | None) -> bool:
    """Whether the one thing that a form asks was said otherwise, so that it asks no more."""
    if form == "held" and isinstance(about, Session):
        return about.status is SessionStatus.HELD
    if form == "objective-agree" and isinstance(about, Objective):
        return journal.objectives.agreed(about)
    if form == "sign":
        return all(each.present for each in journal.charters.state().signatures)
    return False


def _is_latest(journal: Journal, form: str, about: Record | Conflict | None) -> bool:
    if form != "reflection" or about is None:
        return False
    latest = journal.sessions.to_reflect_on()
    return latest is not None and latest.id == about.id
