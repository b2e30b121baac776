"""The days that are asked about, from one to another."""

from __future__ import annotations

from datetime import date

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_


def check_order(since: date | None, until: date | None) -> None:
    """Raises UsageProblem where the last day comes before the first."""
    if since and until and until < since:
        raise UsageProblem(
            N_("--until names an earlier day than --since."),
            todo=N_("Give the earlier day to --since."),
        )
