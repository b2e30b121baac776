"""The charter, to keep or to send; or its questions alone, to print and talk over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rmjournal.errors import NotFound
from rmjournal.export.context import Audience, Export, Selection, iso
from rmjournal.i18n import N_
from rmjournal.model import signing
from rmjournal.model.charter import TEXTS, Charter
from rmjournal.model.pair import Pair
from rmjournal.model.signing import CharterState, Signature
from rmjournal.storage.view import View
from rmjournal.text import worded

Plain = dict[str, Any]


def charter(
    view: View,
    pair: Pair,
    *,
    audience: Audience,
    now: datetime,
    without: frozenset[str] = frozenset(),
) -> Export:
    """The charter in force with its signatures; raises NotFound where the audience can see none."""
    selection = Selection(pair, audience, now, without)
    members = [member.id for member in pair.members]
    state = signing.standing(selection.of(view.all(Charter, pair.id)), members)
    if state is None:
        raise NotFound(
            N_("There is no charter yet."),
            todo=N_("“rmjournal charter edit” writes it; --blank gives the questions to print."),
        )
    return selection.export("charter", {"blank": False, **_plain(state, selection)})


def blank(pair: Pair, *, audience: Audience, now: datetime) -> Export:
    """The questions of the charter, with room to write: nothing of what the pair wrote."""
    empty: Plain = dict.fromkeys(TEXTS, "")
    frame = dict.fromkeys(
        ("voluntary", "reporting_line", "every_weeks", "minutes", "start", "end"), None
    )
    return Selection(pair, audience, now).export(
        "charter", {"blank": True, **empty, **frame, "review_months": [], "signatures": []}
    )


def _plain(state: CharterState, selection: Selection) -> Plain:
    written = state.charter
    return {
        **selection.envelope(written),
        **{name: worded(getattr(written, name)) for name in TEXTS},
        "voluntary": written.voluntary,
        "reporting_line": written.reporting_line,
        "every_weeks": written.every_weeks,
        "minutes": written.minutes,
        "start": iso(written.start),
        "end": iso(written.end),
        "review_months": list(written.review_months),
        "signatures": [_signature(each, selection) for each in state.signatures],
    }


def _signature(signature: Signature, selection: Selection) -> Plain:
    """Who signed the charter as it stands, when, and whose word that is."""
    people = selection.people
    present = signature.present
    day = (present.on.date() if present.on else selection.day(present.at)) if present else None
    oral = present is not None and present.entered_by != present.member
    return {
        "who": people.name(signature.member),
        "on": iso(day),
        "noted_by": people.name(present.entered_by) if present and oral else None,
        "noted_on": iso(selection.day(present.at)) if present and oral else None,
    }
