"""Through which channels the answers came, year by year: what a warning about the mix rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import narwhals as nw
import pandas as pd
import plotly.graph_objects as go

import charts.mix
from analysis import intervals, periods, satisfaction, wording
from analysis.takeaways import satisfaction as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people.finding import FILES, RESULTS, PeopleFinding, PeopleFrames, Seen, Source
from report.people.guards import with_question
from report.people.satisfaction import LEVEL
from report.people.training import collected

COLUMNS: Final = ["fiscal_year", "channel", "n", "share", "question", "hidden", "coded"]
NOT_NAMED: Final = "not named"


def by_year(source: Source) -> Seen:
    """Give each channel's share of the answers to the question with most, in each fiscal year.

    A chosen channel changes nothing: a mix is of all of them. Shown is what the guard of channels and
    fiscal years has checked; of a branch or of months alone it has not, so nothing is shown then.
    """
    chosen = replace(source.asked.chosen, channels=())
    lattice = source.patrons.lattice(chosen, ["channel"])
    rows = _counted(replace(source, chosen=source.under(chosen)))
    newest = collected(source.under(chosen)["answers_by_month"].select(nw.col("month").max())).iloc[0, 0]
    if lattice is None or rows.empty:
        is_hidden = lattice is None and len(rows) > 0
        none = pd.DataFrame(columns=COLUMNS)
        return Seen(none, 0, hidden=int(is_hidden), is_hidden=is_hidden)
    year = rows["fiscal_year"].astype(object)
    known = rows.assign(fiscal_year=year, channel=rows["channel"].where(rows["channel"].notna(), None))
    hidden = lattice.unsafe(known, ["fiscal_year", "question", "channel"])
    hidden |= lattice.unsafe(known, ["fiscal_year", "question"])
    hidden |= (rows["n"] < source.patrons.minimum).to_numpy()
    told = rows.assign(
        channel=rows["channel"].fillna(NOT_NAMED),
        n=rows["n"].astype("Int64").mask(hidden),
        share=rows["share"].astype("Float64").mask(hidden),
        hidden=hidden,
        coded="",
    )
    order = told.groupby("channel")["n"].sum().sort_values(ascending=False, kind="stable")
    ranks = {channel: place for place, channel in enumerate(order.index)}
    told = told.sort_values(
        ["channel", "fiscal_year"], key=lambda each: each.map(ranks) if each.name == "channel" else each
    )
    n = int(pd.to_numeric(told["n"]).sum())
    return Seen(
        told.loc[:, COLUMNS].reset_index(drop=True), n, more={"newest": newest}, hidden=int(hidden.sum())
    )


def _counted(source: Source) -> pd.DataFrame:
    rows = source.chosen["answers_by_month"].filter(
        ~nw.col("value").is_null() & (nw.col("item_kind") == "satisfaction")
    )
    by = rows.group_by("fiscal_year", "channel", *satisfaction.QUESTION).agg(n=nw.col("answers").sum())
    counts = with_question(satisfaction.main_question(collected(by).astype({"n": "int64"})))
    whole = counts.groupby("fiscal_year")["n"].transform("sum")
    shares = counts.assign(
        fiscal_year=counts["fiscal_year"].astype("int64"), share=intervals.share_of(counts["n"], whole)
    )
    return shares.sort_values(["fiscal_year", "channel"], na_position="last", ignore_index=True)


def say(frames: PeopleFrames) -> str:
    """Name the channel with most answers in the newest year, and the year before."""
    known = frames.rows.dropna(subset="share")
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else takeaways.NO_ANSWERS
    newest = int(known["fiscal_year"].max())
    now = known.loc[known["fiscal_year"] == newest].sort_values(["share", "channel"], ascending=[False, True])
    first = now.iloc[0]
    before = known.loc[(known["fiscal_year"] == newest - 1) & (known["channel"] == first["channel"])]
    is_whole = not frames.rows.loc[frames.rows["fiscal_year"] == newest, "hidden"].any()
    of = wording.count(int(now["n"].sum()), "answer") if is_whole else "the answers"
    year = periods.FiscalYear(newest, frames.asked.house.fiscal_start)
    so_far = " so far" if year.is_part(pd.Timestamp(frames.more["newest"]).date()) else ""
    said = (
        f"In {year.name}{so_far}, {wording.percent(float(first['share']))} of {of} came by {first['channel']}"
    )
    was = (
        f", after {wording.percent(float(before['share'].iloc[0]))} in FY{newest - 1}" if len(before) else ""
    )
    return f"{said}{was}."


def draw(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_year``."""
    return charts.mix.channels_by_year(frames.rows, look=look)


FINDINGS: Final = (
    PeopleFinding(
        id="satisfaction.channels_by_year",
        title="Channels by year",
        shows="Share of the answers that came by each channel, by fiscal year. Where it moves, so may "
        "satisfaction, whatever patrons think. Hatched: hidden.",
        headings={"fiscal_year": "Fiscal year", "channel": "Channel", "n": "Answers", "share": "Share"},
        measure=by_year,
        sentence=say,
        figure=draw,
        noun="answer",
        groups=("group", "groups"),
        level=LEVEL,
        shape=Shape(
            "cells",
            "channel",
            ("share",),
            "share",
            across="fiscal_year",
            shows="Share of the answers that came by each channel, by fiscal year. Where it moves, so may "
            "satisfaction, whatever patrons think.",
        ),
        method=Method(
            counts="Valid answers to the question about satisfaction with the most of them, so that people "
            "count once, by the channel that the file names.",
            left_out="Answers that say the question does not apply. Numbers are shown for whole fiscal years "
            "of all branches only, because nobody has checked what others would give away.",
            source=FILES,
            level=RESULTS,
        ),
    ),
)
