"""What patrons wrote, for those who may read it: screened, by theme, never of a small group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis import comments, screening
from data.store import Store
from report.answer import Role
from report.people.finding import PeopleAsked
from report.people.training import collected

READERS: Final[tuple[Role, ...]] = ("director", "trainer")
"""The roles that may read comments."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, with what is personal covered."""

    text: str
    branch: str
    month: pd.Timestamp


def read(store: Store, asked: PeopleAsked, theme: str, first: int = 20) -> list[Comment]:
    """Give the newest comments on a theme under a filter; none for the board, and none of a small group.

    Names of staff and of people in the catalog are covered, and whatever looks like an address, a
    number or a link.
    """
    if asked.role not in READERS:
        return []
    with store.reading() as tables:
        chosen = collected(asked.chosen.apply(tables)["comments"].select("text", "branch", "month"))
        staff = collected(tables["staff"].select("name"))["name"].dropna()
        people = collected(tables["course_people"].select("person").unique())["person"].dropna()
    if len(chosen) < asked.house.patron_minimum:
        return []
    on_theme = comments.comments_by_theme(chosen.sort_values("month", ascending=False, kind="stable"))
    mine = on_theme.loc[on_theme["theme"] == theme]
    if len(mine) < asked.house.patron_minimum:
        return []
    screen = screening.Screen((*staff, *people))
    return [
        Comment(screen.screened(str(row["text"])), str(row["branch"] or "branch not named"), row["month"])
        for row in mine.head(first).to_dict("records")
    ]
