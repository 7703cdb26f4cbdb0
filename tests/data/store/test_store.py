"""Adding, reading and the data version."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import narwhals as nw
import pandas as pd
import pytest

from data.catalog.records import Problem, Reading, TopicMatch
from data.store import Store
from data.store.schema import TABLES
from tests.data.store.made_up import bare, derived, entry, page, reading


def test_a_course_becomes_rows_of_every_derived_table(store: Store) -> None:
    course = entry(
        "c1",
        hosts=("WebJunction", "Ourtown Reads"),
        developers=("Infopeople",),
        funders=("A Kind Fund",),
        designers=("Studio Nine",),
        presenters=("Ann Example", "Bo Sample"),
        moderators=("Cy Model",),
        experts=("Di Case",),
        lead_developers=("Ed Draft",),
        objectives=("Plan a desk.", "Greet people."),
        topics=(TopicMatch("Policy", 1, ("policies",)), TopicMatch("Teens", 2, ("teens", "teenagers"))),
    )
    added = store.add_catalog(reading(course), file_name="page.txt", content=b"page", by="Trainer")

    assert derived(store) == {
        "courses": [
            {
                "course_id": "c1",
                "label": "Course c1",
                "label_from": "derived",
                "format": "webinar",
                "dated_on": pd.Timestamp("2019-05-06"),
                "date_precision": "day",
                "year": 2019,
                "minutes": 60,
                "summary": "A calm desk.",
                "description": "A calm desk. It needs policies.",
                "main_topic": "Policy",
                "topic_count": 2,
                "host_count": 2,
                "objective_count": 2,
                "search_text": "\n".join(
                    [
                        "course c1",
                        "a calm desk. it needs policies.",
                        "plan a desk.",
                        "greet people.",
                        "webjunction",
                        "ourtown reads",
                        "infopeople",
                        "a kind fund",
                        "studio nine",
                        "ann example",
                        "bo sample",
                        "cy model",
                        "di case",
                        "ed draft",
                        "policy",
                        "teens",
                    ]
                ),
                "upload_id": "page.txt",
                "entry_number": 1,
                "first_line": 10,
                "last_line": 15,
            }
        ],
        "course_organizations": [
            organization("A Kind Fund", "funder", 1, is_known=False),
            organization("Infopeople", "developer", 1, is_known=True),
            organization("Ourtown Reads", "host", 2, is_known=False, counts_as_host=True),
            organization("Studio Nine", "designer", 1, is_known=False),
            organization("WebJunction", "host", 1, is_known=True, counts_as_host=True),
        ],
        "course_people": [
            {"course_id": "c1", "person": "Ann Example", "role": "presenter", "position": 1},
            {"course_id": "c1", "person": "Bo Sample", "role": "presenter", "position": 2},
            {"course_id": "c1", "person": "Cy Model", "role": "moderator", "position": 1},
            {"course_id": "c1", "person": "Di Case", "role": "subject expert", "position": 1},
            {"course_id": "c1", "person": "Ed Draft", "role": "lead developer", "position": 1},
        ],
        "course_objectives": [
            {"course_id": "c1", "position": 1, "text": "Plan a desk."},
            {"course_id": "c1", "position": 2, "text": "Greet people."},
        ],
        "course_topics": [
            topic("Policy", "Running the library", 1, ["policies"]),
            topic("Teens", "Programs and learning", 2, ["teens", "teenagers"]),
        ],
    }
    assert (added.entries, added.new_courses, added.known_courses, added.already) == (1, 1, 0, False)


def organization(
    name: str, role: str, position: int, *, is_known: bool, counts_as_host: bool = False
) -> dict[str, object]:
    return {
        "course_id": "c1",
        "organization": name,
        "role": role,
        "position": position,
        "is_known": is_known,
        "counts_as_host": counts_as_host,
    }


def topic(label: str, area: str, rank: int, phrases: list[str]) -> dict[str, object]:
    return {
        "course_id": "c1",
        "topic": label,
        "area": area,
        "rank": rank,
        "phrases": json.dumps(phrases),
        "set_by": "vocabulary",
    }


def test_the_upload_its_entries_and_its_problems_are_kept(store: Store) -> None:
    course = entry("c1", 3, problems=(Problem("no_length", "No length given.", 12, "Length", ""),))
    cut = Problem("page_cut", "The page ends early.")
    added = store.add_catalog(
        reading(course, problems=[cut]), file_name="../../page.txt", content=b"page", by="Trainer"
    )

    upload = store.uploads().to_dict("records")[0]
    moment = upload.pop("added_at")
    assert abs(moment.tz_localize("UTC") - pd.Timestamp.now("UTC")) < pd.Timedelta(minutes=1)
    assert pd.isna(upload.pop("undone_at"))
    assert pd.isna(upload.pop("undone_by"))
    assert upload == {
        "upload_id": added.upload_id,
        "kind": "catalog",
        "source_format": "catalog page as text",
        "file_name": "../../page.txt",
        "sha256": hashlib.sha256(b"page").hexdigest(),
        "entries": 1,
        "new_courses": 1,
        "problem_count": 2,
        "added_by": "Trainer",
        "rows_accepted": 0,
        "rows_rejected": 0,
        "rows_ignored": 0,
        "rows_flagged": 0,
        "records": 0,
        "answers": "{}",
        "is_practice": False,
        "original": None,
    }
    kept = store.frame("catalog_entries").drop(columns=["record", "upload_id"]).to_dict("records")
    assert kept == [
        {
            "entry_number": 3,
            "course_id": "c1",
            "first_line": 30,
            "last_line": 35,
            "source_text": "Format: Webinar (c1)",
        }
    ]
    problems = store.problems(added.upload_id)[["course_id", "source_row", "column", "code", "message"]]
    assert problems.astype(object).where(problems.notna(), None).to_dict("split")["data"] == [
        ["c1", 12, "Length", "no_length", "No length given."],
        [None, None, "", "page_cut", "The page ends early."],
    ]
    assert store.problems("another").empty


def test_the_same_content_twice_changes_nothing_and_names_the_first_upload(store: Store) -> None:
    found, content = page("a", "b")
    first = store.add_catalog(found, file_name="first.txt", content=content, by="Ann")
    before = (derived(store), store.uploads().to_dict("records"), store.data_version)

    second = store.add_catalog(found, file_name="second.txt", content=content, by="Bo")

    assert (derived(store), store.uploads().to_dict("records"), store.data_version) == before
    assert second.already
    assert (second.upload_id, second.file_name) == (first.upload_id, "first.txt")
    assert (second.entries, second.new_courses, second.known_courses) == (2, 0, 2)


def test_a_course_on_two_pages_is_one_course(store: Store) -> None:
    for name, found, content in (("1.txt", *page("a", "b")), ("2.txt", *page("b", "c"))):
        added = store.add_catalog(found, file_name=name, content=content, by="Ann")

    assert (added.new_courses, added.known_courses) == (1, 1)
    courses = store.frame("courses")
    names = dict(store.uploads()[["upload_id", "file_name"]].itertuples(index=False))
    assert [(row.course_id, names[row.upload_id]) for row in courses.itertuples()] == [
        ("a", "1.txt"),
        ("b", "1.txt"),
        ("c", "2.txt"),
    ]


def test_the_same_course_twice_in_a_file_is_one_course(store: Store) -> None:
    found = reading(entry("a", 1), entry("a", 2))
    added = store.add_catalog(found, file_name="page.txt", content=b"page", by="Ann")

    assert (added.entries, added.new_courses, added.known_courses) == (2, 1, 0)
    assert store.frame("courses")[["course_id", "entry_number"]].to_dict("list") == {
        "course_id": ["a"],
        "entry_number": [1],
    }


def test_a_refused_reading_is_not_stored(store: Store) -> None:
    refused = Reading("reject", "", "The file is empty.", file_reason="empty_file")
    with pytest.raises(ValueError, match=r"The file is empty\."):
        store.add_catalog(refused, file_name="page.txt", content=b"", by="Ann")
    assert store.uploads().empty


def test_a_failure_in_the_middle_stores_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.data_version
    monkeypatch.setattr("data.store.uploads.rebuild", fail)
    found, content = page("a")
    with pytest.raises(ZeroDivisionError):
        store.add_catalog(found, file_name="page.txt", content=content, by="Ann")

    assert {table.name: len(store.frame(table.name)) for table in TABLES if table.name != "settings"} == {
        table.name: 0 for table in TABLES if table.name != "settings"
    }
    assert store.data_version == before
    monkeypatch.undo()
    assert not store.add_catalog(found, file_name="page.txt", content=content, by="Ann").already


def fail(*_: object) -> None:
    raise ZeroDivisionError


def test_every_change_and_no_other_call_gives_a_new_data_version(store: Store, database: Path) -> None:
    found, content = page("a")
    seen = [store.data_version]

    def changed() -> bool:
        seen.append(store.data_version)
        return seen[-1] not in seen[:-1]

    upload = store.add_catalog(found, file_name="page.txt", content=content, by="Ann").upload_id
    assert changed()
    correction = store.correct("a", "label", "Calm desks", by="Ann")
    assert changed()
    alias = store.add_alias("WebJunction", "WJ", by="Ann")
    assert changed()
    store.undo_correction(correction, by="Ann")
    assert changed()
    store.undo_alias(alias, by="Ann")
    assert changed()
    store.undo(upload, by="Ann")
    assert changed()
    store.undo(upload, by="Ann")
    store.undo_alias(alias, by="Ann")
    store.undo_correction(correction, by="Ann")
    assert store.data_version == seen[-1]
    with Store.open(database) as another:
        another.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    assert changed()


def test_all_tables_of_a_reading_come_from_one_moment(store: Store) -> None:
    first, more = page("a"), page("b")
    store.add_catalog(first[0], file_name="1.txt", content=first[1], by="Ann")
    with store.reading() as tables:
        assert len(collected(tables["courses"])) == 1
        store.add_catalog(more[0], file_name="2.txt", content=more[1], by="Ann")
        joined = tables["courses"].join(tables["course_topics"], on="course_id", how="inner")
        assert collected(joined.select("course_id", "topic")).to_dict("records") == [
            {"course_id": "a", "topic": "Policy"}
        ]
    with store.reading() as tables:
        assert sorted(tables) == sorted(table.name for table in TABLES)
        assert len(collected(tables["courses"])) == 2


def collected(table: nw.LazyFrame) -> pd.DataFrame:
    return table.collect("pandas").to_native()


def test_whole_numbers_stay_whole_where_some_are_missing(store: Store) -> None:
    found = reading(entry("a"), bare("b", 2))
    store.add_catalog(found, file_name="page.txt", content=b"page", by="Ann")

    courses = store.frame("courses")
    assert courses["minutes"].dtype == "Int64"
    assert courses["year"].tolist() == [2019, pd.NA]
    assert courses["dated_on"].tolist() == [pd.Timestamp(date(2019, 5, 6)), pd.NaT]


def test_unreadable_characters_are_stored_as_such(store: Store) -> None:
    odd = "A\x00b\ud800c"
    course = entry(
        "c1",
        label=odd,
        description=odd,
        source_text=odd,
        hosts=(odd,),
        presenters=(odd,),
        objectives=(odd,),
        topics=(TopicMatch("Policy", 1, (odd,)),),
        problems=(Problem("no_length", odd, 1, odd, odd),),
    )
    added = store.add_catalog(reading(course), file_name=odd, content=b"page", by=odd)
    store.correct("c1", "label", odd + "!", by=odd)
    store.add_alias(odd, odd + "?", by=odd)

    seen = "A\ufffdb\ufffdc"
    assert added.file_name == seen
    assert store.frame("courses")["label"].tolist() == [seen + "!"]
    assert store.frame("course_organizations")["organization"].tolist() == [seen + "?"]
    assert store.frame("catalog_entries")["source_text"].tolist() == [seen]
    assert store.problems()["value"].tolist() == [seen]
    assert store.verify().ok
    assert store.undo(added.upload_id, by=odd).removed_courses == 1


def test_the_database_is_where_the_environment_says(database: Path) -> None:
    with Store.open():
        assert database.exists()


def test_two_stores_of_one_file_see_the_same(store: Store, database: Path) -> None:
    with Store.open(database.parent / "." / database.name) as another:
        found, content = page("a")
        another.add_catalog(found, file_name="page.txt", content=content, by="Ann")
        assert store.frame("courses")["course_id"].tolist() == ["a"]
    assert store.frame("courses")["course_id"].tolist() == ["a"]


def test_every_action_leaves_a_line_in_the_audit(store: Store) -> None:
    found, content = page("a")
    upload = store.add_catalog(found, file_name="page.txt", content=content, by="Ann").upload_id
    correction = store.correct("a", "label", "Calm desks", by="Bo")
    store.undo_correction(correction, by="Bo")
    alias = store.add_alias("WebJunction", "WJ", by="Cy")
    store.undo_alias(alias, by="Cy")
    store.undo(upload, by="Di")

    audit = store.frame("audit")
    assert audit["at"].is_monotonic_increasing
    assert audit["at"].is_unique
    assert audit[["actor", "action", "subject"]].to_dict("split")["data"] == [
        ["Ann", "add", upload],
        ["Bo", "correct", correction],
        ["Bo", "undo correction", correction],
        ["Cy", "alias", alias],
        ["Cy", "undo alias", alias],
        ["Di", "undo", upload],
    ]
