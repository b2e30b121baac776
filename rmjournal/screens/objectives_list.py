"""The list of objectives: ladders of the agreed ones, then proposals, then what has ended."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from rmjournal.i18n import _, words
from rmjournal.model.objective import ObjectiveStatus
from rmjournal.screens import ladder
from rmjournal.screens.objectives_seen import Aims, View
from rmjournal.screens.phrases import Hush, brief, heading, joined, who
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain
from rmjournal.widgets.words import Words

LINES = 2
"""The title, and beneath it the ladder or the state."""
BETWEEN = "  "
"""The space between two steps of a ladder."""


def entries(aims: Aims, hush: Hush) -> list[Entry]:
    """The rows of the list, with a heading over each part that has some."""
    return [*_agreed(aims, hush), *_proposed(aims, hush), *_ended(aims, hush)]


def _agreed(aims: Aims, hush: Hush) -> Iterator[Entry]:
    if not aims.agreed:
        return
    names, marks = ladder.heads(), ladder.marks(aims.pair)
    yield from _head(_("Agreed"), ladder.legend(aims.pair, marks))
    yield Entry("levels", (plain(BETWEEN).join(names),), head=True)
    for each in aims.agreed:
        yield _entry(each, hush, plain(BETWEEN).join(ladder.steps(each.rung, marks, names)))


def _proposed(aims: Aims, hush: Hush) -> Iterator[Entry]:
    if not aims.proposed:
        return
    if aims.agreed:
        yield Entry("before-proposed", (), head=True)
    yield from _head(_("Proposed, not yet agreed by both"))
    for each in aims.proposed:
        state = _("proposed by {name}", name=who(aims.pair, each.seen.author))
        yield _entry(each, hush, _quiet(joined(state, waiting(aims, each))))


def waiting(aims: Aims, view: View) -> str:
    """Whose agreement a proposal waits for."""
    if aims.pair.me in view.lacking and len(view.lacking) == 1:
        return _("waiting for you: y agrees")
    names = words().listing([who(aims.pair, member) for member in view.lacking])
    return _("waiting for {names}", names=names)


def _ended(aims: Aims, hush: Hush) -> Iterator[Entry]:
    if not aims.ended:
        return
    if aims.active:
        yield Entry("before-ended", (), head=True)
    yield from _head(_("Achieved or dropped"))
    for each in aims.ended:
        yield _entry(each, hush, _quiet(outcome(aims, each)), quiet=True)


def outcome(aims: Aims, view: View) -> str:
    """How an objective ended, and when."""
    achieved = view.seen.status is ObjectiveStatus.ACHIEVED
    state = _("achieved") if achieved else _("dropped")
    return joined(state, brief(view.seen.ended, aims.today) if view.seen.ended else "")


def _head(text: str, note: str = "") -> Iterator[Entry]:
    shown = pieces((heading(text), "bold"), f"{BETWEEN}{note}")
    yield Entry(f"head-{text}", (shown,), head=True)


def _entry(view: View, hush: Hush, below: Content, *, quiet: bool = False) -> Entry:
    title = line(view.seen.title)
    title = hush(title.stylize("$text-muted") if quiet else title, view.seen.visibility)
    return Entry(view.id, (pieces(title, "\n", below),))


def _quiet(text: str) -> Content:
    return pieces((text, "$text-muted"))


def notes(found: Aims | None) -> str:
    """What there is much of, and what is hidden."""
    if found is None:
        return ""
    said = []
    if found.many:
        said.append(_("You have {n} active objectives; three are easier to keep.", n=found.active))
    if hidden := ladder.hidden(found.pair, [each.rung for each in found.agreed]):
        said.append(hidden)
    return "\n".join(said)


def teaching() -> Iterator[Words]:
    """What an empty list teaches."""
    yield Words(plain(_("What will you learn together?")), classes="-strong")
    yield Words(plain(_(
        "A good objective is tied to a real situation of work, says how you will see that it is "
        "reached, and by when. Both of you agree to the same words. One to three are enough."
    )))  # fmt: skip
    yield Words(plain(_(
        "For example: “Read the dashboard alone before the Monday review: four Mondays in a row, "
        "by the end of June.”"
    )), classes="example")  # fmt: skip
