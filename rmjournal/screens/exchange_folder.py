"""The shared folder on the Exchange screen: for each pair that has a place in it, as by command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rmjournal import carried
from rmjournal.errors import Refused
from rmjournal.i18n import _
from rmjournal.journal.exchanged import Synced
from rmjournal.journal.files import typed
from rmjournal.model.pair import Pair
from rmjournal.screens.exchange_rows import At
from rmjournal.screens.exchange_sheets import MOST, differing
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import first
from rmjournal.screens.refusals import sentences
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

ALONE = "alone"


class Looked(NamedTuple):
    """What one look into the folder came to."""

    done: tuple[Synced, ...]
    without: tuple[Pair, ...]
    """The paired pairs that have no place there."""
    refused: Refused | None
    """Why one of the pairs could not be served, where another was."""


def sync(at: At) -> Sheet[Looked]:
    """Asks for the folder that both share."""
    return Sheet(
        plain(_("A folder that you share")),
        (Field("folder", _("Folder"), value=at.standing.folder, hint=_("~/Shared")), *_whose(at)),
        _look,
        draft="exchange-sync", visibility=None, accept=_("Receive and send"),
        intro=plain(
            _("What was left there for you is taken, and what your partner lacks is left there. "
              "Another program carries it; only the two of you can open it.")
        ),
    )  # fmt: skip


def _whose(at: At) -> tuple[Field, ...]:
    """For which pairs, where there are several."""
    if len(at.pairs) < 2:
        return ()
    options = (("", _("each that has a place in it")), (ALONE, _("this pair alone")))
    return (Field("whose", _("For which pairs"), Kind.CHOICE, "", options=options),)


def _look(journal: Journal, values: Values) -> Looked:
    folder, exchange = typed(values.text("folder")), journal.exchange
    if values.text("whose") == ALONE:
        return Looked((exchange.sync(folder),), (), None)
    without = {each.id: each for each in exchange.paired()}
    done: list[Synced] = []
    refused = None
    try:
        done.extend(exchange.sync_all(folder))
    except Refused as error:
        if not done:
            raise
        refused = error
    for each in done:
        without.pop(each.pair.id, None)
    return Looked(tuple(done), tuple(without.values()), refused)


def told(found: Looked) -> list[str]:
    """What came of it, a sentence each; of which pair, where there are several."""
    several = len(found.done) + len(found.without) > 1
    said: list[str] = []
    for each in found.done:
        if several:
            said.append(_("With {name}:", name=each.pair.partner.name))
        said += _of_one(each)
    if found.refused:
        said += sentences(found.refused)
    said += [
        _("This folder has no place for your pair with {name}; “this pair alone” makes one, while "
          "you speak of that pair.", name=each.partner.name)
        for each in found.without
    ]  # fmt: skip
    return said


def _of_one(done: Synced) -> Iterator[str]:
    if done.taken.packets:
        yield from carried.taken(done.taken, most=MOST)
    if done.taken.received.conflicts:
        yield differing(done.taken.received.conflicts)
    if done.taken.gap:
        yield carried.gap(done.taken.gap)
    if done.sent:
        yield carried.left(done.sent, first(done.pair.partner.name))
    yield from carried.passed_over(done)
    if not done.sent and not done.taken.packets:
        yield _("Nothing came and nothing left.")
