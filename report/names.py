"""Names of courses and branches as files have them: which are settled, which wait for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.matching import courses as course_matching
from data.store import Store

CANDIDATES: Final = 5

NOT_IN_CATALOG: Final = "not in the catalog"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name may mean: a course's or branch's key, its name, and how alike they are (0 to 100)."""

    target: str
    label: str
    score: float | None


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that waits for a person; ``records`` have it, so that the most frequent comes first."""

    kind: str
    as_written: str
    records: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """All names of live uploads: those that wait, and those that are settled, with every choice there is.

    ``settled``: one row a name with ``kind``, ``as_written``, ``meaning`` (what it stands for, None for
    "not in the catalog"), ``state``, ``score``, ``records``, ``match_id``. ``courses``: course_id -> label.
    """

    waiting: tuple[OpenName, ...]
    settled: pd.DataFrame
    courses: dict[str, str]
    branches: tuple[str, ...]

    def waiting_of(self, kind: str) -> list[OpenName]:
        """The waiting names of one kind."""
        return [name for name in self.waiting if name.kind == kind]


def names(store: Store) -> Names:
    """Read the names and their matches in force, the most frequent first."""
    catalog = store.frame("courses")
    labels = dict(zip(catalog["course_id"], catalog["label"], strict=True))
    found = _in_force(store)
    is_open = found["state"] == "open"
    branches = sorted({str(each) for each in found.loc[found["kind"] == "branch", "target"].dropna()})
    settled = found[~is_open].copy()
    settled["meaning"] = [
        labels.get(target, target) if kind == "course" else target
        for kind, target in zip(settled["kind"], settled["target"], strict=True)
    ]
    return Names(tuple(_waiting(found[is_open], catalog, labels)), settled, labels, tuple(branches))


def _in_force(store: Store) -> pd.DataFrame:
    """The matches in force with the records that have the name: the latest decision of each name."""
    written = store.frame("names_written").groupby(["kind", "as_written"], as_index=False)["records"].sum()
    matches = store.frame("matches")
    matches = matches[matches["undone_at"].isna()].sort_values("made_at")
    matches = matches.drop_duplicates(["kind", "as_written"], keep="last")
    found = written.merge(matches, on=["kind", "as_written"], how="inner")
    return found.sort_values(["records", "as_written"], ascending=[False, True], ignore_index=True)


def _waiting(waiting: pd.DataFrame, catalog: pd.DataFrame, labels: dict[str, str]) -> Sequence[OpenName]:
    titles = waiting.loc[waiting["kind"] == "course", "as_written"].tolist()
    by_name = course_matching.candidates_by_name(titles, catalog, limit=CANDIDATES) if titles else {}
    found = []
    for row in waiting.itertuples(index=False):
        name, kind = str(row.as_written), str(row.kind)
        if kind == "course":
            likely = tuple(
                Candidate(each.course_id, labels[each.course_id], each.score)
                for each in by_name.get(name, ())
            )
        else:
            guess = [] if pd.isna(row.target) else [str(row.target)]
            likely = tuple(Candidate(each, each, float(row.score or 0)) for each in guess)
        found.append(OpenName(kind, name, int(row.records), likely))
    return found
