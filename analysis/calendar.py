"""Years and months that have no rows: added on the small frame, after the counting."""

from __future__ import annotations

import pandas as pd


def every_year(counts: pd.DataFrame) -> pd.DataFrame:
    """Add the quiet years between the first and the last as zero.

    Parameters
    ----------
    counts
        One row per ``year`` (whole numbers, none missing) with a ``course_count``, in any order.

    Returns
    -------
    DataFrame
        ``year`` and ``course_count``, ascending, one row for each year from the first to the
        last. Empty stays empty.
    """
    if counts.empty:
        return pd.DataFrame({"year": pd.Series(dtype="int64"), "course_count": pd.Series(dtype="int64")})
    by_year = counts.set_index(counts["year"].astype("int64"))["course_count"]
    years = pd.RangeIndex(int(by_year.index.min()), int(by_year.index.max()) + 1, name="year")
    return by_year.reindex(years, fill_value=0).astype("int64").reset_index()
