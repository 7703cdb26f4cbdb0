"""What a library's training and answers come to, held in memory as long as the data stays the same.

The rollups are read once per data version (a second for a million rows, some 20 MB) and narrowed by a
few passes over whole numbers after every click. Above ``MOST_ROWS`` only what the filter leaves is read.
Nothing here knows a role or a minimum: what may be shown is decided from the numbers, as before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import narwhals as nw
import pandas as pd

from analysis import held, learners, survey
from analysis.counting import Rows
from analysis.people_filter import PeopleFilter
from analysis.sums import Sums

MOST_ROWS: Final = 3_000_000
"""Rows of a table up to which it is held: 60 MB of a rollup, 30 MB of who is behind it."""

MOST_NARROWED: Final = 8
"""Filters whose sums are kept, for the findings of a page: what is chosen, and the periods compared."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Held:
    """Reads, narrows and remembers.

    ``tables`` are the whole ones. ``whole`` is what was read of them, ``narrowed`` what was made of that
    for the newest filters; both are of one version of the data, whoever asks.
    """

    tables: Mapping[str, Rows]
    whole: dict[str, Any]
    narrowed: dict[Hashable, Any]

    def training(self, chosen: PeopleFilter) -> Sums:
        """Give the sums of the chosen training."""
        return self._narrowed("training_by_month", held.read_training, replace(chosen, channels=()))

    def answers(self, chosen: PeopleFilter) -> Sums:
        """Give the sums of the chosen answers."""
        return self._narrowed("answers_by_month", held.read_answers, replace(chosen, topics=(), courses=()))

    def totals(self, chosen: PeopleFilter) -> pd.Series[Any]:
        """Count the chosen training as a whole."""
        return self.kept(("totals", chosen), lambda: held.totals(self.training(chosen)))

    def learners(self, chosen: PeopleFilter) -> int:
        """Count the people with any of the chosen training."""
        if self._is_small("learner_courses"):
            return self._chosen("learner_courses", held.read_learners, chosen).different()
        return _first(learners.people(chosen.apply(self.tables)["learner_courses"]), "people")

    def responses(self, chosen: PeopleFilter) -> int:
        """Count the people who gave any of the chosen answers."""
        if self._is_small("answers"):
            return self._chosen("answers", held.read_responses, chosen).different()
        return _first(survey.responses(chosen.apply(self.tables)["answers"]), "responses")

    def courses(self) -> pd.DataFrame:
        """Give the id and the label of every course of the catalog."""
        return self._read("courses", lambda rows: _frame(rows.select("course_id", "label")))

    def course_topics(self, chosen: PeopleFilter) -> pd.DataFrame:
        """Give the courses' topics, at the chosen ranks and of the chosen topics."""
        topics = self._read("course_topics", lambda rows: _frame(rows.select("course_id", "topic", "rank")))
        if not chosen.every_topic:
            topics = topics.loc[topics["rank"] == 1]
        return topics.loc[topics["topic"].isin(chosen.topics)] if chosen.topics else topics

    def _narrowed(self, name: str, read: Callable[[Rows], Sums], chosen: PeopleFilter) -> Sums:
        if not self._is_small(name):
            return self.kept((name, chosen), lambda: read(chosen.apply(self.tables)[name]))
        return self.kept((name, chosen), lambda: self._chosen(name, read, chosen))

    def _chosen(self, name: str, read: Callable[[Rows], Sums], chosen: PeopleFilter) -> Sums:
        sums = self._read(name, read)
        topics = self.course_topics(PeopleFilter(every_topic=True)) if chosen.topics else pd.DataFrame()
        return sums.where(chosen.wanted(sums, list(topics.itertuples(index=False, name=None))))

    def _is_small(self, name: str) -> bool:
        count = self._read(f"{name} count", lambda _: _first(self.tables[name].select(n=nw.len()), "n"))
        return count <= MOST_ROWS

    def _read(self, name: str, read: Callable[[Rows], Found]) -> Found:
        """Read something of a whole table, once as long as the data stays the same."""
        if name not in self.whole:
            self.whole[name] = read(self.tables[name.removesuffix(" count")])
        found: Found = self.whole[name]
        return found

    def kept(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Make something for a filter, unless another finding of the page just has.

        ``key`` names all that it depends on besides the data: the filter, a minimum, a role.
        """
        if key not in self.narrowed:
            made = make()
            for old in list(self.narrowed)[: 1 - MOST_NARROWED]:
                self.narrowed.pop(old, None)
            self.narrowed[key] = made
            return made
        found: Found = self.narrowed[key]
        return found


def _frame(rows: Rows) -> pd.DataFrame:
    frame: pd.DataFrame = rows.collect("pandas").to_native()
    return frame


def _first(rows: Rows, column: str) -> int:
    return int(_frame(rows)[column].iloc[0])
