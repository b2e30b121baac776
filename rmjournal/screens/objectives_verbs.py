"""What is done about an objective, and the sentence that says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rmjournal import hour
from rmjournal.errors import NotFound
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.model.objective import Objective
from rmjournal.model.record import Visibility
from rmjournal.screens import ladder
from rmjournal.screens.objectives_fields import answered, chosen_level
from rmjournal.screens.phrases import session_name, who
from rmjournal.text import one_line
from rmjournal.titles import topic_in_words
from rmjournal.vocabulary import LEVELS, VAGUE

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.model.agenda import Agenda
    from rmjournal.screens.fields import Values


class Outcome(NamedTuple):
    """What came of a verb."""

    about: str
    """The id of the objective."""
    told: str
    """What happened, in the language in use."""


def propose(journal: Journal, values: Values) -> Outcome:
    """Proposes an objective; says who else has to agree, and what is vague."""
    objective = journal.objectives.propose(**{"title": "", **answered(values)})
    name = who(journal.pair, journal.pair.partner.id)
    told = [_("Proposed. It is agreed once {name} agrees too.", name=name)]
    return Outcome(objective.id, " ".join([*told, *_pointed_out(journal, objective)]))


def _pointed_out(journal: Journal, objective: Objective) -> list[str]:
    said = []
    if vague := [_(VAGUE[name]) for name in journal.objectives.vague(objective)]:
        said.append(_("Still vague: {what}.", what=", ".join(vague)))
    if crowded := journal.objectives.crowded():
        said.append(_("That makes {n} active objectives; three are easier to keep.", n=crowded))
    return said


def takes_back(journal: Journal, values: Values, seen: Objective) -> str:
    """What an edit costs; empty where it costs nothing."""
    if not journal.objectives.takes_back(seen, **answered(values)):
        return ""
    name = who(journal.pair, journal.pair.partner.id)
    return _("This changes its substance, so {name} will need to agree again.", name=name)


def edit(journal: Journal, values: Values, seen: Objective) -> Outcome:
    """Changes what was typed anew; says whose consent to its leaving the pair no longer holds."""
    changes = answered(values)
    if not changes:
        return Outcome(seen.id, _("Nothing was changed."))
    after = journal.objectives.edit(seen, **changes)
    told = [_("Changed. ‹u› takes it back.")]
    if lost := journal.records.lost_consent(seen, after):
        names = words().listing([who(journal.pair, member) for member in sorted(lost)])
        told.append(
            _("The consent of {names} was to the earlier words, and no longer holds.", names=names)
        )
    return Outcome(after.id, " ".join(told))


def agree(journal: Journal, seen: Objective) -> Outcome:
    """Agrees to the very words that were read."""
    return _agreed(journal, journal.objectives.agree(seen))


def agreed_aloud(journal: Journal, values: Values, seen: Objective) -> Outcome:
    """Notes that the other agreed to these words aloud."""
    partner = journal.pair.partner.id
    return _agreed(journal, journal.objectives.agree(seen, partner, values.day("day")))


def _agreed(journal: Journal, objective: Objective) -> Outcome:
    if journal.objectives.agreed(objective):
        return Outcome(objective.id, _("Agreed by both of you. ‹u› takes it back."))
    lacking = journal.objectives.lacking(objective)
    names = words().listing([who(journal.pair, member) for member in lacking])
    return Outcome(objective.id, _("Noted; waiting for {names}. ‹u› takes it back.", names=names))


def rate(journal: Journal, values: Values, seen: Objective) -> Outcome:
    """Notes a view of how far it is; says where the other's differs, once both may be compared."""
    after = journal.objectives.rate(
        seen, chosen_level(values), note=values.text("note"), member=values.text("member") or None
    )
    mine, theirs = after.latest(journal.pair.me), journal.objectives.others_rating(after)
    if mine is None:
        told = _("Noted; it stays hidden until you give your own view.")
    elif theirs and mine.level is not theirs.level:
        told = ladder.differing(journal.pair, mine.level, theirs.level)
    else:
        told = _("Noted: you see it “{mine}”. ‹u› takes it back.", mine=_(LEVELS[mine.level]))
    return Outcome(after.id, told)


def achieve(journal: Journal, seen: Objective) -> Outcome:
    """It is reached."""
    return Outcome(journal.objectives.achieve(seen).id, _("Reached. Well done! ‹u› takes it back."))


def drop(journal: Journal, seen: Objective) -> Outcome:
    """It is given up, and stays readable."""
    after = journal.objectives.drop(seen)
    return Outcome(after.id, _("Dropped; it stays readable below. ‹u› takes it back."))


def delete(journal: Journal, seen: Objective) -> Outcome:
    """It goes to the trash."""
    journal.records.delete(seen)
    return Outcome(seen.id, _("It is in the trash. ‹u› takes it back."))


def discuss(journal: Journal, seen: Objective) -> Outcome:
    """Puts it on the agenda of the session under way, or of the next; raises NotFound without one."""
    session = journal.sessions.running() or journal.sessions.next()
    if session is None:
        raise NotFound(
            N_("No session is planned, so there is no agenda to put it on."),
            kept=N_("Nothing was changed."),
            todo=N_("‹F3› shows the sessions, and ‹n› plans one there; then ‹i› works here."),
        )
    before = journal.agendas.of(session)
    item = journal.objectives.discuss(seen, session)
    name = words().capital(session_name(journal.sessions.numbers(), session))
    if session.when:
        name = f"{name}, {words().date(session.when.date(), year=False)}"
    told = ngettext(
        "{session}: it is on the agenda, for {n} minute.",
        "{session}: it is on the agenda, for {n} minutes.",
        item.minutes,
        session=name,
    )
    gave = _gave_way(before, journal.agendas.of(session))
    return Outcome(seen.id, f"{told} {gave}".strip())


def _gave_way(before: Agenda, after: Agenda) -> str:
    """Which items for the two made room; those that only I may read are not named."""
    gave = [
        (item, n) for item, n in before.gave(after) if item.visibility is not Visibility.PRIVATE
    ]
    return hour.made_room(gave, lambda item: one_line(topic_in_words(item)))
