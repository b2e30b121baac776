"""A pair and its charter, read in one go; and the sheet that answers one question of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_, _, words
from rmjournal.journal import closing
from rmjournal.journal.charters import Written
from rmjournal.journal.framing import DATES, MONTHS, NUMBERS, YES_OR_NO, changed, months, typed
from rmjournal.journal.reviews import Point
from rmjournal.journal.status import month_of
from rmjournal.model.charter import TEXTS, Charter
from rmjournal.model.pair import Pair, PairStatus
from rmjournal.model.session import Session
from rmjournal.model.signing import CharterState
from rmjournal.screens.fields import Field, Kind, Values
from rmjournal.screens.phrases import who
from rmjournal.screens.sheet import Sheet
from rmjournal.vocabulary import CHARTER, HINTS, REPORTING_LINE, UNANSWERED
from rmjournal.widgets.plain import plain

if TYPE_CHECKING:
    from rmjournal.journal import Journal


@dataclass(frozen=True, slots=True)
class Frame:
    """A pair as it stands: its charter, its review points, its end, and the other pairs."""

    pair: Pair
    state: CharterState
    today: date
    zone: tzinfo | None
    month: int | None
    months: int | None
    points: tuple[Point, ...]
    numbers: dict[str, int]
    others: tuple[Pair, ...]
    to_come: tuple[Session, ...]
    """The sessions that concluding would cancel."""
    farewell: Session | None
    """The closing session that is planned."""
    unthanked: bool
    """Whether sessions were held, and none of them a closing one."""

    @property
    def charter(self) -> Charter:
        """The charter in force, as it was read."""
        return self.state.charter

    @property
    def active(self) -> bool:
        """Whether the mentoring is under way."""
        return self.pair.status is PairStatus.ACTIVE

    @property
    def past(self) -> date | None:
        """The day on which the mentoring was to end, where that is past and it still goes on."""
        end = self.charter.end
        return end if end is not None and end < self.today and self.active else None

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The members who did not sign the charter as it stands."""
        return tuple(each.member for each in self.state.signatures if not each.present)


@dataclass(frozen=True, slots=True)
class Settled:
    """The charter after an answer, and whose signature that took back."""

    written: Written
    lost: frozenset[str] = frozenset()


def frame(journal: Journal) -> Frame | None:
    """The pair spoken of; nothing where there is none yet."""
    pairs = journal.pairs.all()
    if not pairs:
        return None
    pair, state, today = journal.pair, journal.charters.state(), journal.clock.today()
    month, total = month_of(pair, state.charter, today)
    return Frame(
        pair=pair,
        state=state,
        today=today,
        zone=journal.clock.tzinfo,
        month=month,
        months=total,
        points=tuple(journal.charters.reviews(state.charter).points()),
        numbers=journal.sessions.numbers(),
        others=tuple(each for each in pairs if each.id != pair.id),
        to_come=tuple(journal.sessions.to_come()),
        farewell=closing.farewell_to_come(journal),
        unthanked=closing.without_farewell(journal),
    )


def sheet(at: Frame, name: str) -> Sheet[Settled]:
    """Asks one question of the charter; says first what an answer takes back."""
    field = _field(at.charter, name)

    def read(values: Values) -> dict[str, Any]:
        return changed(at.charter, {name: values.text(name)}, partial(_parsed, values))

    return Sheet(
        plain(_(CHARTER[name])),
        (field,),
        lambda journal, values: _settle(journal, at.charter, read(values)),
        draft=_draft(at, name),
        intro=plain(_(UNANSWERED[name])) if name in UNANSWERED else None,
        warn=lambda journal, values: _warning(journal, at, read(values)),
    )


def _draft(at: Frame, name: str) -> str:
    """The command's own draft; with several pairs, one for each, so that no words change sides."""
    own = f"charter-{name.replace('_', '-')}"
    return f"{own}-{at.pair.id[:6]}" if at.others else own


def _field(charter: Charter, name: str) -> Field:
    label, value = _(CHARTER[name]), typed(charter)[name]
    hint = _(HINTS[name]) if name in HINTS else ""
    if name in TEXTS:
        return Field(name, label, Kind.TEXT, value)
    if name in YES_OR_NO:
        answer = getattr(charter, name)
        said = "" if answer is None else "yes" if answer else "no"
        options = (("yes", _("yes")), ("no", _("no")))
        return Field(name, label, Kind.CHOICE, said, options=options)
    if name in NUMBERS:
        return Field(name, label, Kind.NUMBER, value)
    if name in DATES:
        said = words().date(day) if (day := getattr(charter, name)) else ""
        return Field(name, label, Kind.DAY, said, prefer="nearest")
    return Field(name, label, Kind.LINE, value, hint)


def _parsed(values: Values, name: str, text: str) -> Any:
    """The value of a field from what stands in it; raises UsageProblem, UnknownDate."""
    if name in YES_OR_NO:
        return text == "yes"
    if name in NUMBERS:
        return values.number(name)
    if name in DATES:
        return values.day(name)
    return months(text) if name == MONTHS else text


def _settle(journal: Journal, seen: Charter, changes: dict[str, Any]) -> Settled:
    if not changes:
        raise UsageProblem(
            N_("The answer stays as it was; nothing was saved."),
            todo=N_("Change it first, or close with Esc."),
        )
    lost = journal.charters.takes_back(seen, **changes)
    return Settled(journal.charters.edit(seen, verb="charter set", **changes), lost)


def _warning(journal: Journal, at: Frame, changes: dict[str, Any]) -> str:
    """Whose signature this takes back, and that a direct reporting line is no good beginning."""
    if not changes:
        return ""
    lost = journal.charters.takes_back(at.charter, **changes)
    names = [who(at.pair, each.id) for each in at.pair.members if each.id in lost]
    said = [_(REPORTING_LINE)] if journal.charters.warns_of_line(changes) else []
    if names:
        said.append(
            _("This changes what {names} signed; it will have to be signed again.",
              names=words().listing(names))
        )  # fmt: skip
    return " ".join(said)
