"""Goal Attainment Scaling: how far several goals were reached, as one standard score.

The formula is that of T. J. Kiresuk and R. E. Sherman (1968), "Goal attainment scaling: a general
method for evaluating comprehensive community mental health programs", Community Mental Health
Journal 4:443-453:

    T = 50 + 10 Σ(wᵢ xᵢ) / √((1 - ρ) Σ(wᵢ²) + ρ (Σwᵢ)²)

where xᵢ is the attainment of a goal from -2 to +2, wᵢ its weight, and ρ the expected correlation
between goals.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from rmjournal.model.objective import Level

RHO = 0.3
"""The correlation between goals that Kiresuk and Sherman assume."""


def t_score(goals: Iterable[tuple[Level, int]]) -> float | None:
    """The T-score of goals by level and importance (1 to 3); 50 is as expected, none without a goal.

    A standard score has a spread of ten, so one goal alone goes from 30 to 70. A goal of no weight,
    as only a file edited by hand has, counts for nothing.
    """
    rated = [(level, weight) for level, weight in goals if weight > 0]
    if not rated:
        return None
    weights = [weight for _, weight in rated]
    reached = sum(weight * level.attainment for level, weight in rated)
    spread = (1 - RHO) * sum(weight**2 for weight in weights) + RHO * sum(weights) ** 2
    return 50 + 10 * reached / sqrt(spread)
