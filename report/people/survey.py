"""What only whole responses and comments tell: importance, gaps, opportunity, who was asked, themes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import narwhals as nw
import pandas as pd
import plotly.graph_objects as go

import charts.satisfaction
from analysis import comments, satisfaction, survey, wording
from analysis.disclosure import protect
from analysis.takeaways import satisfaction as takeaways
from charts.theme import Look
from report.people import protecting
from report.people.finding import PeopleFrames, Seen, Source
from report.people.guards import Tables, with_question
from report.people.satisfaction import as_years, compared
from report.people.training import collected

NONE_ASKED: Final = "No survey on file asks this."


def importance(source: Source) -> Seen:
    """Put the importance and the rating of each question side by side, of those who gave both."""
    pairs = collected(survey.importance_and_satisfaction(source.chosen["answers"]))
    rows = with_question(pairs.assign(item_kind="importance"))
    rows["gap"] = rows["satisfaction"] - rows["importance"]
    return protecting.patrons(source, Seen(rows, 0), ["question"])


def opportunity(source: Source) -> Seen:
    """Give the Opportunity Index of each question with its interval, highest first."""
    sums = collected(survey.opportunity(source.chosen["answers"]))
    rows = with_question(satisfaction.with_mean(sums).assign(item_kind="importance"))
    told = protecting.patrons(source, Seen(rows, 0), ["question"])
    ordered = told.rows.sort_values(["mean", "item"], ascending=[False, True], ignore_index=True)
    return replace(told, rows=ordered)


def gaps(source: Source) -> Seen:
    """Give how far the perceived level of each question is above the minimum and the desired one."""
    means = satisfaction.with_mean(collected(survey.gaps(source.chosen["answers"])))
    sides = {
        name: with_question(part).set_index("question") for name, part in means.groupby("gap", sort=True)
    }
    rows = sides.get("adequacy", with_question(means.head(0)).set_index("question"))
    rows = rows.rename(columns={"mean": "adequacy"}).drop(columns="gap")
    superiority = sides["superiority"]["mean"] if "superiority" in sides else pd.Series(dtype="float64")
    rows = rows.assign(superiority=superiority.reindex(rows.index)).reset_index()
    return protecting.patrons(source, Seen(rows, 0), ["question"])


def mix(source: Source) -> Seen:
    """Compare through which channels the answers came with the same months of the year before.

    The numbers are shown where a guard has checked them, which is for whole fiscal years; that the mix
    moved may always be said.
    """
    empty = pd.DataFrame(columns=["channel", "n_now", "share_now", "n_before", "share_before", "moved"])
    nothing = Seen(empty.assign(hidden=False, coded=""), 0, more={"moved": None})
    span = compared(source)
    if span is None:
        return nothing
    sides = [
        as_years(
            replace(source.asked.chosen, fiscal_years=(), first_month=each.first, last_month=each.last),
            source,
        )
        for each in (span, span.year_before())
    ]
    now, before = (_by_channel(source.under(each)) for each in sides)
    if min(now["n"].sum(), before["n"].sum()) < source.patrons.minimum:
        return nothing
    rows = survey.mix(now, before, "channel", size="n")
    more = {"moved": bool(rows["moved"].any())}
    for each in sides:
        lattice = source.patrons.lattice(each, ["channel"])
        if lattice is None or lattice.unsafe(_asked_of(rows, now), ["channel", "question"]).any():
            return replace(nothing, n=int(rows["n_now"].sum()), more=more)
    told = protect(
        rows.assign(n=rows[["n_now", "n_before"]].min(axis=1)),
        size="n",
        minimum=source.patrons.minimum,
        groups=["channel"],
        values=["n_now", "share_now", "n_before", "share_before"],
    )
    return Seen(told.frame, int(rows["n_now"].sum()), more=more, hidden=told.hidden)


def _by_channel(tables: Tables) -> pd.DataFrame:
    """Count the answers of each channel to the question with most, so that people count once."""
    rows = tables["answers_by_month"].filter(~nw.col("value").is_null())
    counts = collected(rows.group_by("channel", *satisfaction.QUESTION).agg(n=nw.col("answers").sum()))
    return with_question(satisfaction.main_question(counts.astype({"n": "int64"})))


def _asked_of(rows: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Name the question beside each channel, as the guard knows both."""
    named = rows["channel"].where(rows["channel"] != "not named", None)
    return pd.DataFrame({"channel": named, "question": now["question"].iloc[0]})


def by_theme(source: Source) -> Seen:
    """Count the comments of each theme. For the director and the trainer."""
    texts = collected(source.chosen["comments"].select("text"))
    known = comments.Themes.known()
    counts = comments.themes(texts, known).rename(columns={"comments": "n"})
    told = protect(
        counts,
        size="n",
        minimum=source.patrons.minimum,
        groups=["theme"],
        values=["n", "share"],
        totals=False,
    )
    is_hidden = 0 < len(texts) < source.patrons.minimum
    rows = told.frame if not is_hidden else told.frame.head(0)
    rows = rows.rename(columns={"n": "comments"})
    rows = rows.sort_values("theme", key=lambda names: names == comments.NO_THEME, kind="stable")
    return Seen(rows, len(texts), hidden=0 if is_hidden else told.hidden, is_hidden=is_hidden)


def say_importance(frames: PeopleFrames) -> str:
    """Name the question whose rating is furthest below its importance."""
    known = frames.rows.dropna(subset="gap")
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else NONE_ASKED
    worst = known.sort_values(["gap", "item"]).iloc[0]
    if worst["gap"] >= 0:
        return "Every question is rated at least as high as it is important."
    return (
        f"“{worst['item']}” is rated furthest below its importance: {worst['satisfaction']:.1f} against "
        f"{worst['importance']:.1f} ({wording.count(int(worst['n']), 'person', 'people')})."
    )


def say_opportunity(frames: PeopleFrames) -> str:
    """Name the question with the most room."""
    known = frames.rows.dropna(subset="mean")
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else NONE_ASKED
    best = known.iloc[0]
    n = wording.count(int(best["n"]), "person", "people")
    return f"“{best['item']}” has the highest Opportunity Index: {best['mean']:.1f} ({n})."


def say_gaps(frames: PeopleFrames) -> str:
    """Say how many questions fall short of the minimum."""
    known = frames.rows.dropna(subset="adequacy")
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else NONE_ASKED
    short = int((known["high"] < 0).sum())
    if not short:
        return "No question falls clearly short of the minimum that patrons accept."
    part = wording.of(short, len(known))
    verb = "falls" if short == 1 else "fall"
    return wording.sentence(f"{part} questions {verb} clearly short of the minimum that patrons accept")


def say_mix(frames: PeopleFrames) -> str:
    """Warn where who was asked has changed."""
    if frames.more["moved"] is None:
        return "There is no year before to compare the channels with."
    if frames.more["moved"]:
        return takeaways.MIX_MOVED
    return "Answers came through the same channels as in the same months of the year before."


def say_themes(frames: PeopleFrames) -> str:
    """Name the theme with most comments."""
    named = frames.rows.loc[frames.rows["theme"] != comments.NO_THEME].dropna(subset="comments")
    if named.empty:
        return "No comments are on file." if frames.rows.empty else "No theme has enough comments to show."
    first = named.iloc[0]
    count = wording.count(int(first["comments"]), "comment")
    return f"Most comments with a theme speak of {first['theme'].lower()}: {count}."


def draw_themes(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_theme``."""
    return charts.satisfaction.comments_by_theme(frames.rows, look=look)
