"""Made-up panels of branches and months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

FIRST = "2024-07-01"


def table(
    values: np.ndarray, starts: Sequence[int | None], names: Sequence[str] | None = None
) -> pd.DataFrame:
    """A panel from branches x months and the place of each branch's first trained month."""
    months = pd.date_range(FIRST, periods=values.shape[1], freq="MS")
    names = names or [f"Branch {each + 1}" for each in range(len(starts))]
    return pd.DataFrame(
        [
            (name, month.date(), float(value), 40, None if start is None else months[start].date())
            for name, start, row in zip(names, starts, values, strict=True)
            for month, value in zip(months, row, strict=True)
        ],
        columns=["branch", "month", "value", "n", "trained_from"],
    )


def noisy(
    starts: Sequence[int | None], effect: float = 0.0, *, months: int = 24, spread: float = 2.0, seed: int = 0
) -> pd.DataFrame:
    """Branches at their own levels with a shared season, noise, and an effect from training on."""
    rng = np.random.default_rng(seed)
    shape = (len(starts), months)
    values = 65 + rng.normal(0, 4, (shape[0], 1)) + 3 * np.sin(np.arange(months) / 2)
    values = values + rng.normal(0, spread, shape)
    after = np.array([[start is not None and at >= start for at in range(months)] for start in starts])
    return table(values + effect * after, starts)


def without(panel: pd.DataFrame, gaps: Mapping[str, Sequence[int]]) -> pd.DataFrame:
    """Take months (by place) of branches away."""
    months = sorted(panel["month"].unique())
    lost = [(branch, months[at]) for branch, places in gaps.items() for at in places]
    keys = list(zip(panel["branch"], panel["month"], strict=True))
    return panel[[key not in lost for key in keys]].reset_index(drop=True)
