"""Two people, one of whom keeps this journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rmjournal.model.pair import Member, Pair, Role

STAMP = datetime(2026, 1, 1, tzinfo=UTC)
TOM, ANA = Member(id="tom", name="Tom Weiss"), Member(id="ana", name="Ana Ruiz")


def pair(me: str) -> Pair:
    """Tom teaches, Ana learns; ``me`` keeps the journal."""
    return Pair(
        id="p", pair="p", author=me, entered_by=me, created=STAMP, updated=STAMP,
        mentor=TOM, mentee=ANA, me=me,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("me", "myself", "partner", "role"),
    [("tom", TOM, ANA, Role.MENTOR), ("ana", ANA, TOM, Role.MENTEE)],
)
def test_a_pair_knows_whose_journal_it_is(
    me: str, myself: Member, partner: Member, role: Role
) -> None:
    """Who I am, who the other is and my role follow from one id."""
    ours = pair(me)
    assert (ours.myself, ours.partner, ours.my_role) == (myself, partner, role)


def test_the_one_who_learns_comes_first() -> None:
    """Members are listed as the mentee, then the mentor."""
    assert pair("tom").members == (ANA, TOM)


@pytest.mark.parametrize("member", ["tom", "ana"])
def test_the_other_of_the_other_is_oneself(member: str) -> None:
    """Going to the other member and back leads home."""
    ours = pair("ana")
    assert ours.other(member) != member
    assert ours.other(ours.other(member)) == member


@pytest.mark.parametrize(
    ("mentee", "mentor", "short"),
    [
        ("Hélène Marceau", "Karim Belaïd", ["Hélène", "Karim"]),
        ("Ana Ruiz", "ana Weiss", ["Ana Ruiz", "ana Weiss"]),
        ("Mme Samira Petit", "Karim", ["Mme Samira Petit", "Karim"]),
        ("Dr. No", "J. Bond", ["Dr. No", "J. Bond"]),
        ("Ana\tRuiz", " ", ["Ana", " "]),
    ],
)
def test_people_go_by_their_first_names(mentee: str, mentor: str, short: list[str]) -> None:
    """Unless that would confuse them, or the first word is a title."""
    ours = replace(pair("ana"), mentee=replace(ANA, name=mentee), mentor=replace(TOM, name=mentor))
    assert [ours.short_name(each.id) for each in ours.members] == short
    assert ours.short_name("both") == ""


def test_names_belong_to_members_only() -> None:
    """A member's id has their name; any other id has none."""
    ours = pair("ana")
    assert ours.name_of("tom") == "Tom Weiss"
    assert ours.name_of("ana") == "Ana Ruiz"
    assert ours.name_of("both") == ours.name_of("") == ours.name_of("p") == ""
