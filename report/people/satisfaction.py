"""What patrons say: distribution, top box, net promoter score, by branch and by month, and the funnel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from analysis import changes, held, periods, satisfaction
from analysis.funnel import funnel
from analysis.people_filter import PeopleFilter
from analysis.sums import Sums
from report.people import protecting
from report.people.finding import Seen, Source
from report.people.guards import with_question

LEVEL: Final = "results (level 4)"
TOP_RULE: Final = (
    "Share of valid answers in the top box: 4 and 5 on a scale from 1 to 5, 8 and 9 on 1 to 9. Of the "
    "question with the most answers; questions and scales are never mixed. Wilson's 95% interval."
)
NOT_ANSWERED: Final = "Answers that say the question does not apply; they are counted beside the others."
TELLING: Final = ("low", "high", "top", "n")
SIDES: Final = ("disagree_strong", "disagree_mild", "neutral", "agree_mild", "agree_strong")


def responses(source: Source) -> Seen:
    """Count the people and their answers."""
    people = source.held.responses(source.asked.chosen)
    counts = held.top2(source.held.answers(source.asked.chosen), kind=None)
    n, missing = int(counts["n"].sum()), int(counts["not_answered"].sum())
    rows = pd.DataFrame(
        {"responses": [people], "n": [n], "questions": [len(counts)], "not_answered": [missing]}
    )
    told = protecting.patrons(source, Seen(rows, n), [], size="responses")
    return replace(told, n=0 if told.is_hidden else n)


def distribution(source: Source) -> Seen:
    """Divide the answers of each question; hide questions with too few."""
    counts = held.distribution(source.held.answers(source.asked.chosen))
    by_question: dict[str, list[dict[Any, Any]]] = {}
    for part in with_question(satisfaction.parts_of_scale(counts)).to_dict("records"):
        by_question.setdefault(part["question"], []).append(part)
    rows = [_statement(parts) for parts in by_question.values()]
    missing = counts.loc[counts["value"].isna()].groupby("item")["answers"].sum()
    frame = pd.DataFrame(rows, columns=["item", "item_kind", "scale_min", "scale_max", "n", *SIDES])
    frame = with_question(frame).assign(not_answered=frame["item"].map(missing).fillna(0).astype("int64"))
    frame["disagree"] = frame["disagree_strong"] + frame["disagree_mild"]
    frame["agree"] = frame["agree_strong"] + frame["agree_mild"]
    seen = Seen(frame, 0, {"did not apply": int(frame["not_answered"].sum())})
    return protecting.patrons(source, seen, ["question"])


def _statement(parts: Sequence[Mapping[Any, Any]]) -> tuple[Any, ...]:
    """Put one question's values into five shades: the outer value of each side is the stronger answer."""
    *question, low, high = (parts[0][name] for name in satisfaction.QUESTION)
    shades: dict[str, float] = dict.fromkeys(SIDES, 0.0)
    for part in parts:
        ends = {low: "disagree_strong", high: "agree_strong"}
        inner = {"below": "disagree_mild", "neutral": "neutral", "above": "agree_mild"}
        shades[ends.get(part["value"], inner[part["side"]])] += part["share"]
    has_middle = (high - low) % 2 == 0
    told = {**shades, "neutral": shades["neutral"] if has_middle else None}
    return (*question, low, high, int(sum(part["answers"] for part in parts)), *told.values())


def main_shares(answers: Sums, *by: str) -> pd.DataFrame:
    """Count the top box of the question with the most answers, by columns, with ``question``."""
    counts = held.top2(answers, *by)
    return with_question(satisfaction.shares(satisfaction.main_question(counts)))


def top2(source: Source) -> Seen:
    """Give the top box of the question with most answers."""
    rows = main_shares(source.held.answers(source.asked.chosen))
    left = {"did not apply": int(rows["not_answered"].sum())}
    return protecting.patrons(source, Seen(rows, 0, left), ["question"], share="share", telling=TELLING)


def by_branch(source: Source) -> Seen:
    """Give each branch's top box; two figures of a page are made of it."""
    key = "top box by branch", source.asked.chosen, source.patrons.minimum
    return source.held.kept(key, lambda: _by_branch(source))


def _by_branch(source: Source) -> Seen:
    rows = main_shares(source.held.answers(source.asked.chosen), "branch")
    seen = Seen(rows, 0, {"did not apply": int(rows["not_answered"].sum())})
    return protecting.patrons(source, seen, ["branch", "question"], share="share", telling=TELLING)


def funnel_of_branches(source: Source) -> Seen:
    """Hold the branches that may be shown against what chance allows."""
    seen = by_branch(source)
    shown = seen.rows.loc[~seen.rows["hidden"] & (seen.rows["coded"] == "")]
    held = funnel(shown.astype({"n": "int64", "top": "int64"}))
    return replace(seen, rows=held)


def by_month(source: Source) -> Seen:
    """Give each month's top box, and the change against the year before."""
    rows = main_shares(source.held.answers(source.asked.chosen), "month")
    left = {"did not apply": int(rows["not_answered"].sum())}
    seen = protecting.patrons(
        source, Seen(rows, 0, left), ["month", "question"], share="share", telling=TELLING
    )
    return replace(_whole_months(seen), more={"change": _change(source, _of_shares)})


def by_month_nps(source: Source) -> Seen:
    """Give each month's net promoter score, and the change against the year before."""
    counts = held.nps(source.held.answers(source.asked.chosen), "month")
    rows = with_question(satisfaction.scores(satisfaction.main_question(counts)))
    left = {"did not apply": int(rows["not_answered"].sum())}
    seen = protecting.patrons(source, Seen(rows, 0, left), ["month", "question"])
    return replace(_whole_months(seen), more={"change": _change(source, _of_scores)})


def _whole_months(seen: Seen) -> Seen:
    """Put the months in order, quiet ones too, which have no value."""
    rows = seen.rows.assign(month=pd.to_datetime(seen.rows["month"])).sort_values("month")
    rows = periods.every_month(rows, {}) if rows["month"].is_unique else rows
    filled = rows.assign(hidden=rows["hidden"].fillna(False).astype(bool), coded=rows["coded"].fillna(""))
    return replace(seen, rows=filled)


def _of_shares(now: Sums, before: Sums) -> pd.DataFrame:
    sides = _alike(*(with_question(satisfaction.main_question(held.top2(each))) for each in (now, before)))
    return _with_question(changes.of_shares(*sides, "top", "n"), sides[0])


def _of_scores(now: Sums, before: Sums) -> pd.DataFrame:
    sides = [with_question(satisfaction.main_question(held.nps(each))) for each in (now, before)]
    alike = _alike(sides[0], sides[1])
    return _with_question(changes.of_scores(*alike), alike[0])


def _with_question(told: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Name the one question that both sides are about."""
    return told.assign(question=now["question"])


def _alike(now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep of the period before only the question that is asked now."""
    return now, before.loc[before["question"].isin(now["question"])]


def _change(
    source: Source, compare: Callable[[Sums, Sums], pd.DataFrame]
) -> tuple[pd.Series[Any], str] | None:
    """Compare the chosen period, or the newest twelve months, with the same months of the year before.

    None where there is nothing before, or where either side may not be shown.
    """
    span = compared(source)
    if span is None:
        return None
    chosen = replace(source.asked.chosen, fiscal_years=(), undated="left out")
    sides = [as_years(replace(chosen, first_month=each.first, last_month=each.last), source)
                for each in (span, span.year_before())]  # fmt: skip
    lattices = [lattice for each in sides if (lattice := source.patrons.lattice(each, ["question"]))]
    if len(lattices) < len(sides):  # nobody may see it, so it is not counted
        return None
    told = compare(*(source.held.answers(each) for each in sides))
    if told.empty or not (told["n_now"].iloc[0] and told["n_before"].iloc[0]):
        return None
    if told[["n_now", "n_before"]].iloc[0].min() < source.patrons.minimum:
        return None
    questions = told["question"].tolist()
    if any(protecting.unsafe_questions(lattice, questions).any() for lattice in lattices):
        return None
    return told.iloc[0], span.describe()


def as_years(chosen: PeopleFilter, source: Source) -> PeopleFilter:
    """Write a span that is a whole fiscal year as that year, which more guards can answer."""
    first, last = chosen.first_month, chosen.last_month
    assert first
    assert last
    year = periods.FiscalYear(
        periods.fiscal_year(first, source.asked.house.fiscal_start), source.asked.house.fiscal_start
    )
    if (year.span.first, year.span.last) != (first, last):
        return chosen
    return replace(chosen, first_month=None, last_month=None, fiscal_years=(year.year,))


def compared(source: Source) -> periods.Span | None:
    """The months that a change is told of: those chosen that have answers, at most the newest twelve."""
    months = source.held.answers(source.asked.chosen).by("month", counts=())["month"]
    if months.empty:
        return None
    first, last = months.min().date(), months.max().date()
    return periods.Span(max(first, periods.shifted(last, -11)), last)
