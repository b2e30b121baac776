"""``rmjournal resource`` at the command line."""

from __future__ import annotations

from tests.cli.conftest import listed, stored
from tests.conftest import Program


def test_a_resource_is_brought_listed_and_used(exemple: Program) -> None:
    """In French, slugs included; it belongs to the last session."""
    run = exemple.ok("resource", "add", "Un", "livre", "--kind", "livre")
    assert "À propos de la séance" in run.err
    kept = stored(exemple, "resources")[-1]
    assert (kept["title"], kept["kind"]) == ("Un livre", "book")
    ref = kept["id"][:6]
    exemple.ok("resource", "used", ref, "--on", "hier")
    row = exemple.ok("resource", "list").out.splitlines()[-1]
    assert row.split("  ")[0] == ref
    assert "livre" in row
    assert "utilisé ven. 20\u00a0nov." in row
    assert listed(exemple, "resource", "list")[-1]["used_on"] == ["2026-11-20"]


def test_an_address_is_shown_and_exported(sample: Program) -> None:
    """With its title, on the list and in the recap of its session."""
    sample.ok("resource", "add", "Medians", "--url", "https://example.org/medians")
    assert "Medians, https://example.org/medians" in sample.ok("resource", "list").out
    assert "https://example.org/medians" in sample.ok("export").out


def test_hostile_titles_are_shown_as_text(sample: Program) -> None:
    """No title obeys a terminal."""
    sample.ok("resource", "add", "\x1b[31mred\u202e")
    assert "\ufffd[31mred\ufffd" in sample.ok("resource", "list").out


def test_an_empty_list_says_how_to_begin(ours: Program) -> None:
    """Nothing on stdout, a way forward on stderr."""
    run = ours.ok("resource", "list")
    assert (run.out, run.err) == ("", "Nothing yet: rmjournal resource add TITLE\n")
