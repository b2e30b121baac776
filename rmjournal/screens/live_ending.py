"""The end of a session: asked for first, with what was not reached by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rmjournal import hour
from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal.ending import Ended, passed_over, unreached
from rmjournal.model.agenda import Item
from rmjournal.model.progress import Progress
from rmjournal.model.record import Visibility
from rmjournal.model.session import Session
from rmjournal.screens.catch_line import DUE
from rmjournal.screens.catching import MEMBER, Begun, Said, readers_of
from rmjournal.screens.dialog import Dialog, Offer
from rmjournal.screens.drafting import Draft
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.live_words import LONG, joined_sentences, topic_of
from rmjournal.screens.sheet import Sheet
from rmjournal.text import one_line, shorten
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal
    from rmjournal.journal.clock import Clock
    from rmjournal.storage.drafts import Drafts


KEEP, DROP = "keep", "drop"
"""What becomes of the lines that were begun."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What was begun on the line, and is neither kept nor thrown away when the session ends."""

    drafts: Drafts
    clock: Clock
    session: Session
    item: Item | None
    """The item that is spoken of at the end."""
    lines: tuple[Begun, ...]

    def end(self, journal: Journal, lines: str, minutes: int | None = None) -> Ended:
        """Ends the session, its lines kept just before it, or thrown away with it."""
        if lines == KEEP:
            for each in self.lines:
                self._keep(journal, each)
        ended = journal.timers.end(minutes)
        if lines == DROP:
            for each in self.lines:
                self._forget(each)
        return ended

    def _keep(self, journal: Journal, line: Begun) -> None:
        until = Values((DUE,), line.texts, self.clock, "").day(DUE.name)
        said = Said(line.text, line.texts.get(MEMBER, ""), until, self.item)
        line.catch.keep(journal, self.session, said)
        self._forget(line)

    def _forget(self, line: Begun) -> None:
        Draft(self.drafts, line.catch.draft).end(line.catch.others(line.texts))

    @property
    def said(self) -> str:
        """What was begun, each by its kind and its words; not its words where only I may read them."""
        named = words().listing([self._named(each) for each in self.lines])
        return _("Begun and not kept: {lines}", lines=named) if named else ""

    def _named(self, line: Begun) -> str:
        label = _(line.catch.label)
        kind = label[:1].lower() + label[1:]
        if readers_of(line.catch, self.session, self.item) is Visibility.PRIVATE:
            return kind
        return f"{kind} {_('“{topic}”', topic=shorten(one_line(line.text), LONG))}"


def question(at: Progress, rest: Rest) -> Dialog:
    """Asks whether the session is over, and what becomes of the lines that were begun."""
    offers: tuple[Offer, ...] = ((_("End the session"), "end"),)
    if rest.lines:
        offers = (
            (_("End the session, and keep that too"), KEEP),
            (_("End the session, and throw that away"), DROP),
        )
    return Dialog(
        plain(_("Is the session over?")),
        *(plain(each) for each in [*_left(at), rest.said] if each),
        plain(
            _("Then your reflection opens, with what was noted. ‹u› on Home takes the end back.")
        ),
        offers=offers,
    )


def _left(at: Progress) -> list[str]:
    """What was not reached, a sentence for what is carried over and one for what is not."""
    said = [_carried(unreached(at)), _passed(passed_over(at))]
    return [each for each in said if each] or [_("Nothing is left over.")]


def how_long(at: Progress, rest: Rest) -> Sheet[Ended]:
    """Asks how long a session took whose timer was left running."""
    fields: tuple[Field, ...] = (Field("minutes", _("Minutes"), Kind.NUMBER, hint="45"),)
    if rest.lines:
        options = ((KEEP, _("keep it too")), (DROP, _("throw it away")))
        begun = Field("lines", _("What was begun"), Kind.CHOICE, KEEP, options=options)
        fields = (begun, *fields)
    return Sheet(
        plain(_("How many minutes did the session take?")),
        fields,
        lambda journal, values: _end(journal, values, rest),
        draft=f"session-end-{at.session.id}",
        visibility=None,
        intro=plain(joined_sentences(hour.left_running(at), *_left(at), rest.said)),
        accept=_("End the session"),
    )


def _end(journal: Journal, values: Values, rest: Rest) -> Ended:
    minutes = values.number("minutes")
    if minutes is None:
        raise UsageProblem(
            N_("That is not a number of minutes."),
            kept=N_("Nothing was changed; the session is still under way."),
            todo=N_("Give the minutes as a number, such as 45."),
        )
    return rest.end(journal, values.text("lines"), minutes)


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
