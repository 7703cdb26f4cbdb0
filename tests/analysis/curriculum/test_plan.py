"""The best plan: equal to brute force, true to every wish, and with a sentence where there is none."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from analysis import curriculum
from analysis.curriculum import choose
from analysis.curriculum.pool import pool, worth_choosing
from analysis.curriculum.records import Wishes
from tests.analysis.curriculum.made_courses import CASES, Case, brute_force, catalog, keeps_to

NEEDS = {"conflict": 4.0, "safety": 2.0}


def test_the_plan_is_as_good_as_the_best_of_all_plans() -> None:
    for seed in range(CASES):
        case = Case(seed)
        best = brute_force(case)
        found = curriculum.plan(case.courses, case.needs, **case.wishes)
        if best is None:
            assert (found.status, found.course_ids) == ("impossible", ()), seed
            assert found.sentence.endswith("."), seed
            continue
        allowed, value = keeps_to(case, found.course_ids)
        assert (found.status, found.gap, allowed) == ("optimal", 0.0, True), seed
        assert value == pytest.approx(best), seed
        assert found.value == pytest.approx(best), seed
        assert sum(found.added) == pytest.approx(best), seed


def test_the_first_three_courses_of_a_topic_count_one_a_half_and_a_quarter() -> None:
    courses = catalog(*((f"c{each}", 60, ["conflict"]) for each in range(5)))
    found = curriculum.plan(courses, NEEDS, hours=9)
    assert (found.course_ids, found.minutes) == (("c0", "c1", "c2"), 180.0)
    assert found.added == (4.0, 2.0, 1.0)
    assert (found.value, found.reachable, found.share) == (7.0, 7.0, 1.0)


def test_the_plan_beats_taking_the_best_course_a_minute_first() -> None:
    courses = catalog(("short", 40, ["safety"]), ("long", 60, ["conflict", "history"]))
    needs = {"conflict": 5.0, "history": 5.0, "safety": 7.0}
    wishes = Wishes(hours=1)
    usable = pool(courses, needs, wishes)
    taken = choose.greedy(usable, worth_choosing(usable, wishes), wishes)
    assert [usable.ids[row] for row in taken or ()] == ["short"]
    assert curriculum.plan(courses, needs, hours=1).course_ids == ("long",)


def test_courses_come_in_the_order_they_add_most_after_what_they_require() -> None:
    courses = catalog(
        ("big", 30, ["conflict", "safety"]), ("small", 30, ["safety"]), ("first", 30, ["unrelated"])
    )
    found = curriculum.plan(courses, NEEDS, hours=2, requires=[("big", "first")])
    assert (found.course_ids, found.added) == (("small", "first", "big"), (2.0, 0.0, 5.0))


def test_a_course_that_adds_nothing_is_chosen_only_if_it_is_a_must() -> None:
    courses = catalog(("useful", 30, ["conflict"]), ("idle", 30, ["gardening"]))
    assert curriculum.plan(courses, NEEDS, hours=8).course_ids == ("useful",)
    assert curriculum.plan(courses, NEEDS, hours=8, must=["idle"]).course_ids == ("useful", "idle")


def test_courses_of_unknown_length_are_left_out_and_listed() -> None:
    courses = catalog(("known", 30, ["conflict"]), ("unknown", None, ["safety"]), ("zero", 0, ["safety"]))
    found = curriculum.plan(courses, NEEDS, hours=8)
    assert (found.course_ids, found.unknown_length) == (("known",), ("unknown", "zero"))


def test_what_was_done_before_is_not_chosen_again_and_opens_what_requires_it() -> None:
    courses = catalog(("basics", 60, ["conflict"]), ("more", 60, ["conflict"]))
    asked = {"hours": 1.0, "requires": [("more", "basics")]}
    assert curriculum.plan(courses, NEEDS, **asked).course_ids == ("basics",)
    assert curriculum.plan(courses, NEEDS, **asked, done=["basics"]).course_ids == ("more",)
    assert curriculum.plan(courses, NEEDS, **asked, done=["basics"], must=["basics"]).status == "optimal"


def test_courses_that_require_each_other_come_together() -> None:
    courses = catalog(("a", 60, ["conflict"]), ("b", 60, ["safety"]))
    pairs = [("a", "b"), ("b", "a")]
    assert curriculum.plan(courses, NEEDS, hours=1, requires=pairs).course_ids == ()
    assert set(curriculum.plan(courses, NEEDS, hours=2, requires=pairs).course_ids) == {"a", "b"}


IMPOSSIBLE = [
    ({"hours": 6, "must": ["nine"]}, "The must-have needs 9 hours, and the plan has 6 hours."),
    (
        {"hours": 9, "must": ["nine", "one"]},
        "The must-haves need 10 hours, and the plan has 9 hours.",
    ),
    (
        {"hours": 9.5, "must": ["one"], "requires": [("one", "nine")]},
        "The must-haves with their prerequisites need 10 hours, and the plan has 9 h 30 min.",
    ),
    ({"hours": 6, "must": ["gone"]}, 'The must-have "gone" is not in the catalog.'),
    (
        {"hours": 6, "must": ["one"], "never": ["one"]},
        '"One hour" is a must-have and excluded at once. Take it off one of the lists.',
    ),
    (
        {"hours": 6, "must": ["unknown"]},
        'The length of the must-have "No length" is not stated. Enter its minutes first.',
    ),
    (
        {"hours": 6, "must": ["one"], "requires": [("one", "unknown")]},
        'The must-have "One hour" needs "No length" first, which cannot be taken.',
    ),
    (
        {"hours": 6, "must": ["one"], "format_hours": {"webinar": 0.5}},
        "The must-have webinar needs 1 hour, and at most 30 min are allowed.",
    ),
    (
        {"hours": 6, "cover": ["gardening"]},
        'No course that may be chosen is about "gardening". Take it off the topics to be covered.',
    ),
    (
        {"hours": 6, "cover": ["safety"], "must": ["one"]},
        'Covering "safety" with the must-haves needs at least 10 hours, and the plan has 6 hours.',
    ),
    (
        {"hours": 12, "cover": ["safety"], "format_hours": {"self-paced": 2}},
        "The hours allowed for each format are too few for what has to be covered.",
    ),
]


@pytest.mark.parametrize(("wishes", "sentence"), IMPOSSIBLE)
def test_an_impossible_wish_is_explained(wishes: dict[str, object], sentence: str) -> None:
    courses = catalog(
        ("nine", 540, ["safety"], "self-paced"), ("one", 60, ["conflict"]), ("unknown", None, ["conflict"])
    ).assign(label=["Nine hours", "One hour", "No length"])
    found = curriculum.plan(courses, NEEDS, **wishes)
    assert (found.status, found.course_ids, found.sentence) == ("impossible", (), sentence)


def test_no_courses_and_no_needs_make_an_empty_plan() -> None:
    nothing = curriculum.plan(catalog(), {}, hours=6)
    assert (nothing.course_ids, nothing.status, nothing.share) == ((), "optimal", 0.0)
    no_needs = curriculum.plan(catalog(("one", 60, ["conflict"])), {"conflict": 0.0}, hours=6)
    assert (no_needs.course_ids, no_needs.value) == ((), 0.0)


def test_a_time_limit_leaves_the_best_plan_so_far_with_its_gap() -> None:
    seeds = range(300)
    courses = pd.concat([Case(seed).courses for seed in seeds], ignore_index=True)
    courses["course_id"] = [f"c{row}" for row in range(len(courses))]
    topics = [*"abcdefgh"]
    courses["topics"] = [[topics[(row * k) % 8] for k in (1, 3, 5)] for row in range(len(courses))]
    courses["minutes"] = [37 + (row * 7919) % 101 for row in range(len(courses))]
    needs = {topic: 3.0 + at / 7 for at, topic in enumerate(topics)}
    found = curriculum.plan(courses, needs, hours=7.3, time_limit=0.0)
    assert found.status == "time_limit"
    assert found.gap > 0
    assert found.value > 0
    assert found.minutes <= 7.3 * 60


def test_a_frame_without_its_columns_or_with_a_course_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="courses lacks format, topics"):
        curriculum.plan(pd.DataFrame({"course_id": ["a"], "minutes": [1]}), NEEDS, hours=1)
    with pytest.raises(ValueError, match="twice"):
        curriculum.plan(catalog(("a", 1, []), ("a", 2, [])), NEEDS, hours=1)
    with pytest.raises(ValueError, match="hours are a number from 0 up"):
        curriculum.plan(catalog(), NEEDS, hours=float("nan"))


def test_the_solver_prints_nothing() -> None:
    program = (
        "import pandas as pd; from analysis import curriculum;"
        "c = pd.DataFrame({'course_id': ['a'], 'minutes': [60], 'topics': [['t']], 'format': ['webinar']});"
        "curriculum.plan(c, {'t': 1.0}, hours=1)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
