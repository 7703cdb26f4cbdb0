"""What a filter click on Training and on Satisfaction costs the server: a million rows against 10,000.

Run with ``python -m benchmarks.people_pages``. For each size a library is made up and stored; then the
findings of each page are answered and drawn under one new filter after another, as a click makes the
server do. What counts is the ratio of the CPU times: a machine's speed is in both. The guards of small
groups are made once per data version, so they are timed apart, as the first click.

A bare Dash page of three charts is clicked on the same database beside it. Both are timed in process, from
the choice to the JSON of the figures: neither Streamlit's nor Dash's handling of a request is in it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from plotly.io.json import to_json_plotly

from analysis.people_filter import PeopleFilter
from benchmarks import bare_dash
from benchmarks.store_uploads import made_up
from charts.theme import LIGHT
from data.store import Store
from data.uploads.records import ANSWERS, COMPLETIONS, Checked
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer

SIZES = (10_000, 1_000_000)
AIM = 1.5
AIM_BESIDE_DASH = 1.0
DASH = "Bare Dash page"
TODAY = date(2026, 11, 24)
PAGES = {
    "Training": (
        "training.totals",
        "training.completion_rate_by_branch",
        "training.coverage_by_branch",
        "training.hours_by_month",
        "training.completion_rate_by_topic",
        "training.completion_rate_by_course",
    ),
    "Satisfaction": (
        "satisfaction.responses",
        "satisfaction.distribution",
        "satisfaction.top2_by_month",
        "satisfaction.top2_by_branch",
        "satisfaction.funnel",
        "satisfaction.nps_by_month",
    ),
    "The Dash page's three charts alone": (
        "training.completion_rate_by_branch",
        "training.hours_by_month",
        "satisfaction.top2_by_month",
    ),
}
"""Page -> the findings that it always shows; the last is no page, but like for like."""

QUESTIONS = (
    ("Overall", "satisfaction", 1, 5),
    ("Staff", "satisfaction", 1, 5),
    ("Recommend", "recommend", 0, 10),
)
BRANCHES = 30


def answers(rows: int) -> pa.Table:
    """Ratings of three questions over four years; the same every time."""
    choose = np.random.default_rng(8)
    question = choose.integers(0, len(QUESTIONS), rows)
    low, high = (np.array([each[place] for each in QUESTIONS])[question] for place in (2, 3))
    value = low + np.floor(choose.random(rows) * (high - low + 1))

    def named(names: list[str], places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pa.Array:
        return pa.array(names).take(pa.array(places))

    columns = {
        "source_row": pa.array(np.arange(2, rows + 2)),
        "response_id": pa.array([f"r{number}" for number in range(rows)]),
        "responded_on": pa.array(
            (np.datetime64("2021-07-01") + choose.integers(0, 1400, rows)).astype("datetime64[D]")
        ),
        "branch": named(
            [f"Branch Number {number}" for number in range(BRANCHES)], choose.integers(0, BRANCHES, rows)
        ),
        "channel": named(["Web", "Desk card"], choose.integers(0, 2, rows)),
        "item": named([each[0] for each in QUESTIONS], question),
        "item_kind": named([each[1] for each in QUESTIONS], question),
        "value": pa.array(value.astype("float64")),
        "scale_min": pa.array(low.astype("float64")),
        "scale_max": pa.array(high.astype("float64")),
        "raw": pa.array(value.astype("int64")).cast(pa.string()),
    }
    return pa.table({name: columns.get(name, pa.nulls(rows)) for name in ANSWERS.names}).cast(ANSWERS)


def fill(store: Store, rows: int) -> None:
    """Store as many completions and as many answers."""
    learned = made_up(rows).select(COMPLETIONS.names).cast(COMPLETIONS)
    files = [
        Checked("completions", "lms export", "", records=learned, rows_accepted=rows, file_name="t.csv"),
        Checked(
            "satisfaction", "survey table", "", records=answers(rows), rows_accepted=rows, file_name="s.csv"
        ),
    ]
    store.add_uploads(files, [b"training", b"answers"], answers={}, by="benchmark")


def click(store: Store, findings: tuple[str, ...], asked: PeopleAsked) -> float:
    """Answer, draw and write out a page's findings; the seconds of CPU it took."""
    begun = time.process_time()
    for name in findings:
        said = answer(store, FINDINGS[name], asked)
        if FINDINGS[name].figure is not None:
            to_json_plotly(FINDINGS[name].figure(said.frames, LIGHT))  # type: ignore[misc]
    return time.process_time() - begun


def measured(rows: int, clicks: int) -> dict[str, tuple[float, float]]:
    """Give for each page, Dash's too, the first click's seconds and the median of the others."""
    told = {}
    branches = [f"Branch Number {number}" for number in range(clicks)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frontdesk.duckdb"
        with Store.open(path) as store:
            fill(store, rows)
            house = House.of(store)
            for page, findings in PAGES.items():
                first, *taken = (
                    click(store, findings, PeopleAsked(chosen, today=TODAY, house=house))
                    for chosen in (PeopleFilter(), *(PeopleFilter(branches=(name,)) for name in branches))
                )
                told[page] = first, statistics.median(taken)
        told[DASH] = bare_dash.measured(path, branches)
    return told


def main() -> None:
    """Time both sizes and print the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=SIZES[1])
    parser.add_argument("--clicks", type=int, default=10)
    asked = parser.parse_args()
    few, many = (measured(rows, asked.clicks) for rows in (SIZES[0], asked.rows))
    for page in (*PAGES, DASH):
        (small_first, small), (large_first, large) = few[page], many[page]
        print(
            f"{page}: {small:.3f} s of CPU at {SIZES[0]:,} rows, {large:.3f} s at {asked.rows:,}: "
            f"{large / small:.2f} times. First: {small_first:.2f}, {large_first:.2f} s."
        )
    for page in PAGES:
        grown, beside = many[page][1] / few[page][1], many[page][1] / many[DASH][1]
        print(
            f"{page}: {grown:.2f} times the time at {SIZES[0]:,} rows (aim: at most {AIM}), "
            f"{beside:.2f} times the bare Dash page's (aim: at most {AIM_BESIDE_DASH})"
        )


if __name__ == "__main__":
    main()
