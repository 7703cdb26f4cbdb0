"""The recipes that come with Front Desk, by the names that people call them."""

from __future__ import annotations

from typing import Final

from report.pack.recipe import Recipe, Wanted

YEAR: Final = "last full fiscal year"
SO_FAR: Final = "fiscal year to date"
MONTHS: Final = "last full 12 months"

BOARD: Final = Recipe(
    name="board in five slides",
    title="Report to the board",
    says="The five findings a board asks for first, the fiscal year so far.",
    wanted=(
        Wanted("training.completion_rate_by_branch", period=SO_FAR),
        Wanted("training.hours_by_month", period=MONTHS),
        Wanted("satisfaction.top2_by_branch", period=SO_FAR),
        Wanted("satisfaction.nps_by_month", period=MONTHS),
        Wanted("together.estimate"),
        Wanted("training.coverage_by_branch"),
        Wanted("satisfaction.distribution", period=SO_FAR),
        Wanted("catalog.courses_by_topic"),
        Wanted("catalog.courses_by_year"),
        Wanted("catalog.courses_by_format"),
        Wanted("catalog.courses_by_host"),
        Wanted("catalog.topic_ages"),
    ),
    most=5,
)

STATE: Final = Recipe(
    name="annual report to the state",
    title="Annual report",
    says="Everything a state library asks about a fiscal year: training, satisfaction, and the catalog.",
    wanted=(
        Wanted("training.completion_rate_by_branch", period=YEAR),
        Wanted("training.completion_rate_by_month", period=YEAR),
        Wanted("training.completion_rate_by_topic", period=YEAR),
        Wanted("training.hours_by_month", period=YEAR),
        Wanted("training.coverage_by_branch", period=YEAR),
        Wanted("training.coverage_by_topic", period=YEAR),
        Wanted("satisfaction.distribution", period=YEAR),
        Wanted("satisfaction.top2_by_branch", period=YEAR),
        Wanted("satisfaction.nps_by_month", period=YEAR),
        Wanted("satisfaction.importance", period=YEAR),
        Wanted("satisfaction.gaps", period=YEAR),
        Wanted("catalog.courses_by_topic"),
        Wanted("catalog.courses_by_host"),
        Wanted("catalog.courses_by_format"),
        Wanted("catalog.courses_by_year"),
    ),
)

VISIT: Final = Recipe(
    name="branch visit",
    title="Branch visit",
    says="One branch, the last full fiscal year: what its staff learned and what its patrons say.",
    wanted=(
        Wanted("training.completion_rate_by_branch", period=YEAR),
        Wanted("training.hours_by_month", period=YEAR),
        Wanted("training.completion_rate_by_topic", period=YEAR),
        Wanted("training.coverage_by_branch"),
        Wanted("training.coverage_by_topic"),
        Wanted("satisfaction.distribution", period=YEAR),
        Wanted("satisfaction.top2_by_month", period=YEAR),
        Wanted("satisfaction.nps_by_month", period=YEAR),
        Wanted("satisfaction.importance", period=YEAR),
        Wanted("satisfaction.gaps", period=YEAR),
        Wanted("catalog.topic_ages"),
    ),
    asks_branch=True,
)

GRANT: Final = Recipe(
    name="grant evidence",
    title="Evidence for a grant",
    says="Who was reached, what was learned, whether patrons noticed, and where the catalog has gaps.",
    wanted=(
        Wanted("together.estimate"),
        Wanted("training.coverage_by_branch"),
        Wanted("training.coverage_by_topic"),
        Wanted("training.completion_rate_by_topic", period=YEAR),
        Wanted("training.hours_by_month", period=YEAR),
        Wanted("satisfaction.top2_by_branch", period=YEAR),
        Wanted("satisfaction.distribution", period=YEAR),
        Wanted("satisfaction.opportunity", period=YEAR),
        Wanted("curriculum.gaps"),
        Wanted("catalog.topic_ages"),
        Wanted("catalog.courses_by_topic"),
    ),
)

READY: Final = {recipe.name: recipe for recipe in (BOARD, STATE, VISIT, GRANT)}
"""Name -> recipe. What a library has no data for is left out of a pack, and the pack says so."""
