"""The long campaigns of the exchange: many more histories, many more damaged packets."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.conftest import Copies, Two
from tests.exchange.histories import Step, steps
from tests.exchange.test_packets import damaged, lived_in, refused
from tests.exchange.test_replicas import lived, nothing_private

pytestmark = pytest.mark.torture


@pytest.mark.usefixtures("hasty")
@settings(
    max_examples=20_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=1, max_size=40))
def test_twenty_thousand_histories_end_the_same(copies: Copies, history: list[Step]) -> None:
    """Longer lives than in the daily run, and forty times as many."""
    life = lived(copies, history)
    ana, tom = life.views()
    assert ana == tom
    nothing_private(life)


@pytest.mark.usefixtures("hasty")
def test_ten_thousand_damaged_packets_are_refused(two: Two) -> None:
    """None is accepted, none crashes, and the journal is byte for byte as it was."""
    data = two.sent(lived_in(two).tom).read_bytes()
    random, file = Random(7), two.file()
    for _ in range(10_000):
        changed = damaged(data, random)
        if changed != data:
            refused(two, file, changed)
