"""How commands tell of an exchange: what was accepted, sent and taken, and where it stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal.cli import choices, output, show
from rmjournal.cli.state import journal
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import references, undoing
from rmjournal.naming import headline

if TYPE_CHECKING:
    from rmjournal.journal.exchanged import Accepted, Sent, Standing, Taken, Twins
    from rmjournal.model.record import Record


def tell_accepted(accepted: Accepted, answer: Path) -> None:
    """What accepting came to, the words, and what comes next."""
    partner = accepted.pair.partner.name
    if accepted.made:
        output.aside(
            _("Your journal has a pair with {name} now; you are {me}.",
              name=partner, me=accepted.pair.myself.name)
        )  # fmt: skip
        output.aside(
            _("From now on: {mentor} and {mentee}.",
              mentor=accepted.pair.mentor.name, mentee=accepted.pair.mentee.name)
        )  # fmt: skip
    if not accepted.answer:
        output.aside(_("The answer is in {file}: send it to {name}.", file=answer, name=partner))
    _words(accepted.words, partner)
    if accepted.answer:
        output.aside(_("Then: rmjournal exchange send"))


def _words(six: tuple[str, ...], partner: str) -> None:
    output.aside(
        _("Read these words to each other, by voice; {name} must have the same:", name=partner)
    )
    output.say("  ".join(six))
    output.aside(
        _(
            "If they are the same: rmjournal exchange status --same. If not, somebody stands in between."
        )
    )


def plain(standing: Standing) -> dict[str, object]:
    """The standing as JSON data."""
    return {
        "paired": standing.paired, "invited": standing.invited, "words": list(standing.words),
        "compared": standing.compared, "sent": standing.sent_at or None,
        "received": standing.received_at or None, "number": standing.number,
        "confirmed": standing.confirmed, "seen": standing.seen, "gap": standing.gap or None,
        "waiting": standing.waiting, "requests": [each.id for each in standing.requests],
        "twins": [[each.stays.id, each.goes.id] for each in standing.twins],
    }  # fmt: skip


def lines(standing: Standing) -> list[str]:
    """The standing in sentences, one a line."""
    name = standing.pair.partner.name
    if not standing.paired:
        if standing.invited:
            return [_("You invited {name}; their answer is still to come.", name=name)]
        return [_("Your journal is not paired with {name}'s.", name=name)]
    lines = [
        _("Paired with {name}.", name=name),
        _("The words: {words}", words="  ".join(standing.words)),
        _("You compared them.")
        if standing.compared
        else _("Not compared yet: read them to each other, by voice."),
        _("Last sent: {when}", when=_when(standing.sent_at)),
        _("Last received: {when}", when=_when(standing.received_at)),
    ]
    if standing.gap:
        lines.append(gap(standing.gap))
    if standing.waiting:
        lines.append(
            ngettext("{n} record changed since your last packet.",
                     "{n} records changed since your last packet.", standing.waiting)
        )  # fmt: skip
    if standing.number > standing.confirmed:
        lines.append(_("They have not said yet that they have your packet {n}.", n=standing.number))
    elif not standing.waiting:
        lines.append(_("They have all that they may see."))
    return lines


def _when(stored: str) -> str:
    return words().moment(undoing.local(journal(), stored)) if stored else _("never")


def gap(number: int) -> str:
    """What is lacking, and what to ask for."""
    return _(
        "Something is lacking up to their packet {n}: ask for “rmjournal exchange send --all”.",
        n=number,
    )


def row(record: Record) -> tuple[str, str, str]:
    """A record in a list: its reference, its kind, what it says first."""
    return references.short(record), _(references.SINGULAR[type(record).__name__]), headline(record)


def tell_sent(sent: Sent) -> None:
    """A packet that was written."""
    output.aside(
        ngettext("Packet {number}, about {n} record.", "Packet {number}, about {n} records.",
                 sent.count, number=sent.number)
        if sent.count
        else _("Packet {number} says that you have what they sent.", number=sent.number)
    )  # fmt: skip


def tell_taken(taken: Taken, *, dry: bool) -> None:
    """What packets brought, or would bring."""
    got = taken.received
    if dry:
        output.aside(_("This is what would change; nothing was changed."))
    for label, counter in (
        (N_("New: {things}"), got.new),
        (N_("Changed: {things}"), got.changed),
        (N_("Taken back or deleted by them: {things}"), got.withdrawn),
    ):
        if counter:
            output.aside(_(label, things=_counted(counter)))
    if got.nothing:
        output.aside(_("Nothing new; all of it was here already."))
    tell_waiting(got.conflicts)
    if dry:
        output.table(row(each) for each in got.touched)
    if taken.gap:
        output.aside(gap(taken.gap))


def tell_twins(twins: tuple[Twins, ...]) -> None:
    """The two of each, and what they are of."""
    output.table(
        (
            references.short(each.stays),
            references.short(each.goes),
            _(references.SINGULAR[type(each.stays).__name__]),
            headline(each.stays),
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


def _counted(counter: Counter[str]) -> str:
    return words().listing(
        [show.labelled(choices.table_name(each), n) for each, n in counter.items()]
    )
