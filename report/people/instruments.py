"""What only some surveys ask: importance, the Opportunity Index, gaps to minimum and desired."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import plotly.graph_objects as go

import charts.instruments
from analysis import satisfaction, survey
from analysis.takeaways import brief
from analysis.takeaways import instruments as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people import protecting
from report.people.finding import FILES, RESULTS, PeopleFinding, PeopleFrames, Seen, Source
from report.people.guards import with_question
from report.people.satisfaction import LEVEL
from report.people.training import collected

INTERVAL: Final = "The interval is t's, 95%: one person gives one number."
SCALES: Final = "Scales stay as they are; questions on different scales are not put in one order."


def importance(source: Source) -> Seen:
    """Put the importance and the rating of each question side by side, the largest gap first."""
    sums = satisfaction.with_mean(collected(survey.pair_sums(source.chosen["answers"])))
    key = ["item", "scale_min", "scale_max"]
    sides = {name: part.set_index(key) for name, part in sums.groupby("figure", sort=True)}
    none = sums.head(0).set_index(key)
    gap = sides.get("gap", none)
    rows = gap.loc[:, ["n", "mean", "low", "high"]].rename(columns={"mean": "gap"})
    for name in ("importance", "satisfaction"):
        side = sides.get(name, none)
        rows = rows.assign(**{name: side["mean"], f"{name}_low": side["low"], f"{name}_high": side["high"]})
    told = protecting.patrons(source, Seen(_asked(rows), 0), ["question"])
    return replace(told, rows=_ordered(told.rows, "gap"))


def _asked(rows: pd.DataFrame) -> pd.DataFrame:
    """Name the question as the guard knows it: by the answers on importance."""
    return with_question(rows.reset_index().assign(item_kind="importance"))


def _ordered(rows: pd.DataFrame, by: str, *, ascending: bool = True) -> pd.DataFrame:
    """Put questions in the order of a number, each scale by itself, the longest scale first."""
    ways = [False, False, ascending, True]
    whole = rows.assign(n=pd.to_numeric(rows["n"]).astype("Int64"))
    return whole.sort_values(["scale_max", "scale_min", by, "item"], ascending=ways, ignore_index=True)


def opportunity(source: Source) -> Seen:
    """Give the Opportunity Index of each question with its interval, highest first."""
    sums = collected(survey.opportunity(source.chosen["answers"]))
    rows = with_question(satisfaction.with_mean(sums).assign(item_kind="importance"))
    told = protecting.patrons(source, Seen(rows, 0), ["question"])
    return replace(told, rows=_ordered(told.rows, "mean", ascending=False))


def gaps(source: Source) -> Seen:
    """Give the three levels of each question, and how far perceived is above minimum and desired."""
    means = satisfaction.with_mean(collected(survey.gaps(source.chosen["answers"])))
    sides = {
        name: with_question(part).set_index("question") for name, part in means.groupby("gap", sort=True)
    }
    rows = sides.get("adequacy", with_question(means.head(0)).set_index("question"))
    rows = rows.rename(columns={"mean": "adequacy"}).drop(columns="gap")
    above = sides["superiority"]["mean"] if "superiority" in sides else pd.Series(dtype="float64")
    rows = rows.assign(superiority=above.reindex(rows.index), **_levels(source, rows.index))
    told = protecting.patrons(source, Seen(rows.reset_index(), 0), ["question"])
    return replace(told, rows=_ordered(told.rows, "adequacy"))


def _levels(source: Source, questions: pd.Index[str]) -> dict[str, pd.Series[float]]:
    """Give the mean levels of the questions: perceived with its interval, minimum and desired."""
    means = with_question(satisfaction.with_mean(collected(survey.levels(source.chosen["answers"]))))
    told = {}
    for name in ("perceived", "minimum", "desired"):
        part = means.loc[means["level"] == name].set_index("question")
        told[name] = part["mean"].reindex(questions)
        if name == "perceived":
            told["perceived_low"] = part["low"].reindex(questions)
            told["perceived_high"] = part["high"].reindex(questions)
    return told


def say_importance(frames: PeopleFrames) -> str:
    """Name the question whose rating is furthest below its importance."""
    return takeaways.importance(frames.rows)


def say_opportunity(frames: PeopleFrames) -> str:
    """Name the question with the most room."""
    return takeaways.opportunity(frames.rows)


def say_gaps(frames: PeopleFrames) -> str:
    """Say how many questions fall short of the minimum."""
    return takeaways.gaps(frames.rows)


def brief_importance(frames: PeopleFrames) -> brief.Brief:
    """Tell ``say_importance`` in two parts."""
    return takeaways.importance_in_brief(frames.rows)


def brief_opportunity(frames: PeopleFrames) -> brief.Brief:
    """Tell ``say_opportunity`` in two parts."""
    return takeaways.opportunity_in_brief(frames.rows)


def brief_gaps(frames: PeopleFrames) -> brief.Brief:
    """Tell ``say_gaps`` in two parts."""
    return takeaways.gaps_in_brief(frames.rows)


def draw_importance(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``importance``."""
    return charts.instruments.importance_and_rating(frames.rows, look=look)


def draw_opportunity(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``opportunity``."""
    return charts.instruments.opportunity(frames.rows, look=look)


def draw_gaps(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``gaps``."""
    return charts.instruments.gaps(frames.rows, look=look)


FINDINGS: Final = (
    PeopleFinding(
        id="satisfaction.importance",
        title="Importance and rating",
        shows="Mean rating less mean importance of each question, of those who gave both, with its 95% "
        "interval; on screen both means. The question that falls shortest comes first.",
        headings={
            "item": "Question",
            "importance": "Importance",
            "satisfaction": "Rating",
            "gap": "Rating less importance",
            "low": "95% from",
            "high": "to",
            "n": "People",
        },
        measure=importance,
        sentence=say_importance,
        brief=brief_importance,
        figure=draw_importance,
        noun="pair",
        groups=("question", "questions"),
        level=LEVEL,
        shape=Shape(
            "dots",
            "item",
            ("gap",),
            "score",
            low="low",
            high="high",
            n="n",
            shows="Rating less importance, as a mean over people who gave both; what falls shortest first. "
            "Line: 95% interval.",
        ),
        method=Method(
            counts=f"Both ratings of one person on one scale, and each person's gap. {INTERVAL} {SCALES}",
            left_out="Ratings without their partner.",
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.opportunity",
        title="Opportunity Index",
        shows="Importance plus what the rating falls short of it, as a mean over people; highest first. "
        "Line: 95% interval.",
        headings={"item": "Question", "mean": "Index", "low": "95% from", "high": "to", "n": "People"},
        measure=opportunity,
        sentence=say_opportunity,
        brief=brief_opportunity,
        figure=draw_opportunity,
        noun="pair",
        groups=("question", "questions"),
        level=LEVEL,
        shape=Shape("dots", "item", ("mean",), "score", low="low", high="high", n="n"),
        method=Method(
            counts=f"Importance + max(importance - rating, 0), for each person first. {INTERVAL} {SCALES}",
            left_out="Ratings without their partner.",
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.gaps",
        title="Gaps to minimum and desired",
        shows="How far the perceived level is above the mean minimum that patrons accept. On screen the dot "
        "is the perceived level, the band the zone of tolerance from minimum to desired.",
        headings={
            "item": "Question",
            "perceived": "Perceived",
            "minimum": "Minimum",
            "desired": "Desired",
            "adequacy": "Adequacy",
            "low": "95% from",
            "high": "to",
            "superiority": "Superiority",
            "n": "Ratings",
        },
        measure=gaps,
        sentence=say_gaps,
        brief=brief_gaps,
        figure=draw_gaps,
        noun="rating",
        groups=("question", "questions"),
        level=LEVEL,
        shape=Shape(
            "dots",
            "item",
            ("adequacy",),
            "score",
            low="low",
            high="high",
            n="n",
            shows="What patrons perceive less the minimum they accept, as a mean over people; lowest first. "
            "Line: 95% interval.",
        ),
        method=Method(
            counts="LibQUAL+: adequacy is perceived less minimum, superiority perceived less desired, of "
            f"ratings that have both. {INTERVAL} What is perceived tells satisfaction better than gaps do.",
            left_out="Ratings without the other level.",
            source=FILES,
            level=RESULTS,
        ),
    ),
)
