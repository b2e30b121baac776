"""How an objective looks: on one line, in full, and what is pointed out about it."""

from __future__ import annotations

from rmjournal import naming
from rmjournal.cli import choices, discreet, output, show
from rmjournal.cli.state import STATE, journal
from rmjournal.i18n import _, words
from rmjournal.journal.discretion import keeps_its_words
from rmjournal.model.objective import Level, Objective, ObjectiveStatus
from rmjournal.text import one_line, worded
from rmjournal.vocabulary import VAGUE


def row(objective: Objective, *, hushed: bool = False) -> str:
    """An objective on one line: its title, its state, and where each sees it.

    Where ``hushed``, one that only I may read is no more than named as such.
    """
    if keeps_its_words(objective, discreet=hushed):
        return discreet.said(objective, objective.title, discreet=True)
    state = agreement(objective)
    if seen := views(objective):
        state = _("{state}; {views}", state=state, views=seen)
    if note := show.unusual(objective):
        state = f"{state}, {note}"
    return f"{naming.headline(objective)} ({state})"


def details(objective: Objective) -> None:
    """An objective in full."""
    output.say(one_line(objective.title))
    output.say(f"{agreement(objective)} · {choices.readers(objective.visibility)}")
    _oral(objective)
    for label, text in (
        (_("Why now"), objective.why),
        (_("Real situation"), objective.situation),
        (_("Measure"), objective.measure),
        (_("Due"), words().date(objective.due) if objective.due else ""),
        (_("Where each of you sees it"), views(objective)),
    ):
        if worded(text):
            output.heading(label)
            output.paragraphs(text)
    _history(objective)
    _ladder(objective)
    point_out(objective)


def agreement(objective: Objective) -> str:
    """Where it stands: achieved, dropped, agreed, or whose agreement it waits for."""
    if objective.status is ObjectiveStatus.ACHIEVED:
        return _("achieved")
    if objective.status is ObjectiveStatus.DROPPED:
        return _("dropped")
    if journal().objectives.agreed(objective):
        return _("agreed")
    lacking = journal().objectives.lacking(objective)
    names = words().listing([show.who(journal(), member) for member in lacking])
    return _("proposed, waiting for {names}", names=names)


def views(objective: Objective) -> str:
    """How far each of the two sees it, as far as I may know."""
    mine = objective.latest(journal().pair.me)
    theirs = journal().objectives.others_rating(objective)
    seen = [(rating.member, rating.level) for rating in (mine, theirs) if rating]
    return ", ".join(
        _("{name}: {level}", name=show.who(journal(), member), level=_(choices.LEVELS[level]))
        for member, level in seen
    )


def _oral(objective: Objective) -> None:
    zone = STATE.clock.tzinfo
    for each in journal().objectives.agreements(objective):
        if each.stands and each.given and each.given.entered_by != each.member:
            told = naming.oral(each.given, zone, lambda member: show.who(journal(), member))
            output.hanging("", told, column=0)


def _history(objective: Objective) -> None:
    """Every view of the two with its note, oldest first; the other's are hidden until I gave mine."""
    ratings = journal().objectives.shown(objective).ratings
    if ratings and (len(ratings) > 2 or any(rating.note for rating in ratings)):
        output.heading(_("How each of you saw it"))
        for rating in sorted(ratings, key=lambda each: (each.on, each.at)):
            name = show.who(journal(), rating.member)
            day = show.brief(rating.on)
            output.say(f"  {day} · {naming.labelled(name, _(choices.LEVELS[rating.level]))}")
            if rating.note:
                output.paragraphs(rating.note, "    ")


def _ladder(objective: Objective) -> None:
    described = [(level, getattr(objective.levels, level)) for level in Level]
    if any(text for _, text in described):
        output.heading(_("Levels"))
        output.table((f"  {_(choices.LEVELS[level])}", text or "–") for level, text in described)


def point_out(objective: Objective) -> None:
    """Says what is still vague, and where there are more under way than are easy to keep."""
    vague = [_(VAGUE[name]) for name in journal().objectives.vague(objective)]
    if vague:
        output.aside(_("Still vague: {what}.", what=", ".join(vague)))
    if crowded := journal().objectives.crowded():
        output.aside(_("That makes {n} active objectives; three are easier to keep.", n=crowded))
