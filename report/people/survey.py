"""What the survey itself tells: who was asked, and what comments speak of."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw
import pandas as pd
import plotly.graph_objects as go

import charts.satisfaction
from analysis import comments, satisfaction, survey, wording
from analysis.disclosure import protect
from analysis.takeaways import satisfaction as takeaways
from charts.theme import Look
from report.people.finding import PeopleFrames, Seen, Source
from report.people.guards import Tables, with_question
from report.people.satisfaction import as_years, compared
from report.people.training import collected


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
    now, before = (_counted(source.under(each)) for each in sides)
    if min(now["n"].sum(), before["n"].sum()) < source.patrons.minimum:
        return nothing
    rows = survey.mix(now, before, "channel", size="n")
    seasons = survey.mix(now, before, "season", size="n")
    ways = [name for name, moved in (("channel", rows), ("season", seasons)) if moved["moved"].any()]
    more = {"moved": bool(ways), "ways": ways}
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


def _counted(tables: Tables) -> pd.DataFrame:
    """Count the answers of each channel and season to the question with most, so that people count once."""
    rows = tables["answers_by_month"].filter(~nw.col("value").is_null())
    groups = ("month", "channel", *satisfaction.QUESTION)
    counts = collected(rows.group_by(*groups).agg(n=nw.col("answers").sum()))
    main = with_question(satisfaction.main_question(counts.astype({"n": "int64"})))
    return main.assign(season=survey.season(pd.to_datetime(main["month"])))


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


def say_mix(frames: PeopleFrames) -> str:
    """Warn where who was asked has changed."""
    if frames.more["moved"] is None:
        return "There is no year before to compare the channels with."
    if frames.more["moved"]:
        return takeaways.mix_moved(frames.more["ways"])
    return "Answers came through the same channels and seasons as in the same months of the year before."


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
