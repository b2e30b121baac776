"""Whatever two people do and however packets travel, both journals end up saying the same."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exchange.conftest import Copies
from tests.exchange.histories import SECRET, Life, Step, histories

unhurried = settings(
    max_examples=500,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def lived(copies: Copies, history: list[Step]) -> Life:
    """The history, and what was still under way has arrived."""
    life = Life(copies())
    for step in history:
        life.go(step)
    life.settle()
    return life


@pytest.mark.usefixtures("hasty")
@unhurried
@given(history=histories)
def test_both_see_the_same_in_the_end(copies: Copies, history: list[Step]) -> None:
    """After all packets arrived, in any order, some twice, both journals share the same records."""
    life = lived(copies, history)
    ana, tom = life.views()
    assert ana == tom
    nothing_private(life)


def nothing_private(life: Life) -> None:
    """No packet that was ever sent holds a word of a private record, nor does a merge document."""
    for by_ana, packets in life.sent.items():
        for packet in packets:
            plain = life.two.plain(packet, life.who(not by_ana))
            rows = json.loads(plain)["shared"]
            assert SECRET.encode() not in plain
            assert not any(SECRET.encode() in b64decode(row.get("doc", "")) for row in rows)
