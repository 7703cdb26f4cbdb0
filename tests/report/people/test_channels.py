"""The mix of channels: shares by year for those checked, a warning for those who compare."""

from __future__ import annotations

from datetime import date

from analysis.people_filter import PeopleFilter
from analysis.takeaways.satisfaction import mix_moved
from data.store import Store
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.data.store.checked_files import add, survey
from tests.report.people.conftest import TODAY, Ask

FINDING = "satisfaction.channels_by_year"


def test_shares_of_a_year_add_up_and_the_newest_is_said(ask: Ask) -> None:
    said = ask(FINDING)
    rows = said.frames.rows
    assert rows.groupby("fiscal_year")["share"].sum().round(9).tolist() == [1.0, 1.0]
    assert said.sentence == "In FY2027 so far, 51% of 63 answers came by web, after 51% in FY2026."
    assert said.n == 189


def test_a_chosen_channel_is_still_shown_among_all(ask: Ask) -> None:
    assert ask(FINDING, channels=("web",)).frames.rows.equals(ask(FINDING).frames.rows)


def test_of_a_branch_or_of_months_nothing_is_shown_that_nobody_checked(ask: Ask) -> None:
    for chosen in ({"branches": ("North",)}, {"first_month": date(2025, 7, 1)}):
        said = ask(FINDING, **chosen)
        assert said.n == 0
        assert said.frames.rows.empty
        assert "too small" in said.sentence


def test_a_channel_of_few_is_hidden_with_another_and_their_shares_with_them(store: Store) -> None:
    sizes = {"paper": 40, "web": 30, "phone": 4}
    add(store, survey(*({"response_id": f"{channel}{n}", "channel": channel}
                        for channel, size in sizes.items() for n in range(size))), "a.csv")  # fmt: skip
    question = PeopleAsked(PeopleFilter(), "director", TODAY, House.of(store))
    said = answer(store, FINDINGS[FINDING], question)
    shown = said.frames.rows.set_index("channel")
    assert shown["hidden"].to_dict() == {"paper": False, "web": True, "phone": True}
    assert shown.loc[["web", "phone"], ["n", "share"]].isna().all(axis=None)
    assert "of the answers came by paper" in said.sentence


def test_a_warning_names_what_moved() -> None:
    assert mix_moved(["channel"]).startswith("Answers came through other channels than in the same months")
    assert mix_moved(["channel", "season"]).startswith(
        "Answers came through other channels and in other seasons than"
    )


def test_a_season_that_moved_is_warned_of(store: Store) -> None:
    told = [
        {"response_id": f"{day}{n}", "responded_on": day, "channel": "web"}
        for day, size in ((date(2024, 7, 3), 60), (date(2025, 3, 3), 20), (date(2025, 7, 3), 20),
                          (date(2026, 3, 3), 60))
        for n in range(size)
    ]  # fmt: skip
    add(store, survey(*told), "a.csv")
    question = PeopleAsked(PeopleFilter(fiscal_years=(2026,)), "director", TODAY, House.of(store))
    said = answer(store, FINDINGS["satisfaction.mix"], question)
    assert said.frames.more["ways"] == ["season"]
    assert said.sentence.startswith("Answers came in other seasons than")
