"""How commands tell of an exchange: what was accepted, sent and taken, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal import carried
from rmjournal.cli import output
from rmjournal.cli.state import journal
from rmjournal.i18n import _, ngettext
from rmjournal.journal import references
from rmjournal.naming import headline

if TYPE_CHECKING:
    from rmjournal.journal.exchanged import Accepted, Parcel, Sent, Standing, Synced, Taken, Twins
    from rmjournal.model.pair import Pair
    from rmjournal.model.record import Record


def tell_accepted(accepted: Accepted, answer: Path) -> None:
    """What accepting came to, the words, and what comes next."""
    partner = accepted.pair.partner.name
    for each in carried.made(accepted):
        output.aside(each)
    if not accepted.answer:
        output.aside(_("The answer is in {file}: send it to {name}.", file=answer, name=partner))
    output.aside(carried.read_aloud(partner))
    output.say(carried.in_a_row(accepted.words))
    elsewhere = accepted.spoken_of.id != accepted.pair.id
    options = f" --pair {references.short(accepted.pair)}" if elsewhere else ""
    output.aside(
        _("If they are the same: rmjournal exchange status --same{options}. "
          "If not, somebody stands in between.", options=options)
    )  # fmt: skip
    if accepted.answer:
        output.aside(_("Then: rmjournal exchange send{options}", options=options))


def plain(standing: Standing) -> dict[str, object]:
    """The standing as JSON data."""
    return {
        "paired": standing.paired, "invited": standing.invited, "words": list(standing.words),
        "compared": standing.compared, "sent": standing.sent_at or None,
        "received": standing.received_at or None, "number": standing.number,
        "confirmed": standing.confirmed, "seen": standing.seen, "gap": standing.gap or None,
        "folder": standing.folder or None, "waiting": standing.waiting,
        "requests": [each.record.id for each in standing.requests],
        "twins": [[each.stays.id, each.goes.id] for each in standing.twins],
    }  # fmt: skip


def lines(standing: Standing) -> list[str]:
    """The standing in sentences, one a line."""
    return list(carried.standing(standing, journal().clock.tzinfo))


def row(record: Record) -> tuple[str, str, str]:
    """A record in a list: its reference, its kind, what it says first."""
    return references.short(record), _(references.SINGULAR[type(record).__name__]), headline(record)


def tell_sent(sent: Sent) -> None:
    """A packet that was written."""
    output.aside(carried.sent(sent))


def tell_parcel(parcel: Parcel) -> None:
    """What the next packet would carry, and how much stays."""
    output.aside(_("This is what would leave; nothing was sent."))
    output.table(row(each) for each in (*parcel.fresh, *parcel.again))
    for each in (carried.withdrawn(parcel), carried.stays(parcel), *carried.held(parcel.held)):
        if each:
            output.aside(each)


def tell_taken(taken: Taken, *, dry: bool) -> None:
    """What packets brought, or would bring."""
    if dry:
        output.aside(_("This is what would change; nothing was changed."))
    for each in carried.taken(taken, most=carried.HANDFUL):
        output.aside(each)
    tell_waiting(taken.received.conflicts)
    if dry:
        output.table(row(each) for each in taken.received.touched.values())
    if taken.gap:
        output.aside(carried.gap(taken.gap))


def tell_synced(done: Synced, *, quiet: bool, named: bool) -> None:
    """What one look into the folder came to; ``named`` says of which pair, ``quiet`` only what came of it."""
    idle = not done.sent and not done.taken.packets
    odd = list(carried.foreign(done) if quiet else carried.passed_over(done))
    if named and not (quiet and idle and not odd and not done.taken.gap and not done.taken.twins):
        output.aside(_("With {name}:", name=done.pair.partner.name))
    if done.taken.packets:
        tell_taken(done.taken, dry=False)
    elif done.taken.gap:
        output.aside(carried.gap(done.taken.gap))
    if done.taken.twins:
        output.aside(
            _("Both of you seem to have written of the same thing: rmjournal exchange join")
        )
    if done.sent:
        output.aside(carried.left(done.sent, done.pair.partner.name))
    for each in odd:
        output.aside(each)
    if idle and not quiet:
        output.aside(_("Nothing came and nothing left."))


def tell_not_there(pairs: Iterable[Pair]) -> None:
    """The pairs for which the folder is not meant, so far."""
    for each in pairs:
        output.aside(
            _("This folder has no place for your pair with {name}; “--pair {ref}” makes one.",
              name=each.partner.name, ref=references.short(each))
        )  # fmt: skip


def tell_twins(twins: tuple[Twins, ...]) -> None:
    """The two of each, and what they are of."""
    output.table(
        (
            references.short(each.stays),
            references.short(each.goes),
            _(references.SINGULAR[type(each.stays).__name__]),
            " = ".join(dict.fromkeys([headline(each.stays), headline(each.goes)])),
        )
        for each in twins
    )


def tell_waiting(count: int) -> None:
    """How many values wait for a choice, if any do."""
    if count:
        output.aside(
            ngettext(
                "{n} value differs and waits for your choice: rmjournal conflicts list",
                "{n} values differ and wait for your choice: rmjournal conflicts list",
                count,
            )
        )
