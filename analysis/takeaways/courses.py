"""Headlines about the courses: when, in which format, by whom, on what."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pandas as pd

from analysis import wording

NOTHING: Final = "There are no courses to show."

_MOST_NAMES: Final = 3
"""Names a headline lists before it counts them instead."""


def totals(totals: pd.DataFrame) -> str:
    """Say how many courses there are and from when, from ``catalog.totals``."""
    row = totals.iloc[0]
    if not row["course_count"]:
        return NOTHING
    said = f"the catalog lists {wording.count(row['course_count'], 'course')}"
    if not row["dated_count"]:
        return wording.sentence(f"{said}, {'and it has' if row['course_count'] == 1 else 'all with'} no date")
    span = wording.years(int(row["first_year"]), int(row["last_year"]))
    said += f" from {span}"
    undated = int(row["undated_count"])
    if undated:
        said += f"; {wording.in_words(undated)} of them {'has' if undated == 1 else 'have'} no date"
    return wording.sentence(said)


def courses_by_year(counts: pd.DataFrame) -> str:
    """Say when the courses are from, from ``catalog.courses_by_year_and_format``."""
    has_year = counts["year"].notna()
    dated, undated = counts[has_year], counts[~has_year]
    if counts.empty:
        return NOTHING
    if dated.empty:
        return _lacking(int(undated["course_count"].sum()), "has a date", "has no date")
    return wording.sentence(_dated_and_undated(dated, undated) or _span_and_peak(dated))


def _dated_and_undated(dated: pd.DataFrame, undated: pd.DataFrame) -> str | None:
    """Tell the formats of dated and undated courses apart, where the frame does that cleanly."""
    names, total = dated["format"].unique(), int(dated["course_count"].sum())
    leaders, most = _leaders(undated, "format")
    if len(names) != 1 or names[0] == "unknown" or total < 2 or len(leaders) != 1 or leaders[0] == names[0]:
        return None
    rest = wording.of(most, int(undated["course_count"].sum()))
    return f"every dated course {_are(names[0], 1)}; {rest} without a date {_are(leaders[0], most)}"


def _span_and_peak(dated: pd.DataFrame) -> str:
    by_year = dated.groupby("year", as_index=False)["course_count"].sum()
    total = int(by_year["course_count"].sum())
    first, last = int(by_year["year"].min()), int(by_year["year"].max())
    if first == last:
        return f"{wording.every(total)} dated {'course is' if total == 1 else 'courses are'} from {first}"
    peaks, most = _leaders(by_year.assign(year=by_year["year"].astype(str)), "year")
    said = f"the {wording.in_words(total)} dated courses run from {first} to {last}"
    if most == 1 or len(peaks) > _MOST_NAMES:
        return f"{said}, never more than {wording.in_words(most)} a year"
    each = " each" if len(peaks) > 1 else ""
    return f"{said}, with the most, {wording.in_words(most)}{each}, in {wording.join(peaks)}"


def courses_by_format(counts: pd.DataFrame) -> str:
    """Say which format leads, from ``catalog.courses_by_format``."""
    total = int(counts["course_count"].sum())
    leaders, most = _leaders(counts, "format")
    if not total:
        return NOTHING
    if most == total:
        subject = "the one course" if total == 1 else wording.every(total)
        return wording.sentence(f"{subject} {_are(leaders[0], total)}")
    if len(leaders) > 1:
        groups = wording.join([wording.format_courses(name, 2) for name in leaders])
        level = f"are level, {wording.in_words(most)} each of {wording.in_words(total)}"
        return wording.sentence(f"{groups} {level}")
    return wording.sentence(_share_of_format(leaders[0], most, total))


def _share_of_format(name: str, most: int, total: int) -> str:
    part = Fraction(most, total)
    if part > Fraction(1, 2) and part.denominator in (3, 4, 5) and part.denominator < total:
        return f"{wording.in_words(part.numerator)} in {wording.in_words(part.denominator)} {_are(name, 2)}"
    if part >= Fraction(1, 2):
        subject = "half" if part == Fraction(1, 2) else "most"
        return f"{subject} {_are(name, 2)}: {wording.of(most, total)}"
    return f"{wording.format_courses(name, 2)} are the largest group: {wording.of(most, total)}"


def courses_by_host(counts: pd.DataFrame, course_count: int) -> str:
    """Say who is behind the courses, from ``catalog.courses_by_host`` and the number of courses."""
    if not course_count:
        return NOTHING
    if counts.empty:
        return _lacking(course_count, "names a host", "names no host")
    leaders, most = _leaders(counts, "host")
    part = "the one course" if course_count == 1 else f"{wording.of(most, course_count)} courses"
    if len(leaders) == 1:
        return f"{leaders[0]} is behind {part}."
    if len(leaders) <= _MOST_NAMES:
        return f"{wording.join(leaders)} are each behind {part}."
    if most == course_count:
        return wording.sentence(f"{wording.in_words(len(leaders))} hosts are each behind {part}")
    return f"No host is behind more than {part}."


def courses_by_topic(counts: pd.DataFrame, course_count: int, *, every_topic: bool = False) -> str:
    """Say what the courses are about.

    Parameters
    ----------
    counts
        From ``catalog.courses_by_topic``.
    course_count
        The number of courses, with those that have no topic.
    every_topic
        Whether ``counts`` has all topics of a course or only its main one.
    """
    if not course_count:
        return NOTHING
    if counts.empty:
        return _lacking(course_count, "has a topic", "has no topic")
    majority = None if every_topic else _majority(counts, course_count)
    if majority:
        return majority
    leaders, most = _leaders(counts, "topic")
    role = "a topic" if every_topic else "the main topic"
    part = "the one course" if course_count == 1 else wording.of(most, course_count)
    if len(leaders) == 1:
        lead = ", more than any other" if len(counts) > 1 and 2 * most <= course_count else ""
        return f"{leaders[0]} is {role} of {part}{lead}."
    if len(leaders) <= _MOST_NAMES:
        return f"{wording.join(leaders)} are each {role} of {part}."
    if most == course_count:
        return wording.sentence(f"{wording.in_words(len(leaders))} topics are each {role} of {part}")
    return f"No topic is {role} of more than {part}."


def _majority(counts: pd.DataFrame, course_count: int) -> str | None:
    """Name the two or three main topics that make up more than half, if they stand out."""
    ordered = counts.sort_values(["course_count", "topic"], ascending=[False, True])
    sizes = [int(size) for size in ordered["course_count"]]
    for number in range(1, min(_MOST_NAMES, len(sizes)) + 1):
        together = sum(sizes[:number])
        if 2 * together > course_count:
            stands_out = number == len(sizes) or sizes[number - 1] > sizes[number]
            if number == 1 or not stands_out or together == course_count:
                return None
            names = wording.join(list(ordered["topic"][:number]))
            return f"{names} make up more than half: {wording.of(together, course_count)}."
    return None


def topic_by_year(counts: pd.DataFrame, *, every_topic: bool = False, narrowed: bool = False) -> str:
    """Say which topics have had nothing for longest.

    Parameters
    ----------
    counts
        From ``catalog.topic_by_year``.
    every_topic
        Whether ``counts`` has all topics of a course or only its main one.
    narrowed
        Whether a filter is set: then the sentence speaks of these courses, not of the catalog.
    """
    if counts.empty:
        return "There are no courses with a topic to show."
    newest = counts.groupby("topic")["year"].max().dropna().astype("int64")
    if newest.empty:
        return "No course with a topic has a date."
    oldest, latest = int(newest.min()), int(newest.max())
    about = "about" if every_topic else "mainly about"
    stale = list(newest.index[newest == oldest])
    kind = "topics" if every_topic else "main topics"
    if oldest == latest:
        return _newest_alike(stale, latest, about, kind)
    if len(stale) > _MOST_NAMES:
        among = "these" if narrowed else "the"
        part = f"{wording.number(len(stale))} of {among} {wording.number(len(newest))}"
        return f"{part} {kind} with a date have nothing after {oldest}."
    subject = "none of these courses dated" if narrowed else "nothing dated"
    return wording.sentence(f"{subject} after {oldest} is {about} {wording.join(stale, last='or')}")


def _newest_alike(topics: list[str], latest: int, about: str, kind: str) -> str:
    if len(topics) == 1:
        return f"The newest course {about} {topics[0]} is from {latest}."
    return wording.sentence(f"{wording.every(len(topics))} {kind} with a date have their newest in {latest}")


def host_by_format(counts: pd.DataFrame) -> str:
    """Say which host has most of one format, from ``catalog.host_by_format``."""
    if counts.empty:
        return "There are no courses with a host to show."
    most = int(counts["course_count"].max())
    leading = counts[counts["course_count"] == most]
    if len(leading) > _MOST_NAMES:
        what = "course" if most == 1 else "courses"
        return f"No host has more than {wording.in_words(most)} {what} of one format."
    groups = wording.join(
        [
            f"{host} with {wording.in_words(most)} {wording.format_courses(name, most)}"
            for host, name in zip(leading["host"], leading["format"], strict=True)
        ]
    )
    if len(counts) == 1:
        return f"The only group is {groups}."
    return f"The largest {'group is' if len(leading) == 1 else 'groups are'} {groups}."


def _leaders(counts: pd.DataFrame, column: str) -> tuple[list[str], int]:
    """Name those with the highest count, and the count; nobody and 0 where there is none."""
    if counts.empty:
        return [], 0
    by_name = counts.groupby(column)["course_count"].sum()
    most = int(by_name.max())
    return sorted(by_name.index[by_name == most]), most


def _are(format_id: str, value: int) -> str:
    """Say what courses are: "is a webinar", "are self-paced courses", "state no format"."""
    if format_id == "unknown":
        return "states no format" if value == 1 else "state no format"
    courses = wording.format_courses(format_id, value)
    if value != 1:
        return f"are {courses}"
    return f"is {'an' if courses[:1] in 'aeio' else 'a'} {courses}"


def _lacking(total: int, has: str, has_not: str) -> str:
    """Say of every course that it lacks something."""
    if total == 1:
        return f"The one course {has_not}."
    nobody = "neither" if total == 2 else "none"
    return wording.sentence(f"{nobody} of the {wording.in_words(total)} courses {has}")
