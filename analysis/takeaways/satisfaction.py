"""Headlines about satisfaction: one question each, with its n and its interval."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis import wording
from analysis.takeaways.changes import score
from analysis.takeaways.training import far, rate_of, shown

NO_ANSWERS = "There are no answers to show."
HIDDEN = "There are too few answers to show any group."
WAYS = {"channel": "through other channels", "season": "in other seasons"}


def mix_moved(ways: Sequence[str]) -> str:
    """Warn that who was asked has changed: by "channel", by "season", or by both."""
    how = wording.join([WAYS[way] for way in ways])
    return (
        f"Answers came {how} than in the same months of the year before: a difference between the two may be "
        "one of who was asked."
    )


def top2(shares: pd.DataFrame, group: str, at: str = "at") -> str:
    """Say the top box of one question, and which groups are further from it than chance explains.

    Parameters
    ----------
    shares
        From ``satisfaction.shares`` of one question, perhaps protected.
    group
        The column of the groups: ``branch``, ``channel``.
    at
        The word before a group's name.
    """
    some = shown(shares)
    some = some.loc[(some["n"].fillna(0) > 0) & some["top"].notna()]
    if some.empty:
        return HIDDEN if len(shares) else NO_ANSWERS
    n, top = int(some["n"].sum()), int(some["top"].sum())
    said = f"{rate_of(top, n, 'answers')} to {_quoted(some)} are in the top box"
    return wording.sentence(said + far(some, "top", "n", group, at))


def nps_by_month(scores: pd.DataFrame) -> str:
    """Say the newest month's net promoter score, from ``satisfaction.scores`` of one question."""
    some = shown(scores)
    some = some.loc[some["n"].fillna(0) > 0].sort_values("month")
    if some.empty:
        return HIDDEN if len(scores) else NO_ANSWERS
    last = some.iloc[-1]
    interval = f"95% interval {score(last['low'])} to {score(last['high'])}"
    n = wording.count(int(last["n"]), "answer")
    month = wording.month_year(pd.Timestamp(last["month"]))
    return f"In {month} the net promoter score was {score(last['nps'])} ({interval}; {n})."


def distribution(parts: pd.DataFrame) -> str:
    """Say how answers to one question divide, from ``satisfaction.parts_of_scale``."""
    total = int(parts["answers"].sum()) if len(parts) else 0
    if not total:
        return NO_ANSWERS
    by_side = parts.groupby("side")["answers"].sum()
    above, neutral, below = (int(by_side.get(side, 0)) for side in ("above", "neutral", "below"))
    said = [f"{wording.percent(above / total)} above the middle"]
    said += [f"{wording.percent(neutral / total)} neutral"] if neutral else []
    said += [f"{wording.percent(below / total)} below it"]
    return wording.sentence(f"of {wording.count(total, 'answer')} to {_quoted(parts)}, {wording.join(said)}")


def _quoted(frame: pd.DataFrame) -> str:
    return f"“{frame['item'].iloc[0]}”"
