"""Resources: who brought what, where it is, and when it was used."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rmjournal.errors import UsageProblem
from rmjournal.journal import Journal, undoing
from rmjournal.journal.search import search
from rmjournal.model.record import Visibility
from rmjournal.model.resource import Resource
from tests.conftest import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)


def test_a_resource_is_mine_and_for_both_to_read(journal: Journal) -> None:
    """It is listed in the order it was brought, and found by its title and its address."""
    one = journal.resources.add("A guide to medians", url="https://example.org/Medians?x=é#y")
    two = journal.resources.add("Tom's tool", kind="tool")
    assert journal.resources.all() == sorted([one, two], key=lambda each: each.id)
    assert (one.visibility, one.author, one.kind) == (Visibility.PAIR, journal.pair.me, "other")
    for words in ("guide", "example.org"):
        assert [hit.record for hit in search(journal, words)] == [one]


@pytest.mark.parametrize("title", ["", " ", "\n"])
def test_a_title_is_needed(journal: Journal, title: str) -> None:
    """Nothing without a name is kept."""
    with pytest.raises(UsageProblem):
        journal.resources.add(title)
    assert journal.resources.all() == []


@pytest.mark.parametrize(
    "url",
    [
        "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https:///x",
        "https://a b", "https://a\nb", "https://a/<script>", "https://a/\x1b[31m", " https://a",
        "file:///etc/passwd", "https://a/\u2028b", "https://a/\u202eb",
    ],
)  # fmt: skip
def test_an_address_is_one_of_the_web(journal: Journal, url: str) -> None:
    """Whatever else could run, break a line or hide is refused."""
    with pytest.raises(UsageProblem):
        journal.resources.add("A guide", url=url)
    assert journal.resources.all() == []


def test_used_notes_each_day_once(journal: Journal) -> None:
    """Today unless said otherwise, in order, and undone as one step."""
    resource = journal.resources.add("A guide")
    journal.resources.used(resource)
    journal.resources.used(_fresh(journal, resource), TODAY - DAY)
    again = journal.resources.used(_fresh(journal, resource), TODAY)
    assert again.used_on == (TODAY - DAY, TODAY)
    undoing.undo(journal)
    assert _fresh(journal, resource).used_on == (TODAY,)


def test_a_day_to_come_is_refused(journal: Journal) -> None:
    """What was used was used before now."""
    resource = journal.resources.add("A guide")
    with pytest.raises(UsageProblem):
        journal.resources.used(resource, TODAY + DAY)
    assert _fresh(journal, resource).used_on == ()


def _fresh(journal: Journal, resource: Resource) -> Resource:
    found = journal.store.get(Resource, resource.id)
    assert found
    return found
