"""How a charter looks: its fields in words, its signatures, what changed since, its review points."""

from __future__ import annotations

from typing import Any

from rmjournal import naming
from rmjournal.cli import choices, forms, frame, output, show
from rmjournal.cli.state import STATE
from rmjournal.i18n import _, words
from rmjournal.journal import Journal, references
from rmjournal.journal.data import plain, to_document
from rmjournal.journal.reviews import Reviewed
from rmjournal.model import substance
from rmjournal.model.charter import TEXTS, Charter
from rmjournal.model.record import Assent
from rmjournal.model.session import Session
from rmjournal.model.signing import Change, CharterState, Signature
from rmjournal.text import worded
from rmjournal.vocabulary import REPORTING_LINE, REVIEWED


def details(journal: Journal, state: CharterState) -> None:
    """A charter in full."""
    charter = state.charter
    if charter.version_of:
        output.say(_("An earlier wording, replaced on {date}", date=_day(charter)))
    span = " – ".join(words().date(d, weekday=False) for d in (charter.start, charter.end) if d)
    facts = [naming.rhythm(charter), span, choices.readers(charter.visibility)]
    output.hanging("", " · ".join(fact for fact in facts if fact), column=0)
    labels = forms.charter()
    for name in frame.YES_OR_NO:
        if (value := getattr(charter, name)) is not None:
            output.say(naming.labelled(labels[name], frame.said(name, value)))
    for name, label in labels.items():
        if name in TEXTS and (text := worded(getattr(charter, name))):
            output.heading(label)
            output.paragraphs(text)
    output.heading(_("Signatures"))
    for signature in state.signatures:
        output.hanging("  ", signature_line(journal, signature), column=2)
    _changes(journal, state)
    if not charter.version_of:
        _review_points(journal, state)
        _versions(journal, state)
        point_out(state)


def signature_line(journal: Journal, signature: Signature) -> str:
    """How one member stands to the charter, in words; an oral agreement is told as one."""
    if signature.present:
        return _signed(journal, signature.present)
    name = show.who(journal, signature.member)
    if signature.earlier:
        date = _signed_on(signature.earlier)
        return naming.labelled(name, _("signed an earlier wording on {date}", date=date))
    return naming.labelled(name, _("not signed yet"))


def _signed(journal: Journal, assent: Assent) -> str:
    name = show.who(journal, assent.member)
    if assent.entered_by == assent.member:
        return naming.labelled(name, _("signed on {date}", date=_signed_on(assent)))
    return naming.oral(assent, STATE.clock.tzinfo, lambda member: show.who(journal, member))


def _signed_on(assent: Assent) -> str:
    return words().date(assent.on.date() if assent.on else STATE.clock.day(assent.at))


def _day(charter: Charter) -> str:
    return words().date(STATE.clock.day(charter.created))


def _changes(journal: Journal, state: CharterState) -> None:
    groups: dict[tuple[Change, ...], list[str]] = {}
    for each in state.signatures:
        if each.changes:
            groups.setdefault(each.changes, []).append(show.who(journal, each.member))
    for changes, names in groups.items():
        title = _("Changed since the signature of {names}", names=words().listing(names))
        output.heading(title)
        for change in changes:
            output.say(f"  {forms.charter()[change.field]}")
            before, now = (frame.said(change.field, v) for v in (change.before, change.after))
            output.hanging("    ", naming.labelled(_("before"), before), column=6)
            output.hanging("    ", _("now: {value}", value=now), column=6)


def _review_points(journal: Journal, state: CharterState) -> None:
    points = journal.charters.reviews(state.charter).points()
    if not points:
        return
    output.heading(_("Review points"))
    output.table(
        (
            "  " + _("month {n}", n=point.month),
            show.brief(point.on),
            _standing(journal, point.session, signed=state.signed),
        )
        for point in points
    )


def _standing(journal: Journal, session: Session | None, *, signed: bool) -> str:
    if session is not None:
        return f"{show.about(journal, session)}, {_(choices.SESSION[session.status])}"
    return _("no session") if signed else _("a session is planned once both have signed")


def _versions(journal: Journal, state: CharterState) -> None:
    if state.versions:
        output.heading(_("Earlier wordings that were signed"))
    output.table(
        (
            f"  {references.short(each)}",
            _("replaced on {date}", date=_day(each)),
            _("signed by {names}", names=_signers(journal, each)),
        )
        for each in state.versions
    )


def _signers(journal: Journal, charter: Charter) -> str:
    signed = substance.assenting(charter)
    names = [show.who(journal, each.id) for each in journal.pair.members if each.id in signed]
    return words().listing(names)


def point_out(state: CharterState) -> None:
    """What a pair should look at: a direct reporting line, the first fields that are empty."""
    if state.charter.reporting_line:
        output.aside(_(REPORTING_LINE))
    if state.missing:
        labels = [forms.charter()[name] for name in state.missing]
        fields = " · ".join(label[:1].lower() + label[1:] for label in labels)
        output.aside(_("Not settled yet: {fields}.", fields=fields))


def reviewed(journal: Journal, what: Reviewed) -> None:
    """What became of the sessions of the review points."""
    for field, message in REVIEWED.items():
        for session in getattr(what, field):
            on = naming.day(session.when.date() if session.when else None)
            output.aside(_(message, session=show.about(journal, session), date=on))


def as_data(journal: Journal, state: CharterState) -> dict[str, Any]:
    """A charter as data, with its signatures, what changed since, and its review points."""
    points = [] if state.charter.version_of else journal.charters.reviews(state.charter).points()
    return {
        **plain(journal, state.charter),
        "signed": state.signed,
        "signatures": [_signature_data(journal, each) for each in state.signatures],
        "missing": list(state.missing),
        "reviews": [
            {"month": each.month, "on": each.on, "session": each.session and each.session.id}
            for each in points
        ],
        "versions": [plain(journal, each) for each in state.versions],
    }


def _signature_data(journal: Journal, signature: Signature) -> dict[str, Any]:
    latest = signature.present or signature.earlier
    changes = signature.changes
    return {
        "member": signature.member,
        "name": journal.pair.name_of(signature.member),
        "signed": signature.present is not None,
        "assent": to_document(latest) if latest else None,
        "changes": None if changes is None else [
            {"field": each.field, "before": each.before, "after": each.after} for each in changes
        ],
    }  # fmt: skip
