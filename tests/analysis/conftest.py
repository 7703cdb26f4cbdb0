"""One fixture, two engines: a measure must give the same cells from pandas and from DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pytest

TEXT, WHOLE, FLOAT, YES_NO, DAY = "VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"
PANDAS_TYPES = {TEXT: "str", WHOLE: "Int64", FLOAT: "float64", YES_NO: "bool", DAY: "datetime64[us]"}

_PERIOD = {"month": DAY, "fiscal_year": WHOLE}
_SAID = {"upload_id": TEXT, "source_row": WHOLE, "responded_on": DAY, **_PERIOD, "branch": TEXT,
         "channel": TEXT, "item": TEXT}  # fmt: skip
COLUMNS: dict[str, dict[str, str]] = {
    "courses": {"course_id": TEXT, "label": TEXT, "format": TEXT, "year": WHOLE, "minutes": WHOLE,
                "main_topic": TEXT},
    "course_topics": {"course_id": TEXT, "topic": TEXT, "area": TEXT, "rank": WHOLE},
    "course_organizations": {"course_id": TEXT, "organization": TEXT, "role": TEXT, "counts_as_host": YES_NO},
    "completions": {"upload_id": TEXT, "source_row": WHOLE, "staff_key": TEXT, "branch": TEXT,
                    "course_as_written": TEXT, "course_id": TEXT, "level": TEXT, "status": TEXT,
                    "enrolled_on": DAY, "completed_on": DAY, **_PERIOD, "completed_month": DAY,
                    "hours": FLOAT, "has_outcome": YES_NO, "is_prior_learning": YES_NO},
    "learner_courses": {"staff_key": TEXT, "course_key": TEXT, "course_id": TEXT, "course_label": TEXT,
                        "branch": TEXT, "outcome": TEXT, "first_completed_on": DAY, "enrolled_on": DAY,
                        **_PERIOD, "completed_month": DAY, "attempts": WHOLE, "days_to_complete": WHOLE,
                        "hours": FLOAT, "hours_from": TEXT, "has_outcome": YES_NO},
    "training_by_month": {**_PERIOD, "completed_month": DAY, "branch": TEXT, "course_key": TEXT,
                          "course_id": TEXT, "outcome": TEXT, "hours_from": TEXT, "has_outcome": YES_NO,
                          "learner_courses": WHOLE, "hours": FLOAT},
    "staff": {"staff_key": TEXT, "branch": TEXT, "role": TEXT, "name": TEXT},
    "people_by_branch": {"upload_id": TEXT, "staff_key": TEXT, "branch": TEXT, "role": TEXT,
                         "from_on": DAY, "to_on": DAY, "headcount": WHOLE},
    "answers": {**_SAID, "response_id": TEXT, "item_kind": TEXT, "value": FLOAT, "scale_min": FLOAT,
                "scale_max": FLOAT, "minimum": FLOAT, "desired": FLOAT},
    "answers_by_month": {**_PERIOD, "branch": TEXT, "channel": TEXT, "item": TEXT, "item_kind": TEXT,
                         "scale_min": FLOAT, "scale_max": FLOAT, "value": FLOAT, "answers": WHOLE},
    "not_answered": {**_SAID, "raw": TEXT},
    "comments": {**_SAID, "response_id": TEXT, "text": TEXT},
}  # fmt: skip
"""The columns that measures read, with their types in the store."""

BLANK = {TEXT: None, WHOLE: None, FLOAT: None, YES_NO: True, DAY: None}
Records = Sequence[Mapping[str, Any]]
Tables = dict[str, nw.LazyFrame[Any]]


def frame(name: str, records: Records) -> pd.DataFrame:
    """A table; columns that the records leave out are missing (yes, where they must be known)."""
    columns = COLUMNS[name]
    wrong = {key for record in records for key in record} - columns.keys()
    assert not wrong, f"{name} has no {wrong}"
    whole = [{key: record.get(key, BLANK[kind]) for key, kind in columns.items()} for record in records]
    types = {key: PANDAS_TYPES[kind] for key, kind in columns.items()}
    return pd.DataFrame(whole, columns=list(columns)).astype(types)


def in_pandas(tables: Mapping[str, Records]) -> Tables:
    return {name: nw.from_native(frame(name, records)).lazy() for name, records in tables.items()}


def in_duckdb(tables: Mapping[str, Records]) -> Tables:
    cursor = duckdb.connect()
    held: Tables = {}
    for name, records in tables.items():
        columns = ", ".join(f'"{column}" {kind}' for column, kind in COLUMNS[name].items())
        cursor.execute(f"CREATE TABLE {name} ({columns})")
        cursor.register("records", frame(name, records))
        cursor.execute(f"INSERT INTO {name} SELECT * FROM records")
        cursor.unregister("records")
        held[name] = nw.from_native(cursor.table(name))
    return held


def plain(value: Any) -> Any:
    """Strip the engine off a value: whole numbers stay ints, so a float shows."""
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def cells(result: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The column names, then the rows, as plain values."""
    return [tuple(result.columns), *(tuple(map(plain, row)) for row in result.itertuples(index=False))]


@pytest.fixture(params=[in_pandas, in_duckdb], ids=["pandas", "duckdb"])
def engine(request: pytest.FixtureRequest) -> Callable[[Mapping[str, Records]], Tables]:
    """Put tables into one of the engines."""
    return request.param


Measured = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def measured(engine: Callable[[Mapping[str, Records]], Tables]) -> Measured:
    """Run a measure on tables given by name, in the order it takes them, then finish its small frame."""

    def run(
        measure: Callable[..., Any],
        tables: Mapping[str, Records],
        *,
        finish: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
        **more: Any,
    ) -> list[tuple[Any, ...]]:
        result = measure(*engine(tables).values(), **more).collect("pandas").to_native()
        return cells(finish(result) if finish else result)

    return run
