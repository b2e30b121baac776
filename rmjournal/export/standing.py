"""Where an objective stands, as plain data: who agreed to it, and how far each sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

from rmjournal.export.context import Audience, Selection, iso
from rmjournal.export.people import People
from rmjournal.model import substance
from rmjournal.model.objective import Objective, Rating
from rmjournal.model.record import Assent
from rmjournal.text import worded

Plain = dict[str, Any]


def standing(objective: Objective, selection: Selection, *, on_agenda: bool = False) -> Plain:
    """The objective, its agreement, and the ratings that this audience may compare.

    ``on_agenda`` says that the next agenda has it because the two ratings differ.
    """
    people = selection.people
    return {
        **selection.envelope(objective),
        "title": objective.title,
        "status": str(objective.status),
        "ended": iso(objective.ended),
        "learner": people.who(objective.learner),
        "why": worded(objective.why),
        "situation": worded(objective.situation),
        "measure": worded(objective.measure),
        "due": iso(objective.due),
        "proposed_by": people.name(objective.author),
        **_agreement(objective, selection, people),
        "ratings": [_rating(each, people) for each in comparable(objective, selection)],
        "on_agenda": on_agenda,
    }


def _agreement(objective: Objective, selection: Selection, people: People) -> Plain:
    """The day since which both agree to the objective as it stands, and who of them said so aloud."""
    members = {member.id for member in selection.pair.members}
    if not substance.agreed(objective, members):
        return {"agreed": None, "oral": []}
    now = substance.digest(objective)
    given = [each for each in objective.assents if each.digest == now and each.member in members]
    first = {each.member: each for each in reversed(given)}
    oral = [each for each in first.values() if each.entered_by != each.member]
    return {
        "agreed": iso(max(_day(each, selection) for each in first.values())),
        "oral": [
            {
                "of": people.name(each.member),
                "by": people.name(each.entered_by),
                "on": iso(selection.day(each.at)),
            }
            for each in oral
        ],
    }


def _day(assent: Assent, selection: Selection) -> date:
    return assent.on.date() if assent.on else selection.day(assent.at)


def comparable(objective: Objective, selection: Selection) -> list[Rating]:
    """Both ratings once both are given; until then mine at most, and for me alone."""
    pair = selection.pair
    latest = [rating for each in pair.members if (rating := objective.latest(each.id))]
    if len(latest) == len(pair.members):
        return latest
    if selection.audience is not Audience.SELF:
        return []
    return [rating for rating in latest if rating.member == pair.me]


def _rating(rating: Rating, people: People) -> Plain:
    return {
        "who": people.name(rating.member),
        "level": str(rating.level),
        "on": iso(rating.on),
        "note": worded(rating.note),
    }
