"""One objective in full: what it is, how far it is, how each of the two saw it, and who agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from rmjournal import naming
from rmjournal.i18n import _, words
from rmjournal.journal.objectives import Agreement
from rmjournal.model.objective import Objective, Rating
from rmjournal.model.record import BOTH
from rmjournal.screens import ladder
from rmjournal.screens.objectives_list import outcome, waiting
from rmjournal.screens.objectives_seen import Aims, View
from rmjournal.screens.phrases import day, heading, joined, who
from rmjournal.vocabulary import DOMAINS, LEVELS, OBJECTIVE, VAGUE, readers
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.rows import Rows
from rmjournal.widgets.words import Words


class Detail(VerticalScroll):
    """Scrolls over everything that is known of one objective."""

    DEFAULT_CSS = """
    Detail {
        scrollbar-size-vertical: 1;
        .detail-head { margin-top: 1; color: $text-muted; text-style: bold; }
        .detail-say { margin-top: 1; }
        .detail-title { text-style: bold; }
        .detail-side { height: auto; }
        .detail-side Vertical { height: auto; width: 1fr; margin-right: 2; }
        .rating { margin-bottom: 1; }
        .rating:last-of-type { margin-bottom: 0; }
    }
    """

    async def tell(self, aims: Aims, view: View) -> None:
        """Shows an objective from its first line on."""
        await self._fill(_Parts(aims, view).all())
        self.scroll_home(animate=False)

    async def again(self, aims: Aims, view: View) -> None:
        """Shows the same objective as it is now, where one was reading."""
        await self._fill(_Parts(aims, view).all())

    async def say(self, *texts: Content) -> None:
        """Shows a few words in its place; without any, nothing."""
        await self._fill(Words(each, classes="detail-title") for each in texts)

    async def _fill(self, parts: Iterator[Widget]) -> None:
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(list(parts))


class _Parts:
    """The parts of one objective, from top to bottom."""

    def __init__(self, aims: Aims, view: View) -> None:
        self.aims = aims
        self.pair = aims.pair
        self.view = view
        self.objective = view.seen

    def all(self) -> Iterator[Widget]:
        """Every part that there is something to say in."""
        yield Words(line(self.objective.title), classes="detail-title")
        yield Words(plain(self._state()), classes="-quiet")
        for each in self._says():
            yield Words(plain(each), classes="detail-say")
        yield from self._fields()
        yield from self._levels()
        yield from self._histories()
        yield from self._agreements()

    def _state(self) -> str:
        if not self.view.active:
            state = outcome(self.aims, self.view)
        elif self.view.rung.agreed:
            state = _("agreed")
        else:
            state = joined(_("proposed"), waiting(self.aims, self.view))
        return joined(state, readers(self.objective.visibility))

    def _says(self) -> Iterator[str]:
        """What is to be known first."""
        mine, theirs = self.view.rung.mine, self.view.rung.theirs
        if self.view.active and self.view.differing and mine and theirs:
            yield ladder.differing(self.pair, mine, theirs)
        elif self.view.active and mine is None:
            name = who(self.pair, self.pair.partner.id)
            yield _("h says how far you see it; then you see what {name} sees.", name=name)
        if self.view.active and self.view.vague:
            what = ", ".join(_(VAGUE[name]) for name in self.view.vague)
            yield _("Still vague: {what}.", what=what)

    def _fields(self) -> Iterator[Widget]:
        rows = [
            (pieces((_(label), "$text-muted")), text or pieces(("–", "$text-muted")))
            for name, label in OBJECTIVE.items()
            if name != "title"
            for text in (self._field(name),)
        ]
        yield Rows(rows, wide=1, classes="detail-say", id="detail-fields")

    def _field(self, name: str) -> Content:
        objective = self.objective
        said = {
            "due": lambda: words().date(objective.due) if objective.due else "",
            "learner": lambda: (
                _("both of you") if objective.learner == BOTH else who(self.pair, objective.learner)
            ),
            "domain": lambda: _(DOMAINS.get(objective.domain, DOMAINS["other"])),
            "importance": lambda: _("{n} of 3", n=objective.importance),
        }
        return plain(said[name]() if name in said else getattr(objective, name))

    def _levels(self) -> Iterator[Widget]:
        marks = ladder.marks(self.pair)
        rows = [
            (
                ladder.step(self.view.rung, level, marks),
                plain(_(LEVELS[level])),
                plain(text) if text else pieces((_("not described"), "$text-muted")),
            )
            for level, text in self.view.described
        ]
        yield _head(_("Levels"))
        yield Rows(rows, wide=2, id="detail-levels")
        yield Words(plain(ladder.legend(self.pair, marks)), classes="-quiet")

    def _histories(self) -> Iterator[Widget]:
        if not self.view.ratings:
            return
        yield _head(_("How each of you saw it"))
        mine, theirs = self.pair.me, self.pair.partner.id
        yield Horizontal(self._history(mine), self._history(theirs), classes="detail-side")

    def _history(self, member: str) -> Widget:
        ratings = [each for each in self.view.ratings if each.member == member]
        nothing = pieces((_("nothing yet"), "$text-muted"))
        name = Words(pieces((who(self.pair, member), "bold")))
        views = [Words(self._rating(each), classes="rating") for each in ratings]
        return Vertical(name, *(views or [Words(nothing)]))

    def _rating(self, rating: Rating) -> Content:
        on = words().date(rating.on, weekday=False, year=rating.on.year != self.aims.today.year)
        parts = [pieces((on, "$text-muted"), "  ", _(LEVELS[rating.level]))]
        if rating.entered_by != rating.member:
            by = _("said aloud, noted by {name}", name=who(self.pair, rating.entered_by))
            parts.append(pieces((by, "$text-muted")))
        if rating.note:
            parts.append(plain(rating.note))
        return plain("\n").join(parts)

    def _agreements(self) -> Iterator[Widget]:
        objective = self.objective
        on = day(self._local(objective.created), year=True)
        said = [_("Proposed by {name} on {date}.", name=who(self.pair, objective.author), date=on)]
        said += [self._agreement(each) for each in self.view.agreements]
        if self.view.active and not self.view.rung.agreed:
            said.append(_("An objective only one of you wants is a proposal."))
        yield _head(_("Who agreed"))
        yield Words(plain("\n".join(said)), id="detail-agreed")

    def _agreement(self, agreement: Agreement) -> str:
        name, given = who(self.pair, agreement.member), agreement.given
        if given is None:
            return _("{name} has not agreed yet.", name=name)
        on = day(self._local(given.at), year=True)
        if not agreement.stands:
            return _("{name} agreed on {date}, to earlier words; they were changed since.",
                     name=name, date=on)  # fmt: skip
        if given.entered_by == agreement.member:
            return _("{name} agreed on {date}.", name=name, date=on)
        oral = naming.oral(given, self.aims.zone, lambda member: who(self.pair, member))
        return words().capital(oral) + "."

    def _local(self, stamp: datetime) -> date:
        return stamp.astimezone(self.aims.zone).date()


def in_short(seen: Objective) -> Iterator[Content]:
    """What makes an objective clear, for who is about to agree to it."""
    for name in ("situation", "measure"):
        if text := getattr(seen, name):
            yield pieces((f"{_(OBJECTIVE[name])}  ", "$text-muted"), text)
    if seen.due:
        yield pieces((f"{_(OBJECTIVE['due'])}  ", "$text-muted"), day(seen.due, year=True))


def _head(text: str) -> Widget:
    return Words(plain(heading(text)), classes="detail-head")
