"""What patrons say, in words and figures: of the rows that ``report.people.satisfaction`` measured."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

import charts.satisfaction
from analysis import wording
from analysis.takeaways import brief
from analysis.takeaways import changes as say_changes
from analysis.takeaways import satisfaction as takeaways
from charts.theme import Look
from report.people.finding import PeopleFrames


def say_responses(frames: PeopleFrames) -> str:
    """Say how many answered."""
    row = frames.rows.iloc[0]
    if not row["n"]:
        return takeaways.NO_ANSWERS
    people, n = (
        wording.count(int(row["responses"]), "person", "people"),
        wording.count(int(row["n"]), "answer"),
    )
    return f"{people} gave {n} to {wording.count(int(row['questions']), 'question')}."


def say_distribution(frames: PeopleFrames) -> str:
    """Name the question agreed with most, and least."""
    known = _agreed(frames)
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else takeaways.NO_ANSWERS
    (best, most), (least, few) = _most_and_least(known)
    if len(known) == 1:
        return f"{most} answers to “{best}” are above the middle."
    if _alike_in_percent(most, few):
        alike = f"patrons agree alike on {wording.every(len(known))} questions"
        return wording.sentence(f"{alike}: {most.split(' of ')[0]} of each")
    return f"Patrons agree most on “{best}” ({most}), least on “{least}” ({few})."


def brief_distribution(frames: PeopleFrames) -> brief.Brief:
    """Tell the same in two parts."""
    known = _agreed(frames)
    if len(known) < 2:
        return brief.NOTHING
    best, least = _most_and_least(known)
    return brief.NOTHING if _alike_in_percent(best[1], least[1]) else brief.most_and_least(best, least)


def _agreed(frames: PeopleFrames) -> pd.DataFrame:
    return frames.rows.dropna(subset="agree").sort_values(["agree", "item"], ascending=[False, True])


def _most_and_least(known: pd.DataFrame) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the first and the last question, each with "82% of 1,302"."""
    first, last = (
        (str(row["item"]), f"{wording.percent(row['agree'])} of {wording.number(int(row['n']))}")
        for _, row in known.iloc[[0, -1]].iterrows()
    )
    return first, last


def _alike_in_percent(most: str, few: str) -> bool:
    return most.split(" of ")[0] == few.split(" of ")[0]


def say_top2(frames: PeopleFrames) -> str:
    """Say the share with its interval."""
    known = frames.rows.dropna(subset="share")
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else takeaways.NO_ANSWERS
    row = known.iloc[0]
    ends = f"95% interval {wording.percent(row['low'])} to {wording.percent(row['high'])}"
    count = wording.count(int(row["n"]), "answer")
    return f"{wording.percent(row['share'])} of {count} to “{row['item']}” are in the top box ({ends})."


def say_branch(frames: PeopleFrames) -> str:
    """Say the share, and which branches are far from it."""
    return takeaways.top2(frames.rows.loc[frames.rows["coded"] == ""], "branch")


def brief_branch(frames: PeopleFrames) -> brief.Brief:
    """Tell the same in two parts."""
    return brief.top2(frames.rows.loc[frames.rows["coded"] == ""])


def say_funnel(frames: PeopleFrames) -> str:
    """Name the branches outside the limits."""
    if frames.rows.empty:
        return takeaways.HIDDEN
    if len(frames.rows) == 1:
        return (
            f"{frames.rows['branch'].iloc[0]} stands alone here: there is no other branch to hold it against."
        )
    lower, higher = _outside(frames.rows)
    if not (lower or higher):
        none = f"none of {wording.in_words(len(frames.rows))} branches"
        return wording.sentence(f"{none} differs from all together by more than chance makes it")
    said = [
        f"{wording.join(names)} {'is' if len(names) == 1 else 'are'} {way} than chance usually makes a branch"
        for names, way in ((lower, "lower"), (higher, "higher"))
        if names
    ]
    return wording.sentence("; ".join(said))


def brief_funnel(frames: PeopleFrames) -> brief.Brief:
    """Tell the same in two parts."""
    return brief.outside_chance(*_outside(frames.rows))


def _outside(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Name the branches outside the limits: those below all together, and those above."""
    far = rows.loc[rows["outside"] != ""]
    below = far["share"] < far["average"]
    return sorted(far.loc[below, "branch"]), sorted(far.loc[far["share"] > far["average"], "branch"])


def _say_trend(frames: PeopleFrames, what: str, unit: say_changes.Unit, otherwise: str) -> str:
    told = frames.more.get("change")
    if not told:
        return otherwise
    row, months = told
    against = "the same months of the year before"
    return say_changes.change(row, f"{what} in {months}", unit, "answer", against)


def _brief_trend(frames: PeopleFrames, what: str, unit: say_changes.Unit) -> brief.Brief:
    told = frames.more.get("change")
    if not told:
        return brief.NOTHING
    row, months = told
    return brief.change(row, what, unit, "answer", months, "the year before")


def brief_month(frames: PeopleFrames) -> brief.Brief:
    """Tell the change in two parts."""
    return _brief_trend(frames, "satisfaction", "share")


def brief_nps(frames: PeopleFrames) -> brief.Brief:
    """Tell the change of the score in two parts."""
    return _brief_trend(frames, "the net promoter score", "points")


def say_month(frames: PeopleFrames) -> str:
    """Say the change, else the newest month."""
    known = frames.rows.dropna(subset="share")
    if known.empty:
        return takeaways.HIDDEN if len(frames.rows) else takeaways.NO_ANSWERS
    last = known.iloc[-1]
    month = wording.month_year(pd.Timestamp(last["month"]))
    of = f"{wording.percent(last['share'])} of {wording.count(int(last['n']), 'answer')}"
    otherwise = f"In {month} {of} were in the top box."
    return _say_trend(frames, "satisfaction", "share", otherwise)


def say_nps(frames: PeopleFrames) -> str:
    """Say the change of the score, else the newest month's."""
    known = frames.rows.dropna(subset="nps")
    otherwise = takeaways.nps_by_month(known) if len(known) or frames.rows.empty else takeaways.HIDDEN
    return _say_trend(frames, "the net promoter score", "points", otherwise)


def draw_distribution(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``distribution``."""
    return charts.satisfaction.distribution(frames.rows, look=look)


def draw_branch(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_branch``."""
    return charts.satisfaction.top2_by_branch(frames.rows, look=look)


def draw_funnel(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``funnel_of_branches``."""
    return charts.satisfaction.funnel(frames.rows, look=look)


def draw_month(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_month``."""
    start = frames.asked.house.fiscal_start
    return charts.satisfaction.top2_by_month(frames.rows, look=look, fiscal_start=start)


def draw_nps(frames: PeopleFrames, look: Look) -> go.Figure:
    """Draw ``by_month_nps``."""
    start = frames.asked.house.fiscal_start
    return charts.satisfaction.nps_by_month(frames.rows, look=look, fiscal_start=start)
