"""Resources: something to read, watch or try that one of the two brought, and when it was used."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from rmjournal.errors import UsageProblem
from rmjournal.i18n import N_
from rmjournal.journal.concern import Concern, given
from rmjournal.model.resource import Resource
from rmjournal.text import blank, clean

_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s<>\"]*", re.IGNORECASE)


class Resources(Concern):
    """What the two brought each other."""

    def all(self) -> list[Resource]:
        """Every resource that is not in the trash, in the order they were brought."""
        return sorted(self.ours(Resource), key=lambda each: (each.created, each.id))

    def add(self, title: str, *, url: str | None = None, **fields: Any) -> Resource:
        """Something I bring; its address, if it has one, begins with http:// or https://."""
        if blank(title):
            raise UsageProblem(
                N_("The title is missing."),
                todo=N_(
                    "Write it after the command, for example: rmjournal resource add A guide to medians."
                ),
            )
        _check(url)
        resource = self.make(Resource, title=title, **given(url=url, **fields))
        with self.store.transaction("resource add") as tx:
            return tx.add(resource)

    def used(self, seen: Resource, on: date | None = None) -> Resource:
        """It was read, watched or tried, today unless said otherwise; a day counts once."""
        today = self.journal.clock.today()
        day = on or today
        if day > today:
            raise UsageProblem(
                N_("That day has not come yet."),
                kept=N_("Nothing was changed."),
                todo=N_("Give the day on which it was used, such as yesterday."),
            )
        with self.store.transaction("resource used") as tx:
            return tx.change(seen, used_on=tuple(sorted({*seen.used_on, day})))


def may_open(url: str) -> bool:
    """Whether it is the address of a page, http or https, with nothing that a terminal would obey."""
    return clean(url) == url and _ADDRESS.fullmatch(url) is not None


def _check(url: str | None) -> None:
    if url and not may_open(url):
        raise UsageProblem(
            N_("This is not the address of a page."),
            kept=N_("Nothing was changed."),
            todo=N_("Write it in full, beginning with https://, and without spaces."),
        )
