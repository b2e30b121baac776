"""What something new is linked to: the session it comes of, and the objective it serves."""

from __future__ import annotations

from typing import Annotated

from rmjournal.cli import framework as f
from rmjournal.cli.state import journal
from rmjournal.i18n import N_
from rmjournal.journal import references
from rmjournal.model.objective import Objective

SessionRef = Annotated[
    str | None, f.option("--session", help=N_("Which session (default: the last)."), metavar=f.REF)
]
ObjectiveRef = Annotated[
    str | None, f.option("--objective", help=N_("The objective it serves."), metavar=f.REF)
]


def objective_id(ref: str | None) -> str | None:
    """The id of the objective that a reference means."""
    return references.find(journal(), ref, Objective).id if ref else None
