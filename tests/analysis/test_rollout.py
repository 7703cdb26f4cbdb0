"""A roll-out in random order: the draw, and what it could show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf, isnan

import pandas as pd
import pytest

from analysis import rollout
from analysis.takeaways import rollout as takeaways
from tests.analysis.together.made_panels import noisy

BRANCHES = ["Mill", "Harbor", "Central", "East", "West", "North", "South", "Hill"]
MONTHS = [date(2027, 1, 15), date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1)]


def test_every_branch_has_one_wave_as_even_as_can_be() -> None:
    order = rollout.propose([*BRANCHES, "Airport"], MONTHS, seed=1).order
    assert sorted(order["branch"]) == sorted([*BRANCHES, "Airport"])
    assert order.groupby("wave").size().to_dict() == {1: 3, 2: 2, 3: 2, 4: 2}
    assert order.groupby("wave")["trained_from"].unique().str[0].tolist() == [
        day.replace(day=1) for day in MONTHS
    ]


def test_the_seed_gives_the_order_again_and_another_seed_another() -> None:
    one, again = (rollout.propose(BRANCHES, MONTHS, seed=7).order for _ in range(2))
    shuffled = rollout.propose(BRANCHES[::-1], MONTHS, seed=7).order
    pd.testing.assert_frame_equal(one, again)
    pd.testing.assert_frame_equal(one, shuffled)
    assert not one.equals(rollout.propose(BRANCHES, MONTHS, seed=8).order)


def test_every_branch_is_as_likely_to_be_first() -> None:
    firsts = [rollout.propose(BRANCHES[:4], MONTHS[:2], seed=seed).order["branch"][0] for seed in range(400)]
    firsts += [rollout.propose(BRANCHES[:4], MONTHS[:2], seed=seed).order["branch"][1] for seed in range(400)]
    counts = pd.Series(firsts).value_counts()
    assert len(counts) == 4
    assert counts.between(150, 250).all()


def test_branches_may_stay_untrained() -> None:
    order = rollout.propose(BRANCHES, MONTHS[:2], seed=1, untrained=2).order
    assert list(order["wave"]) == [1, 1, 1, 2, 2, 2, 0, 0]
    assert list(order["trained_from"])[-2:] == [None, None]


def test_power_grows_with_the_effect_and_falls_with_the_noise() -> None:
    calm, wild = (
        rollout.propose(BRANCHES, MONTHS, seed=1, history=noisy([None] * 8, spread=spread))
        for spread in (1.0, 4.0)
    )
    assert calm.curve["power"].is_monotonic_increasing
    assert calm.power > 0.9 > wild.power
    assert calm.smallest_detectable < 5 < wild.smallest_detectable
    assert (calm.arrangements, calm.reason) == (2520, "")
    at_worth = calm.curve.loc[calm.curve["effect"] == 5, "power"].item()
    assert calm.power == at_worth


def test_an_earlier_training_in_the_history_does_not_count_as_noise() -> None:
    clean = rollout.own_variation(noisy([None] * 6, spread=1.0, seed=4))
    trained = rollout.own_variation(noisy([9, 14, None, None, None, None], 20.0, spread=1.0, seed=4))
    assert clean is not None
    assert trained is not None
    assert trained.std() == pytest.approx(clean.std(), rel=0.3)


def test_levels_and_season_are_no_noise() -> None:
    left = rollout.own_variation(noisy([None] * 4, spread=1e-9))
    assert left is not None
    assert abs(left).max() < 1e-6


def test_where_nothing_could_be_found_the_reason_is_said() -> None:
    once = rollout.propose(BRANCHES, MONTHS[:1], seed=1, history=noisy([None] * 8))
    assert once.reason == "All branches are trained in the same month: there is none to compare them with."
    few = rollout.propose(BRANCHES[:4], MONTHS[:2], seed=1, history=noisy([None] * 4))
    assert few.smallest_detectable == inf
    assert few.reason == (
        "There are only 6 orders, and no p below 0.33 exists. "
        "More months to start in, or more branches, would help."
    )
    new = rollout.propose(BRANCHES, MONTHS, seed=1, history=noisy([None] * 8, months=5))
    assert isnan(new.power)
    assert new.reason == "There are no 6 months of answers to tell from how much months differ here."


def test_more_waves_than_branches_is_refused() -> None:
    for wrong in ((BRANCHES[:3], MONTHS), (BRANCHES, []), ([], MONTHS)):
        with pytest.raises(ValueError, match="at least one branch"):
            rollout.propose(*wrong, seed=1)


def test_the_drawn_order_is_compared_with_what_was_done() -> None:
    order = rollout.propose(BRANCHES[:4], MONTHS[:2], seed=1, untrained=1).order
    done = dict(zip(order["branch"], order["trained_from"], strict=True))
    late = str(order["branch"][0])
    assert rollout.changed(order, done) == []
    assert rollout.changed(order, done | {late: date(2027, 12, 1)}) == [late]
    assert takeaways.kept([], 4) == "Every branch was trained in the month that was drawn for it."
    assert takeaways.kept(["Mill"], 4) == (
        "Mill was trained in another month than drawn, so that the order no longer counts as random."
    )


def test_the_calendar_has_a_row_for_each_training() -> None:
    found = rollout.propose(["Mill", "Harbor", "East"], MONTHS[:2], seed=3, untrained=1)
    trained = found.order.head(2)
    assert rollout.events(found, "Calm at the desk").values.tolist() == [
        [day, f"Calm at the desk: {branch}", f"Wave {wave} of 2, drawn with seed 3."]
        for wave, branch, day in trained.itertuples(index=False)
    ]


def test_the_sentence_says_waves_power_and_what_could_be_found() -> None:
    found = replace(
        rollout.propose(BRANCHES, MONTHS[:2], seed=1, untrained=2),
        reason="", power=0.62, smallest_detectable=6.83,
    )  # fmt: skip
    assert takeaways.rollout(found) == (
        "8 branches in 2 waves, in random order, two of them without training for comparison. "
        "A change of 5 points would be found 62% of the time, and one of 6.8 points 8 times of 10."
    )
    assert takeaways.power(replace(found, smallest_detectable=inf)).endswith(
        "and none, however large, 8 times of 10."
    )
