"""The takeaway in one or two lines, and apart from it what its sentence says besides.

A headline in half a page has room for two lines; n, comparison and interval then stand right below it. The
words follow the same rules as the sentence (``analysis.changes``), and never claim more.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import changes, wording
from analysis.takeaways import training
from analysis.takeaways.changes import Unit, ends, figure, moved_by

LONGEST: Final = 80
"""Letters of a headline: two lines in half a page, three on a phone. A longer sentence is in two parts."""

NAME: Final = 34
"""Letters of a name in a headline; a longer one is cut."""

QUOTED: Final = 23
"""Letters of each of two questions in a headline."""


PAUSE: Final = re.compile("; ")
NUMBERED: Final = re.compile(r": (?=(?:\d+|no|none|one|two|three|four|five|six|seven|eight|nine|all|both)\b)")


class Brief(NamedTuple):
    """A headline, and what stands below it: numbers, comparison, interval. Both are whole sentences."""

    headline: str
    detail: str


NOTHING: Final = Brief("", "")
"""Of a finding whose sentence is all there is to say."""


def at_a_pause(sentence: str) -> Brief:
    """Part a long sentence where it pauses: at a semicolon, else at a colon before a number.

    A short sentence, and one without such a pause, stays whole.
    """
    if len(sentence) <= LONGEST:
        return NOTHING
    found = PAUSE.search(sentence) or NUMBERED.search(sentence)
    if found is None:
        return NOTHING
    rest = sentence[found.end() :]
    return Brief(f"{sentence[: found.start()]}.", rest[:1].upper() + rest[1:])


def change(
    row: pd.Series[Any], what: str, unit: Unit, counted: str, months: str, compared_with: str
) -> Brief:
    """Tell one row of ``analysis.changes`` in two parts.

    Parameters
    ----------
    row
        As for ``takeaways.changes.change``.
    what
        What changed: "satisfaction".
    unit, counted
        As for ``takeaways.changes.change``.
    months
        The period: "July 2025 to June 2026".
    compared_with
        The other period, as it stands after a number: "the year before", "in June 2026".
    """
    sizes = [wording.count(int(row[f"n_{side}"]), counted) for side in ("now", "before")]
    if row["word"] == changes.TOO_FEW:
        headline = f"there are too few {counted}s to say whether {what} changed"
        return Brief(wording.sentence(headline), f"{months}: {sizes[0]}; {compared_with}: {sizes[1]}.")
    now, before = (figure(row[side], unit) for side in ("now", "before"))
    if row["word"] == changes.NO_CLEAR_CHANGE:
        headline = f"{what} shows no clear change: {now}, after {before} {compared_with}"
    else:
        headline = f"{what} {row['word']}: {now}, after {before} {compared_with}"
    among = int(row["compared"])
    detail = (
        f"{months}: {sizes[0]}; {compared_with}: {sizes[1]}. Change {moved_by(row, unit)}, 95% interval "
        f"{ends(row, unit)}{f'; {wording.number(among)} were compared' if among > 1 else ''}."
    )
    return Brief(wording.sentence(headline), detail)


def completion_rates(rates: pd.DataFrame, group: str, at: str, noun: str, plural: str) -> Brief:
    """Tell ``takeaways.training.completion_rates`` in two parts; ``noun`` is what a group is."""
    some = training.shown(rates)
    some = some.loc[(some["learner_courses"].fillna(0) > 0) & some["completed"].notna()]
    if len(some) < 2:
        return NOTHING
    said = "learner-courses were completed"
    return _rate(some, ("completed", "learner_courses"), (group, at, noun, plural), said, "")


def top2(shares: pd.DataFrame) -> Brief:
    """Tell ``takeaways.satisfaction.top2`` by branch in two parts."""
    some = training.shown(shares)
    some = some.loc[(some["n"].fillna(0) > 0) & some["top"].notna()]
    if len(some) < 2:
        return NOTHING
    question = f" answers to “{some['item'].iloc[0]}”"
    named = ("branch", "at", "branch", "branches")
    return _rate(some, ("top", "n"), named, "answers are in the top box", question)


def _rate(
    some: pd.DataFrame, columns: tuple[str, str], named: tuple[str, str, str, str], said: str, of: str
) -> Brief:
    """Tell a rate and who is far from it: by name where it is one, else by their number."""
    part, whole = columns
    group, at, noun, plural = named
    k, n = int(some[part].sum()), int(some[whole].sum())
    held = training.against_chance(some, part, whole, group)
    headline = f"{wording.percent(k / n)} of {said}; {_apart(held, noun, plural)}"
    detail = f"{wording.number(k)} of {wording.number(n)}{of}"
    return Brief(wording.sentence(headline), wording.sentence(detail + training.far_from(held, at)))


def _apart(held: pd.DataFrame, noun: str, plural: str) -> str:
    far = held.loc[held["outside"] == "99.8%"]
    sides = [
        (way, sorted(far.loc[(far["share"] - far["average"]) * sign > 0, "name"]))
        for way, sign in (("above", 1), ("below", -1))
    ]
    told = [(way, names) for way, names in sides if names]
    if not told:
        return f"no {noun} stands apart"
    return _sides(told, plural, "clearly ")


def _sides(told: list[tuple[str, list[str]]], plural: str, how: str, than: str = "") -> str:
    """Name or count each side: "Mill Road is clearly above, three below"."""
    (way, names), *rest = told
    longest = QUOTED if rest else NAME
    called, verb = _called(names, plural, longest), "is" if len(names) == 1 else "are"
    said = f"{called} {verb} {how}{way}{than}"
    return ", ".join([said, *(f"{_called(others, '', longest)} {other}" for other, others in rest)])


def _called(names: list[str], plural: str, longest: int) -> str:
    """Name the one, or count several: "Mill Road", "two branches"."""
    if len(names) == 1:
        return wording.shortened(names[0], longest)
    return f"{wording.in_words(len(names))} {plural}".rstrip()


def hours_by_month(hours: pd.DataFrame) -> Brief:
    """Tell ``takeaways.training.hours_by_month`` in two parts."""
    some = training.shown(hours)
    total = float(some["hours"].sum()) if len(some) else 0.0
    if not total or len(some) == 1:
        return NOTHING
    months = pd.to_datetime(some["month"])
    most = some.iloc[int(some["hours"].to_numpy("float64").argmax())]
    is_alone = int((some["hours"] == most["hours"]).sum()) == 1
    month = wording.month_year(pd.Timestamp(most["month"]))
    detail = f"from {wording.month_year(months.min())} to {wording.month_year(months.max())}"
    detail += f"; in {month} {wording.hours(float(most['hours']))}" if is_alone else ""
    unknown = int(some["unknown_hours"].sum())
    detail += f"; of {wording.count(unknown, 'more completion')} the hours are not known" if unknown else ""
    peak = f", most in {month}" if is_alone else ""
    return Brief(f"Staff completed {wording.hours(total)}{peak}.", wording.sentence(detail))


def coverage_by_branch(coverage: pd.DataFrame, what: str) -> Brief:
    """Tell ``takeaways.training.coverage_by_branch`` in two parts."""
    some = training.shown(coverage).dropna(subset="coverage")
    if len(some) < 2:
        return NOTHING
    staff, trained = int(some["staff"].sum()), int(some[["staff", "trained"]].min(axis=1).sum())
    half = int((some["coverage"] >= 0.5).sum())
    branches = "no branch" if not half else f"{wording.of(half, len(some))} branches"
    return Brief(
        f"{wording.percent(trained / staff)} of the staff have completed {what}.",
        f"{wording.number(trained)} of {wording.number(staff)}; at {branches} it is half of them or more.",
    )


def coverage_by_topic(coverage: pd.DataFrame) -> Brief:
    """Tell ``takeaways.training.coverage_by_topic`` in two parts."""
    known = training.of_all_staff(coverage)
    if known.empty or known["coverage"].nunique() == 1:
        return NOTHING
    first, last = known.iloc[0], known.iloc[-1]
    topics = [wording.shortened(str(row["topic"]), NAME) for row in (first, last)]
    most, least = (wording.share(int(row["trained"]), int(row["staff"])) for row in (first, last))
    return Brief(
        f"{topics[0]} is covered best, {topics[1]} least.",
        f"{first['topic']}: {most} of the staff have completed a course of it; {last['topic']}: {least}.",
    )


def days_to_complete(row: pd.Series[Any]) -> Brief:
    """Tell ``takeaways.training.days_to_complete`` in two parts."""
    n = int(row["n"])
    if n < 2:
        return NOTHING
    low, high = round(row["low"]), wording.count(round(row["high"]), "day")
    return Brief(
        f"A course typically takes {wording.count(round(row['median']), 'day')}.",
        f"The middle half of {wording.number(n)} completions took {low} to {high}.",
    )


def most_and_least(best: tuple[str, str], least: tuple[str, str]) -> Brief:
    """Name the question agreed with most and the one least, each with "82% of 1,302"."""
    return Brief(
        f"Patrons agree most on “{wording.shortened(best[0], QUOTED)}”, least on "
        f"“{wording.shortened(least[0], QUOTED)}”.",
        f"Most: {best[1]} on “{best[0]}”. Least: {least[1]} on “{least[0]}”.",
    )


def outside_chance(lower: list[str], higher: list[str]) -> Brief:
    """Count the branches outside the funnel's limits, and name them below."""
    sides = [(way, names) for way, names in (("lower", lower), ("higher", higher)) if names]
    if not sides:
        return NOTHING
    headline = _sides(sides, "branches", "", " than chance makes a branch")
    listed = [f"{way.capitalize()}: {wording.join(names)}." for way, names in sides]
    return Brief(wording.sentence(headline), " ".join(listed))


def raised_in_vain(topics: list[str]) -> Brief:
    """Count the topics that patrons raise and no recent course is on, and name them below."""
    if not topics:
        return NOTHING
    verbs = ("is", "has") if len(topics) == 1 else ("are", "have")
    things = "topic" if len(topics) == 1 else "topics"
    count = f"{wording.in_words(len(topics))} {things}"
    said = f"{count} {verbs[0]} raised by patrons and {verbs[1]} no recent course"
    return Brief(wording.sentence(said), f"{wording.join(topics)}.")
