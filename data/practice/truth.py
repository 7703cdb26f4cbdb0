"""What is true in the practice library: every constant that its files are made from.

``truth.json`` is written from here (``python -m data.practice.truth``) and says the same to people and
to tests of estimates. Everything is invented: no such library, place or person exists.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

SYSTEM: Final = "Brindlemoor Practice Libraries"
SEED: Final = 20261137
FIRST_MONTH: Final = date(2022, 11, 1)
MONTHS: Final = 48
LAST_DAY: Final = date(2026, 10, 31)
TODAY: Final = date(2026, 11, 2)
"""The day on which the files are taken to have been exported."""

TOPIC: Final = "Customer service"
ROLLED_OUT: Final = (
    "Extreme Customer Service",
    "CS-110: Responding to Angry Patrons (Self-paced)",
    "Becoming a Customer-Focused Library",
)
"""The courses of the roll-out, as the training system writes them. All are on the topic."""
COVERED_FROM: Final = 0.5
"""The share of a branch's staff from which it counts as trained."""

EFFECT: Final = 0.14
"""What training adds to the share of patrons who are satisfied, from the month a branch is trained."""
TREND_A_YEAR: Final = 0.005
NOISE_OF_A_MONTH: Final = 0.01
SEASON: Final = (0.010, 0.010, 0.005, 0.0, 0.0, -0.020, -0.030, -0.025, 0.0, 0.005, 0.005, 0.0)
"""What January, February... add to it."""
CHANNELS: Final = {"Desk card": 0.04, "Web": 0.0, "Email": -0.05}
"""What answering by a channel adds to it."""
CHANNEL_CHANGE: Final = 30
"""The month (from 0) in which the survey went from desk cards to email."""
CHANNEL_MIX: Final = (
    {"Desk card": 0.70, "Web": 0.30, "Email": 0.0},
    {"Desk card": 0.15, "Web": 0.35, "Email": 0.50},
)

# Of the satisfied and of the others: the shares of each answer. Their means make one point of the share
# worth 0.0218 points of the mean on 1 to 5, and 1.4 points of the net promoter score.
SATISFIED: Final = ((5, 0.58), (4, 0.42))
OTHERS: Final = ((3, 0.55), (2, 0.30), (1, 0.15))
SATISFIED_RECOMMEND: Final = ((10, 0.45), (9, 0.30), (8, 0.17), (7, 0.08))
OTHERS_RECOMMEND: Final = ((8, 0.10), (7, 0.25), (6, 0.25), (5, 0.20), (3, 0.12), (1, 0.08))


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch: staff at any time, answers in a usual month, share satisfied before anything else.

    ``trained`` is the month (from 0) in which the roll-out reached it; None where it never did.
    """

    name: str
    staff: int
    answers: int
    satisfied: float
    trained: int | None


BRANCHES: Final = (
    Branch("Central Library", 42, 76, 0.61, 15),
    Branch("Ottlebrook Library", 22, 46, 0.65, 22),
    Branch("Fennimere Library", 19, 44, 0.63, 12),
    Branch("Larkstow Library", 16, 42, 0.66, 26),
    Branch("Quillham Library", 14, 40, 0.64, 19),
    Branch("Tambers Hill Library", 11, 36, 0.65, 34),
    Branch("Yarrowick Library", 9, 48, 0.64, None),
    Branch("Wending Library", 4, 22, 0.67, 38),
    Branch("Bookmobile", 3, 4, 0.68, None),
)


def month(number: int) -> date:
    """Give the first day of a month of the four years, counted from 0."""
    months = FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def share_satisfied(branch: Branch, at: int, channel: str) -> float:
    """Give the true share of satisfied patrons at a branch in a month by a channel, noise aside."""
    is_trained = branch.trained is not None and at >= branch.trained
    season = SEASON[month(at).month - 1]
    return (
        branch.satisfied
        + season
        + TREND_A_YEAR * at / 12
        + CHANNELS[channel]
        + (EFFECT if is_trained else 0.0)
    )


def mean_of(shares: tuple[tuple[int, float], ...]) -> float:
    """Give the mean of answers by their shares."""
    return sum(value * share for value, share in shares)


def effect_on_mean() -> float:
    """Give the effect on the mean rating, rescaled from 1 to 5 to 0 to 100, in points."""
    return EFFECT * (mean_of(SATISFIED) - mean_of(OTHERS)) * 25


def effect_on_nps() -> float:
    """Give the effect on the net promoter score, in points."""
    promoters = sum(share for value, share in SATISFIED_RECOMMEND if value >= 9)
    detractors = sum(share for value, share in OTHERS_RECOMMEND if value <= 6)
    return EFFECT * (promoters + detractors) * 100


def as_json() -> dict[str, Any]:
    """Give the truth as it stands in ``truth.json``; points are percentage points or points of 100."""
    return {
        "invented": f"{SYSTEM}: every branch, person, answer and comment is made up by a seeded script.",
        "seed": SEED,
        "first_month": f"{FIRST_MONTH:%Y-%m}",
        "last_month": f"{LAST_DAY:%Y-%m}",
        "topic": TOPIC,
        "courses_of_the_roll_out": list(ROLLED_OUT),
        "order_was_random": True,
        "trained_from_share_of_staff": COVERED_FROM,
        "effect": {
            "top2_points": round(EFFECT * 100, 3),
            "mean_0_to_100_points": round(effect_on_mean(), 3),
            "nps_points": round(effect_on_nps(), 3),
            "begins": "in the month in which a branch counts as trained, at once and for good",
        },
        "season_top2_points_by_month": {
            f"{at:02}": round(100 * by, 3) for at, by in enumerate(SEASON, start=1)
        },
        "trend_top2_points_a_year": round(100 * TREND_A_YEAR, 3),
        "channel_top2_points": {channel: round(100 * by, 3) for channel, by in CHANNELS.items()},
        "channel_change": {
            "month": f"{month(CHANNEL_CHANGE):%Y-%m}",
            "mix_before": CHANNEL_MIX[0],
            "mix_after": CHANNEL_MIX[1],
        },
        "branches": [
            {
                "branch": branch.name,
                "staff": branch.staff,
                "answers_in_a_usual_month": branch.answers,
                "top2_share_before": branch.satisfied,
                "trained_from": None if branch.trained is None else f"{month(branch.trained):%Y-%m}",
            }
            for branch in BRANCHES
        ],
    }


def as_text() -> str:
    """Give the text of ``truth.json``."""
    return json.dumps(as_json(), indent=2) + "\n"


if __name__ == "__main__":
    (Path(__file__).parent / "truth.json").write_text(as_text(), encoding="utf-8", newline="\n")
