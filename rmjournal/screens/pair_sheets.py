"""What is asked about a pair: who the two are, whether they sign, and whether they go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rmjournal.i18n import _, ngettext, words
from rmjournal.journal.charters import Written
from rmjournal.model.charter import USUAL_MINUTES, USUAL_MONTHS, USUAL_WEEKS
from rmjournal.model.pair import Pair, PairStatus, Role
from rmjournal.screens import charter_words
from rmjournal.screens.chartering import Frame
from rmjournal.screens.dialog import Dialog, Offer
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import first, joined
from rmjournal.screens.sheet import Sheet
from rmjournal.vocabulary import CHARTER, REPORTING_LINE
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal

ME, OTHER = Role.MENTOR.value, Role.MENTEE.value
"""Who teaches, as the role that is mine then."""
MINE, THEIRS = "mine", "theirs"
CONCLUDE, STOP, REOPEN = "conclude", "stop", "reopen"


@dataclass(frozen=True, slots=True)
class Added:
    """A new pair, and the one that is spoken of from now on."""

    pair: Pair
    spoken_of: Pair


def _who(me: str, partner: str, teaches: str) -> tuple[Field, ...]:
    return (
        Field("me", _("Your name"), value=me),
        Field("partner", _("The other's name"), value=partner),
        Field(
            "teaches", _("Who does the teaching?"), Kind.CHOICE, teaches,
            options=((ME, _("Me")), (OTHER, _("The other"))),
        ),
    )  # fmt: skip


def add(me: str) -> Sheet[Added]:
    """Asks who the other is, who teaches, and how often the two meet."""
    return Sheet(
        plain(_("One more pair")),
        (
            *_who(me, "", OTHER),
            Field("every_weeks", _("Every … weeks"), Kind.NUMBER, str(USUAL_WEEKS)),
            Field("minutes", _("Minutes each time"), Kind.NUMBER, str(USUAL_MINUTES)),
            Field("months", _("For … months"), Kind.NUMBER, str(USUAL_MONTHS)),
            Field("start", _("Since"), Kind.DAY, hint=_("today"), prefer="nearest"),
        ),
        _add,
        draft="pair-add",
        intro=plain(_("You may teach in one pair and learn in another; each has its own records.")),
    )


def _add(journal: Journal, values: Values) -> Added:
    pair = journal.pairs.create(
        me=values.text("me"), partner=values.text("partner"), role=Role(values.text("teaches")),
        start=values.day("start"),
        every_weeks=_or(values.number("every_weeks"), USUAL_WEEKS),
        minutes=_or(values.number("minutes"), USUAL_MINUTES),
        months=_or(values.number("months"), USUAL_MONTHS),
    )  # fmt: skip
    return Added(pair, journal.pair)


def _or(number: int | None, usual: int) -> int:
    return usual if number is None else number


def edit(at: Frame) -> Sheet[Pair]:
    """Asks for the right names, and who teaches whom."""
    pair = at.pair
    fields = _who(pair.myself.name, pair.partner.name, pair.my_role.value)
    return Sheet(
        plain(_("Names, and who teaches whom")), fields, _edit, draft=f"pair-{pair.id}",
        intro=plain(_("Everything that was written stays with the person who wrote it.")),
    )  # fmt: skip


def _edit(journal: Journal, values: Values) -> Pair:
    said = values.changed()
    role = Role(said["teaches"]) if said.get("teaches") else None
    return journal.pairs.edit(me=said.get("me"), partner=said.get("partner"), role=role)


def signing(at: Frame) -> Dialog:
    """Says who signed, and offers the signatures that are missing; before a word is settled, none."""
    if at.charter.blank:
        return Dialog(
            plain(_("There is nothing to sign yet: nothing is settled between you.")),
            plain(_("Enter on a question writes its answer; begin with the first four.")),
        )
    paragraphs = ["\n".join(charter_words.signature(at, each) for each in at.state.signatures)]
    if at.charter.reporting_line:
        paragraphs.append(_(REPORTING_LINE))
    if at.state.missing:
        labels = [_(CHARTER[name]) for name in at.state.missing]
        fields = joined(*(label[:1].lower() + label[1:] for label in labels))
        paragraphs.append(_("Not settled yet: {fields}.", fields=fields))
    offers: list[Offer] = []
    if at.pair.me in at.unsigned:
        offers.append((_("I sign these words"), MINE))
    if at.pair.partner.id in at.unsigned:
        name = first(at.pair.partner.name)
        offers.append((_("Note that {name} agreed aloud", name=name), THEIRS))
    if not offers:
        paragraphs.append(_("Both of you have signed these words."))
    else:
        paragraphs.append(
            _("A signature is for the words as they stand; a later change asks again.")
        )
    return Dialog(
        plain(_("Sign the charter")), *(plain(each) for each in paragraphs), offers=tuple(offers)
    )


def aloud(at: Frame) -> Sheet[Written]:
    """Asks when the other agreed, and notes it as an oral agreement."""
    name, partner = first(at.pair.partner.name), at.pair.partner.id
    return Sheet(
        plain(_("{name} agreed aloud", name=name)),
        (Field("on", _("On"), Kind.DAY, hint=_("today, last Tuesday …"), prefer="past"),),
        lambda journal, values: journal.charters.sign(at.charter, partner, values.day("on")),
        draft=f"sign-{at.pair.id}",
        visibility=None,
        intro=plain(_("It is noted as an oral agreement, by you; it is never sent as theirs.")),
        accept=_("Note it"),
    )


def concluding(at: Frame) -> Dialog:
    """Says what concluding does, and offers it; or to go on, where that was done."""
    return _conclude(at) if at.active else _reopen(at)


def _conclude(at: Frame) -> Dialog:
    paragraphs = []
    if at.unthanked:
        paragraphs.append(
            _("The closing session is still to come: {session}.",
              session=charter_words.about(at, at.farewell))
            if at.farewell
            else _("You have not held a closing session yet, to look back and to say thank you.")
        )  # fmt: skip
    if coming := len(at.to_come):
        paragraphs.append(
            ngettext("{n} planned session would be cancelled.",
                     "{n} planned sessions would be cancelled.", coming)
        )  # fmt: skip
    paragraphs += [
        _("Everything stays readable, and what is open stays as it is. You can begin again later."),
        _("Stopping is a right: no reason is asked, and none is noted."),
    ]
    return Dialog(
        plain(_("Conclude the mentoring?")), *(plain(each) for each in paragraphs),
        offers=((_("Conclude"), CONCLUDE), (_("Stop, without a reason"), STOP)),
    )  # fmt: skip


def _reopen(at: Frame) -> Dialog:
    closed = words().date(at.pair.closed) if at.pair.closed else _("no date")
    told = (
        _("This mentoring was stopped on {date}.", date=closed)
        if at.pair.status is PairStatus.STOPPED
        else _("This mentoring was concluded on {date}.", date=closed)
    )
    return Dialog(
        plain(_("Go on with the mentoring?")),
        plain(told),
        plain(_("Sessions that were cancelled with its end stay cancelled.")),
        offers=((_("Go on"), REOPEN),),
    )
