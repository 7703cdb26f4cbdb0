"""Courses one by one: found by search, and told with where each fact came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import narwhals as nw
import pandas as pd

import analysis.catalog
from analysis import search
from analysis.filters import CourseFilter
from data.store import Store


@dataclass(frozen=True, slots=True)
class Found:
    """The courses that answer a search, best first.

    ``courses`` has a row per course, with the columns of ``analysis.catalog.course_list``.
    ``terms`` say how the query was understood; empty without one.
    """

    courses: pd.DataFrame
    terms: Sequence[search.Term]

    @property
    def stems(self) -> list[str]:
        """What the matching words begin with, to mark them in a passage."""
        return [term.stem for term in self.terms if term.is_known]

    @property
    def corrected(self) -> list[search.Term]:
        """The words that were read as another, because the catalog does not have them."""
        return [term for term in self.terms if term.is_corrected]

    @property
    def unknown(self) -> list[str]:
        """The words that nothing in the catalog is like."""
        return [term.typed for term in self.terms if not term.is_known]


def words(store: Store) -> frozenset[str]:
    """Collect every word of the catalog, to know a typing mistake by."""
    with store.reading() as tables:
        texts = tables["courses"].select("search_text").collect("pandas").to_native()
    return search.vocabulary(texts["search_text"])


def find(store: Store, chosen: CourseFilter, query: str, vocabulary: frozenset[str]) -> Found:
    """Find the chosen courses that have the words of a query; without words, all of them by label."""
    terms = search.correct(search.terms(query), vocabulary)
    with store.reading() as tables:
        courses = chosen.apply(tables)["courses"]
        listed = analysis.catalog.course_list(courses).collect("pandas").to_native()
        if not terms:
            return Found(listed, [])
        known = [term.stem for term in terms if term.is_known]
        matching = analysis.catalog.courses_matching(courses, known).collect("pandas").to_native()
    return Found(matching[["course_id"]].merge(listed, on="course_id", how="left"), terms)


SEARCHED: Final = {
    "courses": ("description", ""),
    "course_objectives": ("text", "Objectives: "),
    "course_people": ("person", "People: "),
    "course_organizations": ("organization", "Organizations: "),
    "course_topics": ("topic", "Topics: "),
}
"""Where a search finds words, best place first: table -> its column, and how a passage from it begins."""


def passages(
    store: Store, course_ids: Sequence[str], stems: Sequence[str]
) -> dict[str, list[tuple[str, bool]]]:
    """Give the passage that matched for a few courses, by id, as ``analysis.search.passage`` does.

    It comes from the first place that has any of the words; without one, from the description.
    """
    ids = list(course_ids)
    found: dict[str, list[tuple[str, bool]]] = {}
    with store.reading() as tables:
        for table, (column, begins) in SEARCHED.items():
            rows = tables[table].filter(nw.col("course_id").is_in(ids)).select("course_id", column)
            texts = rows.collect("pandas").to_native().groupby("course_id")[column].agg("; ".join)
            for course_id, text in texts.items():
                passage = search.passage(begins + text, stems)
                better = any(hit for _, hit in passage) and not any(
                    h for _, h in found.get(str(course_id), [])
                )
                if better or course_id not in found:
                    found[str(course_id)] = passage
    return found


@dataclass(frozen=True, slots=True)
class Detail:
    """One course with everything known of it, and where that was read.

    The frames have the columns of their tables in ``data.store.schema``, this course's rows only:
    ``entries`` with ``file_name`` beside them, ``corrections`` those in force, newest first.
    """

    course: pd.Series[Any]
    organizations: pd.DataFrame
    people: pd.DataFrame
    objectives: pd.DataFrame
    topics: pd.DataFrame
    entries: pd.DataFrame
    corrections: pd.DataFrame
    problems: pd.DataFrame

    def named(self, role: str) -> list[str]:
        """The organizations or people of a role, in their order."""
        organizations = self.organizations[self.organizations["role"] == role]["organization"]
        people = self.people[self.people["role"] == role]["person"]
        return [*organizations, *people]


def detail(store: Store, course_id: str) -> Detail | None:
    """Tell one course in full; None when no live upload has it."""

    with store.reading() as tables:

        def rows(name: str, *order: str) -> pd.DataFrame:
            mine = tables[name].filter(nw.col("course_id") == course_id)
            return (mine.sort(*order) if order else mine).collect("pandas").to_native()

        course = rows("courses")
        if course.empty:
            return None
        uploads = tables["uploads"].select("upload_id", "file_name", "added_at")
        entries = tables["catalog_entries"].filter(nw.col("course_id") == course_id)
        corrections = tables["corrections"].filter(
            (nw.col("course_id") == course_id) & nw.col("undone_at").is_null()
        )
        return Detail(
            course=course.iloc[0],
            organizations=rows("course_organizations", "role", "position"),
            people=rows("course_people", "role", "position"),
            objectives=rows("course_objectives", "position"),
            topics=rows("course_topics", "rank"),
            entries=entries.join(uploads, on="upload_id", how="inner")
            .sort("added_at", "entry_number")
            .collect("pandas")
            .to_native(),
            corrections=corrections.sort("made_at", descending=True).collect("pandas").to_native(),
            problems=rows("problems", "source_row"),
        )


@dataclass(frozen=True, slots=True)
class Review:
    """What an editor should see to: names nobody has mapped, and courses without a topic.

    ``unknown_hosts`` are names as written, most courses first; ``topicless`` has ``course_id`` and
    ``label``, by label.
    """

    unknown_hosts: list[str]
    topicless: pd.DataFrame


def review(store: Store) -> Review:
    """Find what an editor should see to in the whole catalog."""
    with store.reading() as tables:
        unknown = (
            tables["course_organizations"]
            .filter(~nw.col("is_known") & nw.col("counts_as_host"))
            .group_by("organization")
            .agg(course_count=nw.len())
            .sort("course_count", "organization", descending=[True, False])
            .collect("pandas")
            .to_native()
        )
        topicless = tables["courses"].filter(nw.col("topic_count") == 0)
        listed = topicless.select("course_id", "label").sort("label").collect("pandas").to_native()
    return Review(unknown["organization"].tolist(), listed)


def known(store: Store, course_ids: Sequence[str]) -> int:
    """Count how many of these courses are in the catalog already."""
    with store.reading() as tables:
        ids = tables["courses"].select("course_id").collect("pandas").to_native()["course_id"]
    return len(set(course_ids) & set(ids))
