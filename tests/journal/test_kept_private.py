"""What a verb draws from private words stays private, and the journal's own files stay its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rmjournal.errors import Refused, UsageProblem
from rmjournal.i18n import Words
from rmjournal.journal import Journal
from rmjournal.journal.exporting import Request, carry_out
from rmjournal.model.record import Visibility
from tests.conftest import NOW

SECRET = "secret"
ENGLISH = Words("en", terminal=False)


def private_sources(journal: Journal) -> None:
    """One private record of every kind that suggestions draw from."""
    held = journal.sessions.plan(NOW - timedelta(days=2))
    item = journal.agendas.add(held, f"{SECRET} item", visibility=Visibility.PRIVATE)
    journal.agendas.carry(item)
    journal.sessions.hold(held)
    day = NOW.date()
    learning = journal.learnings.add(f"{SECRET} learning", check_on=day)
    action = journal.actions.add(f"{SECRET} action", due=day)
    objective = journal.objectives.propose(f"{SECRET} objective")
    for record in (learning, action, objective):
        journal.records.show_to(record, Visibility.PRIVATE)


def test_a_suggestion_is_read_by_those_who_may_read_its_source(journal: Journal) -> None:
    """Every item that repeats private words is private, whichever record they come from."""
    private_sources(journal)
    session = journal.sessions.plan(NOW + timedelta(days=7), minutes=120)
    suggestion = journal.agendas.suggest(session)
    told = [part for part in (*suggestion.parts, *suggestion.left_out) if SECRET in part.topic]
    assert len(told) == 4
    assert {part.visibility for part in told} == {Visibility.PRIVATE}
    agenda = journal.agendas.take(session, suggestion)
    for item in agenda.items:
        expected = Visibility.PRIVATE if SECRET in item.topic else Visibility.PAIR
        assert item.visibility is expected


def test_no_export_for_the_partner_says_what_a_suggestion_drew(journal: Journal) -> None:
    """From private records through a suggested agenda to the partner: not one word arrives."""
    private_sources(journal)
    session = journal.sessions.plan(NOW - timedelta(hours=2))
    journal.agendas.take(session, journal.agendas.suggest(session))
    journal.sessions.hold(session)
    for kind in ("recap", "journal"):
        assert SECRET not in carry_out(journal, Request(kind=kind), ENGLISH).text


def test_the_agenda_of_a_private_session_is_private(journal: Journal) -> None:
    """Items planned for a private session are private, and an earlier one goes unseen with it."""
    session = journal.sessions.plan(NOW - timedelta(hours=2), purpose=f"{SECRET} purpose")
    journal.agendas.add(session, f"{SECRET} before")
    session = journal.records.show_to(session, Visibility.PRIVATE)
    assert journal.agendas.add(session, f"{SECRET} after").visibility is Visibility.PRIVATE
    journal.agendas.take(session, journal.agendas.suggest(session))
    assert SECRET not in carry_out(journal, Request(kind="journal"), ENGLISH).text


def test_the_other_s_words_are_not_mine_to_hide(journal: Journal) -> None:
    """Private means its author only, so it cannot be set on what the other wrote."""
    theirs = journal.reflections.make(
        type(journal.learnings.add("x")), author=journal.pair.partner.id, what="Theirs",
        learner=journal.pair.partner.id,
    )  # fmt: skip
    with journal.store.transaction("test") as tx:
        tx.add(theirs)
    with pytest.raises(Refused):
        journal.records.show_to(theirs, Visibility.PRIVATE)


def test_the_journal_s_own_files_are_refused_as_targets(journal: Journal, tmp_path: Path) -> None:
    """No export or copy is written over the journal, however its path is spelled."""
    home = journal.store.home
    link = tmp_path / "link.md"
    link.symlink_to(home.journal)
    for path in (home.journal, home.lock, home.config, home.generations / "x.json", link):
        with pytest.raises(UsageProblem):
            home.refuse_own(path)
    home.refuse_own(tmp_path / "recap.md")


def test_the_same_two_people_are_one_pair(journal: Journal) -> None:
    """A second pair of the same names is refused while the first is under way."""
    role = journal.pair.my_role
    with pytest.raises(Refused):
        journal.pairs.create(me="ana ruiz", role=role, partner="TOM WEISS")
    journal.pairs.close()
    journal.pairs.create(me="Ana Ruiz", role=role, partner="Tom Weiss")
    assert len(journal.pairs.all()) == 2
