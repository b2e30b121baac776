"""The end of a session: asked for first, with what was not reached by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal.timers import Ended, passed_over, unreached
from rmjournal.model.agenda import Item
from rmjournal.model.progress import Progress
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.live_words import joined_sentences, topic_of
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


def question(at: Progress) -> Dialog:
    """Asks whether the session is over."""
    return Dialog(
        plain(_("Is the session over?")),
        *(plain(each) for each in _left(at)),
        plain(
            _("Then your reflection opens, with what was noted. ‹u› on Home takes the end back.")
        ),
        offers=((_("End the session"), "end"),),
    )


def _left(at: Progress) -> list[str]:
    """What was not reached, a sentence for what is carried over and one for what is not."""
    said = [_carried(unreached(at)), _passed(passed_over(at))]
    return [each for each in said if each] or [_("Nothing is left over.")]


def how_long(at: Progress) -> Sheet[Ended]:
    """Asks how long a session took whose timer was left running."""
    told = _("The timer was left running: {hours} h {minutes} min, in a session of {length} min.",
             hours=at.seconds // 3600, minutes=at.seconds // 60 % 60, length=at.minutes)  # fmt: skip
    return Sheet(
        plain(_("How many minutes did the session take?")),
        (Field("minutes", _("Minutes"), Kind.NUMBER, hint="45"),),
        _end,
        draft=f"session-end-{at.session.id}",
        visibility=None,
        intro=plain(joined_sentences(told, *_left(at))),
        accept=_("End the session"),
    )


def _end(journal: Journal, values: Values) -> Ended:
    minutes = values.number("minutes")
    if minutes is None:
        raise UsageProblem(
            N_("That is not a number of minutes."),
            kept=N_("Nothing was changed; the session is still under way."),
            todo=N_("Give the minutes as a number, such as 45."),
        )
    return journal.timers.end(minutes)


def told(name: str, ended: Ended) -> str:
    """What was ended, and what became of the rest."""
    return joined_sentences(_("Held: {session}.", session=name), _carried(ended.carried))


def _passed(items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    return ngettext(
        "{n} part of the agenda was not reached, with nothing in it to carry over: {items}",
        "{n} parts of the agenda were not reached, with nothing in them to carry over: {items}",
        len(items),
        items=_named(items),
    )


def _carried(items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    return _("Not reached, and carried over: {items}", items=_named(items))


def _named(items: tuple[Item, ...]) -> str:
    return words().listing([_("“{topic}”", topic=topic_of(each)) for each in items])
