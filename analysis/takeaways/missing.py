"""Headlines about what is missing, and whom a topic rests on."""

from __future__ import annotations

import pandas as pd

from analysis import gaps as states
from analysis import wording


def gaps(gaps: pd.DataFrame, since_year: int) -> str:
    """Say how many topics lack courses.

    Parameters
    ----------
    gaps
        From ``gaps.gaps``.
    since_year
        The first year that counts as recent: today's year less the horizon.
    """
    topics = gaps["state"].value_counts()
    total = len(gaps)
    if not total:
        return "There are no topics to look at."
    lacks = {
        states.NO_COURSE: "no course",
        states.NOTHING_RECENT: f"nothing dated {since_year} or later",
        states.ONLY_UNDATED: "only courses without a date",
    }
    found = [(int(topics[state]), lack) for state, lack in lacks.items() if state in topics]
    if not found:
        return wording.sentence(f"{_topics(total, total)} a course from {since_year} or later")
    first, *others = found
    said = [f"{_topics(first[0], total)} {first[1]}"]
    said += [f"{wording.in_words(n)} {'has' if n == 1 else 'have'} {lack}" for n, lack in others]
    return wording.sentence(wording.join(said))


def _topics(part: int, total: int) -> str:
    """Begin a sentence about topics: "all seven topics have", "one of the 36 topics has"."""
    if part == total:
        return f"{wording.every(total)} {'topic has' if total == 1 else 'topics have'}"
    return f"{wording.of(part, total)} topics {'has' if part == 1 else 'have'}"


def hosts(behind: pd.DataFrame) -> str:
    """Say how many topics rest on one host, from ``catalog.hosts_behind_topics``."""
    return _behind(behind.groupby("topic")["host"].nunique(), "host")


def presenters(behind: pd.DataFrame) -> str:
    """Say how many topics rest on one presenter, from ``catalog.presenters_behind_topics``."""
    return _behind(behind.groupby("topic")["person"].nunique(), "presenter")


def _behind(names: pd.Series[int], noun: str) -> str:
    total, alone = len(names), int((names == 1).sum())
    if not total:
        return f"No topic has a named {noun}."
    if total == 1:
        return f"The one topic with a named {noun} has {wording.count(int(names.iloc[0]), noun)}."
    if not alone:
        return wording.sentence(f"{wording.every(total)} topics with a named {noun} have more than one")
    if alone == total:
        return wording.sentence(f"{wording.every(total)} topics with a named {noun} have only one")
    verb = "has" if alone == 1 else "have"
    return wording.sentence(f"{wording.of(alone, total)} topics with a named {noun} {verb} only one")
