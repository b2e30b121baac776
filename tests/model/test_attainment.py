"""Goal Attainment Scaling's T-score, against values computed by hand from the published formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.model.attainment import t_score
from rmjournal.model.objective import Level

START, BELOW, EXPECTED, ABOVE, BEST = Level


@pytest.mark.parametrize(
    ("goals", "score"),
    [
        ([(EXPECTED, 2)], 50.0),
        ([(BEST, 1)], 70.0),  # 50 + 10·2 / √(0.7 + 0.3)
        ([(START, 3)], 30.0),
        ([(ABOVE, 1), (ABOVE, 1)], 62.4035),  # 50 + 20 / √(0.7·2 + 0.3·4) = 50 + 20/1.61245
        ([(ABOVE, 1), (BELOW, 1), (EXPECTED, 1)], 50.0),
        ([(ABOVE, 3), (BELOW, 1)], 55.8222),  # 50 + 10·(3-1) / √(0.7·10 + 0.3·16) = 50 + 20/3.43511
        ([(BEST, 2), (ABOVE, 3), (EXPECTED, 1)], 65.4228),  # 50 + 70 / √(0.7·14 + 0.3·36) = 50 + 70/4.53872
    ],
)  # fmt: skip
def test_the_score_is_that_of_the_published_formula(
    goals: list[tuple[Level, int]], score: float
) -> None:
    """To four places."""
    assert t_score(goals) == pytest.approx(score, abs=1e-4)


def test_nothing_rated_has_no_score() -> None:
    """Rather than one that says as expected."""
    assert t_score([]) is None


def test_a_goal_of_no_weight_counts_for_nothing() -> None:
    """A file edited by hand may have one."""
    assert t_score([(BEST, 0)]) is None
    assert t_score([(BEST, 0), (BELOW, 1)]) == t_score([(BELOW, 1)])


GOALS = st.lists(st.tuples(st.sampled_from(Level), st.integers(1, 3)), min_size=1, max_size=8)


@given(GOALS)
def test_the_score_mirrors_its_goals(goals: list[tuple[Level, int]]) -> None:
    """Each level's opposite gives the opposite score around fifty."""
    mirrored = [(list(Level)[4 - list(Level).index(level)], weight) for level, weight in goals]
    assert (t_score(goals) or 0) - 50 == pytest.approx(50 - (t_score(mirrored) or 0))


@given(GOALS)
def test_only_the_ratio_of_weights_counts(goals: list[tuple[Level, int]]) -> None:
    """Importance is relative."""
    doubled = [(level, 2 * weight) for level, weight in goals]
    assert t_score(doubled) == pytest.approx(t_score(goals))
