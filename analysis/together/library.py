"""The effect itself, from a library that many read and test."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from analysis.together.balance import NEVER
from analysis.together.weights import Floats, Starts


def effect(values: Floats, starts: Starts) -> float:
    """Estimate Callaway and Sant'Anna's average effect with branches not yet trained as comparison.

    Parameters
    ----------
    values
        Branches x months, whole.
    starts
        The month each branch was trained from, or ``NEVER``.
    """
    # Not at the top: the library takes a second to load, which no other page should wait for.
    from diff_diff import CallawaySantAnna

    branches, months = values.shape
    panel = pd.DataFrame(
        {
            "branch": np.repeat(np.arange(branches), months),
            "month": np.tile(np.arange(1, months + 1), branches),
            "value": values.ravel(),
            "trained": np.repeat(np.where(starts == NEVER, 0, starts + 1), months),
        }
    )
    estimator = CallawaySantAnna(control_group="not_yet_treated", estimation_method="reg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # months that nobody is left to compare with, and its own p-values
        found = estimator.fit(panel, outcome="value", unit="branch", time="month", first_treat="trained")
    return float(found.overall_att)
