"""The words for an exchange: where it stands, what packets carry, what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from rmjournal import naming
from rmjournal.i18n import N_, _, ngettext, words
from rmjournal.journal import references
from rmjournal.journal.brought import Became
from rmjournal.model.session import Session
from rmjournal.naming import headline
from rmjournal.vocabulary import counted, field_name

if TYPE_CHECKING:
    from rmjournal.journal.exchanged import (
        Accepted,
        Brought,
        Held,
        Parcel,
        Sent,
        Standing,
        Synced,
        Taken,
    )
    from rmjournal.model.pair import Pair

HANDFUL = 5
"""Of how many records of a kind that came or changed a line is told; the others are counted."""
_TOLD = {
    Became.CANCELLED: N_("The session of {date} is cancelled."),
    Became.HELD: N_("The session of {date} took place."),
    Became.MOVED: N_("The session of {date} has moved to {when}."),
    Became.UNDATED: N_("The session of {date} is put off; it has no date yet."),
    Became.ANSWERED: N_("{name} answered your feedback of {date}."),
    Became.READ: N_("{name} received your feedback of {date}."),
}
"""What became of a session or of feedback that is known by its day, msgids."""
_STATES = {
    Became.CANCELLED: N_("cancelled"),
    Became.HELD: N_("held"),
    Became.AGREED: N_("{name} agrees"),
    Became.PRACTISED: N_("put into practice"),
    Became.ACHIEVED: N_("achieved"),
    Became.DONE: N_("done"),
    Became.DROPPED: N_("dropped"),
    Became.CARRIED: N_("carried over"),
    Became.PARKED: N_("parked"),
}
"""What became of a record that is named, msgids."""


def standing(found: Standing, zone: tzinfo | None) -> Iterator[str]:
    """Where the exchange stands, a sentence each."""
    yield paired(found)
    if not found.paired:
        return
    yield _("The words: {words}", words=in_a_row(found.words))
    yield compared(found)
    yield _("Last sent: {when}", when=moment(found.sent_at, zone))
    yield _("Last received: {when}", when=moment(found.received_at, zone))
    if found.folder:
        yield _("Shared folder: {folder}", folder=found.folder)
    if found.gap:
        yield gap(found.gap)
    if found.waiting:
        yield ngettext("{n} record changed since your last packet.",
                       "{n} records changed since your last packet.", found.waiting)  # fmt: skip
    if found.unconfirmed:
        yield unconfirmed(found)
    elif not found.waiting and not found.parcel.held:
        yield complete(found)
    yield from held(found.parcel.held)


def paired(found: Standing) -> str:
    """Whether the two journals are paired."""
    name = found.pair.partner.name
    if found.paired:
        return _("Paired with {name}.", name=name)
    if found.invited:
        return _("You invited {name}; their answer is still to come.", name=name)
    return _("Your journal is not paired with {name}'s.", name=name)


def begin(found: Standing) -> str:
    """How the two journals are paired, from where they stand."""
    if found.invited:
        return _("“rmjournal exchange accept FILE” takes their answer.")
    return _("“rmjournal exchange invite” makes an invitation; "
             "“rmjournal exchange accept FILE” takes theirs.")  # fmt: skip


def in_a_row(six: tuple[str, ...]) -> str:
    """The words, to be read aloud."""
    return "  ".join(six)


def compared(found: Standing) -> str:
    """Whether the two read the words to each other."""
    if found.compared:
        return _("You compared them.")
    return _("Not compared yet: read them to each other, by voice. If they are not the same, send "
             "nothing, and begin again with a new invitation.")  # fmt: skip


def uncompared(name: str) -> str:
    """A reminder to whoever sends before the words were compared."""
    return _("You have not compared the six words with {name} yet: until then you rely on the way "
             "the invitation came.", name=name)  # fmt: skip


def lost() -> str:
    """The way back from a lost laptop, or from an old copy of the journal."""
    return _("After a lost laptop: restore your own copy first, as your own words come back from "
             "nowhere else; then your partner invites you anew, and takes your answer with "
             "--new-key.")  # fmt: skip


def unconfirmed(found: Standing) -> str:
    """That the partner has not said they have my last packet."""
    return _("{name} has not said yet that they have your packet {n}.",
             name=found.pair.partner.name, n=found.number)  # fmt: skip


def complete(found: Standing) -> str:
    """That there is nothing more to send."""
    return _("{name} has all that they may see.", name=found.pair.partner.name)


def moment(stored: str, zone: tzinfo | None) -> str:
    """A stored moment where the person is; never, where there was none."""
    return words().moment(datetime.fromisoformat(stored).astimezone(zone)) if stored else _("never")


def kept(name: str, sent: datetime | None, zone: tzinfo | None) -> str:
    """Where the words are, and when some last left for the partner."""
    if sent is None:
        return _("Kept on this computer. Nothing was sent to {name}.", name=name)
    when = words().moment(sent.astimezone(zone))
    return _("Kept on this computer. Last packet for {name}: {when}.", name=name, when=when)


def gap(number: int) -> str:
    """What is lacking, and what to ask for."""
    return _(
        "Something is lacking up to their packet {n}: ask for “rmjournal exchange send --all”.",
        n=number,
    )


def stays(parcel: Parcel) -> str:
    """How much stays, not a word of it; empty where nothing does."""
    n = parcel.withheld
    return ngettext("{n} record is for you alone, and stays here.",
                    "{n} records are for you alone, and stay here.", n) if n else ""  # fmt: skip


def held(found: Iterable[Held]) -> Iterator[str]:
    """What finds no room in a packet, and what to do."""
    later = 0
    for each in found:
        if each.long:
            yield _("“{what}”, with what you say of it, is longer than a packet may be, and stays "
                    "here. Shorten it, or write it anew in several parts.",
                    what=headline(each.record))  # fmt: skip
        else:
            later += 1
    if later:
        yield ngettext("{n} record finds no room in this packet. It leaves in a later one, once "
                       "they say that they have this one.",
                       "{n} records find no room in this packet. They leave in a later one, once "
                       "they say that they have this one.", later)  # fmt: skip


def withdrawn(parcel: Parcel) -> str:
    """How much is taken back; empty where nothing is."""
    n = parcel.withdrawn
    return ngettext("{n} record is taken back.", "{n} records are taken back.", n) if n else ""


def made(accepted: Accepted) -> Iterator[str]:
    """The pair that came with an invitation, and which one is spoken of."""
    pair, spoken_of = accepted.pair, accepted.spoken_of
    if accepted.made:
        yield _("Your journal has a pair with {name} now; you are {me}.",
                name=pair.partner.name, me=pair.myself.name)  # fmt: skip
    if accepted.made and spoken_of.id == pair.id:
        yield naming.spoken_of(pair)
    if spoken_of.id != pair.id:
        yield _("The journal still speaks of {mentor} and {mentee}; to change that: "
                "rmjournal pair use {ref}", mentor=spoken_of.mentor.name,
                mentee=spoken_of.mentee.name, ref=references.short(pair))  # fmt: skip


def read_aloud(name: str) -> str:
    """What the words are for."""
    return _("Read these words to each other, by voice; {name} must have the same:", name=name)


def sent(packet: Sent) -> str:
    """A packet that was written."""
    if not packet.count:
        return _("Packet {number} says that you have what they sent.", number=packet.number)
    return ngettext("Packet {number}, about {n} record.", "Packet {number}, about {n} records.",
                    packet.count, number=packet.number)  # fmt: skip


def left(packet: Sent, name: str) -> str:
    """A packet that was written into the shared folder."""
    if not packet.count:
        return sent(packet)
    return ngettext("Left for {name}: packet {number}, about {n} record.",
                    "Left for {name}: packet {number}, about {n} records.",
                    packet.count, number=packet.number, name=name)  # fmt: skip


def carry(packet: Sent, name: str) -> str:
    """What to do with a packet."""
    return _("Send {file} to {name}; only they can open it.", file=packet.path, name=name)


def taken(found: Taken, *, most: int = 0) -> Iterator[str]:
    """What packets brought, or would bring; a sentence each.

    Under those of what is new and of what changed, at most so many lines for each kind of record.
    """
    got = found.received
    came = [each for each in found.brought if each.came]
    changed = [each for each in found.brought if not each.came]
    for label, counter, which in (
        (N_("New: {things}"), got.new, came),
        (N_("Changed: {things}"), got.changed, changed),
        (N_("Taken back or deleted by them: {things}"), got.withdrawn, []),
        (N_("Joined by them with what is the same: {things}"), got.joined, []),
    ):
        if counter:
            things = words().listing([counted(table, n) for table, n in counter.items()])
            yield "\n".join([_(label, things=things), *brought(found.pair, which, most)])
    fields: dict[str, list[str]] = {}
    for record, key in got.both:
        fields.setdefault(record.id, []).append(field_name(key).lower())
    for record in {record.id: record for record, _key in got.both}.values():
        yield _("Both of you changed “{what}” ({fields}): see how it reads now.",
                what=headline(record), fields=words().listing(fields[record.id]))  # fmt: skip
    for record in got.asked:
        yield _("You are asked whether you agree: “{what}”", what=headline(record))
    if got.nothing:
        yield _("Nothing new; all of it was here already.")


def brought(pair: Pair, found: Iterable[Brought], most: int) -> Iterator[str]:
    """What became of some records, a line each: of each kind, at most so many, the others counted."""
    if not most:
        return
    for _kind, some in groupby(found, key=lambda each: type(each.record)):
        told = [became(pair, each) for each in some]
        if (others := len(told) - most) > 0:
            told[most:] = [ngettext("and {n} more", "and {n} more", others)]
        yield from (f"  {each}" for each in told)


def became(pair: Pair, what: Brought) -> str:
    """What became of one record, in a line."""
    record, day = what.record, naming.day(what.day, weekday=False)
    if what.day is not None and what.became in _TOLD:
        moment = words().moment(record.when) if isinstance(record, Session) and record.when else ""
        return _(_TOLD[what.became], name=pair.partner.name, date=day, when=moment)
    told = naming.joined(naming.kind(record), headline(record, reader=pair.me))
    if isinstance(record, Session) and record.purpose:
        told = naming.joined(told, day)
    if what.became in _STATES:
        told = naming.labelled(told, _(_STATES[what.became], name=pair.partner.name))
    return told


def passed_over(done: Synced) -> Iterator[str]:
    """What lay in the shared folder and was not taken, and what could not be left there."""
    yield from held(done.held)
    for name in done.unreadable:
        yield _("Not whole yet, or not theirs: {file}. It is tried again the next time; if it never "
                "opens, delete it, as later packets make it good.", file=name)  # fmt: skip
    for name in done.passed_over:
        yield _("Passed over, as it has no place there: {file}. Delete it; it is a copy that your "
                "other program made, or not of rmjournal.", file=name)  # fmt: skip
    yield from foreign(done)


def foreign(done: Synced) -> Iterator[str]:
    """What lay in the place of the partner and was not signed by them."""
    for name in done.foreign:
        yield _("Not taken, as it was not signed with the key you know as {name}'s: {file}. If their "
                "laptop was replaced, invite them anew; if not, somebody else wrote it: ask them, "
                "and remove it.", name=done.pair.partner.name, file=name)  # fmt: skip
