"""A charter on the screen: its questions and answers, who signed, what changed, its review points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rmjournal import naming
from rmjournal.i18n import _, words
from rmjournal.journal.charters import Written
from rmjournal.journal.framing import said
from rmjournal.journal.reviews import Point
from rmjournal.model.charter import FIRST, TEXTS, Charter
from rmjournal.model.pair import Pair
from rmjournal.model.record import Assent
from rmjournal.model.session import Session
from rmjournal.model.signing import Change, Signature
from rmjournal.screens.chartering import Frame
from rmjournal.screens.phrases import brief, heading, joined, teaching, who
from rmjournal.vocabulary import CHARTER, PAIR, REVIEWED, SESSION, UNANSWERED
from rmjournal.widgets.listing import Entry
from rmjournal.widgets.plain import line, pieces, plain

FIELD, CHANGE, POINT, PAIR_ROW = "field-", "change-", "point-", "pair-"
"""How the id of each kind of row begins."""
BLANK = Entry("", (), head=True)


def span(charter: Charter) -> str:
    """From when to when."""
    return " – ".join(words().date(d, weekday=False) for d in (charter.start, charter.end) if d)


def signature(at: Frame, found: Signature) -> str:
    """How one member stands to the charter; an oral agreement is told as one."""
    name = who(at.pair, found.member)
    if found.present:
        return _signed(at, found.present)
    if found.earlier:
        date = _signed_on(at, found.earlier)
        return naming.labelled(name, _("signed an earlier wording on {date}", date=date))
    return naming.labelled(name, _("not signed yet"))


def _signed(at: Frame, assent: Assent) -> str:
    name = who(at.pair, assent.member)
    if assent.entered_by == assent.member:
        return naming.labelled(name, _("signed on {date}", date=_signed_on(at, assent)))
    return naming.oral(assent, at.zone, lambda member: who(at.pair, member))


def _signed_on(at: Frame, assent: Assent) -> str:
    return words().date((assent.on or assent.at.astimezone(at.zone)).date())


def entries(at: Frame) -> Iterator[Entry]:
    """The rows: four questions first, the rest, what changed, review points, other pairs."""
    yield _head(_("What we settle first"))
    yield from _apart(_field(at.charter, name) for name in FIRST)
    yield from _changed(at)
    yield from _part(_("How we meet"))
    frame = [name for name in CHARTER if name not in TEXTS]
    yield from (_field(at.charter, name) for name in frame)
    yield from _part(_("What else we agree on"))
    rest = [name for name in TEXTS if name not in FIRST]
    yield from _apart(_field(at.charter, name) for name in rest)
    if at.points:
        yield from _part(_("Review points"))
        yield from (_point(at, each) for each in at.points)
    if at.others:
        yield from _part(_("Other pairs"))
        yield from (_pair(each) for each in at.others)


def _head(text: str) -> Entry:
    return Entry("", (plain(heading(text)),), head=True)


def _part(text: str) -> Iterator[Entry]:
    yield BLANK
    yield _head(text)


def _apart(rows: Iterable[Entry]) -> Iterator[Entry]:
    """Rows of several lines, each with air before the next."""
    for number, each in enumerate(rows):
        if number:
            yield BLANK
        yield each


def _field(charter: Charter, name: str) -> Entry:
    value = getattr(charter, name)
    answered = bool(value.strip()) if name in TEXTS else value is not None
    label = _(CHARTER[name])
    if answered:
        return Entry(f"{FIELD}{name}", (plain(label), plain(said(name, value).strip("\n"))))
    asked = pieces((_(UNANSWERED[name]), "$text-muted italic"))
    return Entry(f"{FIELD}{name}", (pieces((label, "$text-muted")), asked))


def _changed(at: Frame) -> Iterator[Entry]:
    """What differs from the words that each last signed; the same for both is said once."""
    groups: dict[tuple[Change, ...], list[str]] = {}
    for each in at.state.signatures:
        if each.changes:
            groups.setdefault(each.changes, []).append(who(at.pair, each.member))
    for number, (changes, names) in enumerate(groups.items()):
        yield from _part(_("Changed since the signature of {names}", names=words().listing(names)))
        for change in changes:
            before, now = (said(change.field, value) for value in (change.before, change.after))
            told = [naming.labelled(_("before"), before), _("now: {value}", value=now)]
            id = f"{CHANGE}{number}-{change.field}"
            yield Entry(id, (plain(_(CHARTER[change.field])), plain("\n".join(told))))


def _point(at: Frame, point: Point) -> Entry:
    label = joined(_("month {n}", n=point.month), brief(point.on, at.today))
    if point.session is None:
        standing = (
            _("no session") if at.state.signed else _("a session is planned once both have signed")
        )
        told = pieces((standing, "$text-muted"))
    else:
        told = plain(f"{about(at, point.session)}, {_(SESSION[point.session.status])}")
    return Entry(f"{POINT}{point.month}", (plain(words().capital(label)), told))


def _pair(pair: Pair) -> Entry:
    label = pieces((words().capital(_(PAIR[pair.status])), "$text-muted"))
    return Entry(f"{PAIR_ROW}{pair.id}", (label, line(teaching(pair))))


def about(at: Frame, session: Session) -> str:
    """A session by its number and day."""
    when = naming.day(session.when.date() if session.when else None)
    return naming.session_on(at.numbers.get(session.id), when)


def reviewed(written: Written) -> list[str]:
    """What became of the sessions of the review points, each by its day."""
    what = written.reviewed
    return [
        _(message, **dict.fromkeys(("session", "date"), words().date(session.when.date())))
        for field, message in REVIEWED.items()
        for session in getattr(what, field)
        if session.when
    ]
