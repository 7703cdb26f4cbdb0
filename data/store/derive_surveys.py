"""The answers of each month, derived from the ratings and unanswered cells of live uploads.

Everything here is counts of whole answers, so what an upload adds or takes away can be added to what
is there: the older answers are not looked at again.
"""

from __future__ import annotations

from typing import Final

import duckdb

Cursor = duckdb.DuckDBPyConnection

_KEY: Final = "month, fiscal_year, branch, channel, item, item_kind, scale_min, scale_max, value"

_FACTS: Final = f"""
    SELECT {_KEY}, 1 AS answers FROM answers {{where}}
    UNION ALL
    SELECT {_KEY.replace(" value", " NULL::DOUBLE AS value")}, 1 AS answers FROM not_answered {{where}}
"""


def answers_by_month() -> str:
    """Write the query of ``answers_by_month`` over all answers."""
    return _summed(_FACTS.format(where=""))


def rebuild(cursor: Cursor) -> None:
    """Derive everything again from all answers."""
    cursor.execute("DELETE FROM answers_by_month")
    cursor.execute(f"INSERT INTO answers_by_month {answers_by_month()}")


def count_upload(cursor: Cursor, upload_id: str, *, sign: int) -> None:
    """Count an upload's answers in (``sign`` 1) or out (-1), while its rows are there."""
    mine = _summed(_FACTS.format(where="WHERE upload_id = $1"))
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {mine}", [upload_id])
    both = f"FROM answers_by_month UNION ALL SELECT * REPLACE (answers * {int(sign)} AS answers) FROM counted"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {_summed(both)}")
    cursor.execute("DELETE FROM answers_by_month")
    cursor.execute("INSERT INTO answers_by_month FROM counted WHERE answers <> 0")
    cursor.execute("DROP TABLE counted")


def _summed(facts: str) -> str:
    return f"SELECT {_KEY}, sum(answers)::INTEGER AS answers FROM ({facts}) GROUP BY {_KEY}"
