"""What a library needs to learn: the user's weights, what staff lack, what patrons raise, each shown."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

POINTS = 100.0
"""All needs together: a need is its part of a hundred."""

SOURCES = ("weights", "coverage", "complaints")


def needs(
    weights: Mapping[str, float] | None = None,
    coverage: Mapping[str, float] | None = None,
    complaints: Mapping[str, float] | None = None,
    *,
    shares: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> pd.DataFrame:
    """Combine what is known about needs to one weight a topic.

    Each source is divided by its own sum, so that it hands out its part of 100 points; the parts are
    those of ``shares``, among the sources that have anything to say. So a source in hours and one in
    comments count alike, and doubling every number of one changes nothing.

    Parameters
    ----------
    weights
        Topic -> how much the user wants it (any scale; 0 and below is nothing).
    coverage
        Topic -> share of staff with a completed course of it, 0 to 1. The need is what is missing.
    complaints
        Topic -> number of comments that raise it.
    shares
        How much weights, coverage gaps and complaints count.

    Returns
    -------
    DataFrame
        One row per topic: ``topic``, ``weight``, ``coverage_gap``, ``complaints`` (as given; null where
        nothing was given), ``from_weights``, ``from_coverage``, ``from_complaints`` (points), ``need``
        (their sum). The largest need first, then by topic. Give ``plan`` the last as
        ``dict(zip(frame["topic"], frame["need"]))``.
    """
    given = [
        {topic: max(float(value), 0.0) for topic, value in (weights or {}).items()},
        {topic: min(max(1.0 - float(share), 0.0), 1.0) for topic, share in (coverage or {}).items()},
        {topic: max(float(count), 0.0) for topic, count in (complaints or {}).items()},
    ]
    topics = sorted({topic for source in given for topic in source})
    raw = pd.DataFrame(
        {
            name: pd.Series([source.get(topic) for topic in topics], dtype="float64")
            for name, source in zip(SOURCES, given, strict=True)
        }
    )
    part = pd.Series([max(share, 0.0) for share in shares], index=list(SOURCES)).where(raw.sum() > 0, 0.0)
    points = raw.fillna(0.0) / raw.sum().where(raw.sum() > 0, 1.0) * (part / (part.sum() or 1.0)) * POINTS
    frame = pd.DataFrame({"topic": pd.Series(topics, dtype="str")})
    frame[["weight", "coverage_gap", "complaints"]] = raw[list(SOURCES)].to_numpy()
    frame[["from_weights", "from_coverage", "from_complaints"]] = points[list(SOURCES)].to_numpy()
    frame["need"] = points.sum(axis=1).to_numpy()
    return frame.sort_values(["need", "topic"], ascending=[False, True], ignore_index=True)
