"""What is asked for an exchange: where files are or go, and what they are to do."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rmjournal import carried, naming
from rmjournal.errors import Refused
from rmjournal.i18n import LANGUAGES, N_, _, ngettext, words
from rmjournal.journal.addressed import UnclearPair
from rmjournal.journal.exchanged import Accepted, Request, Sent, Taken, Twins
from rmjournal.journal.files import typed
from rmjournal.model.record import Record
from rmjournal.screens.dialog import Dialog
from rmjournal.screens.exchange_rows import At, said
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.names import TONGUES
from rmjournal.screens.phrases import first, joined, the_two
from rmjournal.screens.sheet import Sheet
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

SAME, TAKE, AGREE, OPEN, JOIN, APART = "same", "take", "agree", "open", "join", "apart"
"""What a dialog returns."""
BEGAN_ANEW = N_("take them: they began anew")
"""What is chosen for other keys than those known, a msgid."""
ANEW, LACKING, NEW = "anew", "lacking", "new"
MOST = 3
"""Of how many records of a kind a window tells what a packet brings; the others are counted."""


class Answered(NamedTuple):
    """What accepting came to, and where the answer is."""

    accepted: Accepted
    answer: Path


class Foreseen(NamedTuple):
    """What a packet would change."""

    path: Path
    taken: Taken


def invite(at: At) -> Sheet[Path]:
    """Asks where the invitation goes, and in which language the words are compared."""
    tongues = tuple((each, TONGUES[each]) for each in LANGUAGES)
    name = first(at.pair.partner.name)
    told = [_("An invitation holds your names and public keys, nothing secret. Then you "
              "compare six words by voice, in a language you both speak.")]  # fmt: skip
    if at.standing.paired:
        told.append(_("If {name} lost a laptop, take the answer with “{keys}”.", name=name,
                      keys=_(BEGAN_ANEW)))  # fmt: skip
    return Sheet(
        plain(_("Invite {name}", name=name)),
        (
            Field("file", _("File"), value=f"~/rmjournal-invitation-{at.today.isoformat()}.json"),
            Field("words", _("Language of the words"), Kind.CHOICE, words().language, options=tongues),
        ),
        lambda journal, values: journal.exchange.invite(
            typed(values.text("file")), values.text("words")
        ),
        draft="exchange-invite", visibility=None, accept=_("Write it"),
        intro=plain(" ".join(told)),
    )  # fmt: skip


def invited(path: Path, name: str) -> Dialog:
    """What to do with an invitation."""
    return Dialog(
        plain(_("The invitation is written.")),
        plain(_("Written to {file}. It holds your names and public keys, nothing secret.", file=path)),
        plain(_("Send it to {name}, who accepts it on this screen of theirs, or gives: rmjournal "
                "exchange accept {file}", name=first(name), file=path.name)),
        plain(_("Then take their answer with ‹r›.")),
    )  # fmt: skip


def accept(at: At | None, today: date) -> Sheet[Answered]:
    """Asks where the invitation is, or the answer to mine, and where the answer goes."""
    return Sheet(
        plain(_("An invitation, or the answer to yours")),
        (
            Field("file", _("The file you got"), hint=_("~/Downloads/rmjournal-invitation.json")),
            Field("answer", _("The answer goes to"), value=f"~/rmjournal-answer-{today.isoformat()}.json"),
            *(_which(at) if at else ()),
        ),
        _accept,
        draft="exchange-accept", visibility=None, accept=_("Accept"),
        intro=plain(_("An invitation is answered by a file for you to send back; to an answer there "
                      "is nothing more to say.")),
    )  # fmt: skip


def _which(at: At) -> tuple[Field, ...]:
    """The pair that an invitation is about; and whether other keys than those known are taken."""
    pairs = tuple((f"#{each.id}", the_two(each)) for each in at.pairs)
    usual = ("", _("the one of the same names"))
    which = Field(
        "pair",
        _("Your pair that it is about"),
        Kind.CHOICE,
        "",
        options=(usual, *pairs, (NEW, _("none of them: a new one"))),
    )
    if not at.standing.paired:
        return (which,)
    keys = Field(
        "keys", _("If their keys are others than those you know"), Kind.CHOICE, "",
        options=(("", _("refuse them")), (ANEW, _(BEGAN_ANEW))),
    )  # fmt: skip
    return which, keys


def _accept(journal: Journal, values: Values) -> Answered:
    answer, pair = typed(values.text("answer")), values.text("pair")
    try:
        accepted = journal.exchange.accept(
            typed(values.text("file")), answer, pair=None if pair == NEW else pair or None,
            new_pair=pair == NEW, new_key=values.text("keys") == ANEW,
        )  # fmt: skip
    except UnclearPair as unclear:
        raise Refused(
            unclear.happened,
            kept=unclear.kept,
            todo=N_("Choose above which one it is."),
            **unclear.values,
        ) from unclear
    return Answered(accepted, answer)


def accepted(found: Answered) -> Dialog:
    """What accepting came to, the words, and what comes next."""
    pair = found.accepted.pair
    name = first(pair.partner.name)
    told = list(carried.made(found.accepted))
    if not found.accepted.answer:
        told.append(_("The answer is in {file}: send it to {name}.", file=found.answer, name=name))
    told += [
        carried.read_aloud(name),
        carried.in_a_row(found.accepted.words),
        _("If they are the same, ‹y› notes it. If not, somebody stands in between.")
        if found.accepted.spoken_of.id == pair.id
        else _("If they are the same, ‹y› notes it once you speak of that pair. "
               "If not, somebody stands in between."),
    ]  # fmt: skip
    return Dialog(plain(_("You are paired with {name}.", name=name)), *map(plain, told))


def compared(at: At) -> Dialog:
    """Whether the two read the words to each other, and they are the same."""
    return Dialog(
        plain(_("Did you compare the words?")),
        plain(carried.read_aloud(first(at.pair.partner.name))),
        plain(carried.in_a_row(at.standing.words)),
        plain(_("If they are not the same, somebody stands in between: send nothing, and begin "
                "again with a new invitation.")),
        offers=((_("They are the same"), SAME),),
    )  # fmt: skip


def receive(at: At) -> Sheet[Foreseen]:
    """Asks where the packet is; nothing is taken yet."""
    return Sheet(
        plain(_("A packet from {name}", name=first(at.pair.partner.name))),
        (Field("file", _("The file you got"), hint=_("~/Downloads/rmjournal.age")),),
        _foresee,
        draft="exchange-receive", visibility=None, accept=_("Look into it"),
        intro=plain(_("First you are told what it would change; then it is for you to take it.")),
    )  # fmt: skip


def _foresee(journal: Journal, values: Values) -> Foreseen:
    path = typed(values.text("file"))
    return Foreseen(path, journal.exchange.receive([path], dry=True))


def foreseen(found: Foreseen) -> Dialog:
    """What would change, and whether to take it."""
    told = [*carried.taken(found.taken, most=MOST)]
    if n := found.taken.received.conflicts:
        told.append(differing(n))
    if found.taken.gap:
        told.append(carried.gap(found.taken.gap))
    if found.taken.received.nothing:
        return Dialog(*map(plain, told))
    return Dialog(
        plain(_("This is what would change; nothing was changed.")), *map(plain, told),
        offers=((_("Take it"), TAKE),),
    )  # fmt: skip


def differing(count: int) -> str:
    """How many values wait for a choice."""
    return ngettext("{n} value differs and waits for your choice: ‹^l›",
                    "{n} values differ and wait for your choice: ‹^l›", count)  # fmt: skip


def send(at: At, now: datetime) -> Sheet[Sent]:
    """Asks where the packet goes."""
    told = [carried.stays(at.standing.parcel)]
    told.append(_("Only {name} can open it.", name=first(at.pair.partner.name)))
    return Sheet(
        plain(_("A packet for {name}", name=first(at.pair.partner.name))),
        (
            Field("file", _("File"), value=f"~/rmjournal-{now:%Y-%m-%d-%H%M%S}.age"),
            Field("what", _("What it holds"), Kind.CHOICE, LACKING,
                  options=((LACKING, _("what they lack")), (ANEW, _("all of it anew")))),
        ),
        lambda journal, values: journal.exchange.send(
            typed(values.text("file")), everything=values.text("what") == ANEW
        ),
        draft="exchange-send", visibility=None, accept=_("Write it"),
        intro=plain(" ".join(filter(None, told))),
    )  # fmt: skip


def sent(packet: Sent, at: At) -> Dialog:
    """A packet that was written, and what to do with it."""
    name = first(at.pair.partner.name)
    told = [carried.carry(packet, name), *carried.held(packet.held)]
    if not at.standing.compared:
        told.append(carried.uncompared(name))
    return Dialog(plain(carried.sent(packet)), *map(plain, told))


def asking(request: Request, at: At) -> Dialog:
    """Whether I agreed, as the partner noted."""
    name, record = first(at.pair.partner.name), request.record
    noted = (
        _("{name} noted that you consent to this leaving the pair, anonymised:", name=name)
        if request.leaving
        else _("{name} noted that you agreed to this:", name=name)
    )
    return Dialog(
        plain(_("Did you agree?")), plain(noted), plain(_whole(record, at.today)),
        plain(_("It counts only once you say so yourself.")),
        offers=((_("I agree"), AGREE), (_("Open it"), OPEN)),
    )  # fmt: skip


def alike(twins: Twins, at: At) -> Dialog:
    """Whether the two are one."""
    mine, theirs = sorted((twins.stays, twins.goes), key=lambda each: each.author != at.pair.me)
    return Dialog(
        plain(_("Both of you seem to have written of the same thing.")),
        plain(_by(_("you"), mine, at)),
        plain(_by(first(at.pair.partner.name), theirs, at)),
        plain(_("Joined, they are one here and, with the next packet, there; words that differ wait "
                "for a choice.")),
        offers=((_("Join them"), JOIN), (_("They are two"), APART)),
    )  # fmt: skip


def _whole(record: Record, today: date) -> str:
    return joined(naming.kind(record), said(record, today))


def _by(name: str, record: Record, at: At) -> str:
    return naming.labelled(words().capital(name), _whole(record, at.today))
