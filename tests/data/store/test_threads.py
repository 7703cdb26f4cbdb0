"""Many threads at once on one store: no error, no half-seen upload, nothing done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from data.store import Store, ensure_built_in
from tests.data.store.made_up import entry, page, reading

THREADS = 20


def test_adding_undoing_and_reading_at_once_is_as_good_as_one_after_the_other(store: Store) -> None:
    """Each thread adds pages of five courses, takes every other one back, and reads in between."""

    def work(thread: int) -> list[int]:
        seen = []
        for number in range(3):
            name = f"{thread}-{number}"
            courses = reading(*(entry(f"{name}-{place}", place) for place in range(1, 6)))
            added = store.add_catalog(courses, file_name=name, content=name.encode(), by=name)
            with store.reading() as tables:
                counts = [
                    len(tables[table].collect("pandas").to_native())
                    for table in ("courses", "catalog_entries", "course_topics")
                ]
            seen += [count % 5 for count in counts] + [counts[0] - counts[1], counts[0] - counts[2]]
            if number % 2:
                store.undo(added.upload_id, by=name)
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        assert {remainder for seen in pool.map(work, range(THREADS)) for remainder in seen} == {0}

    live = store.uploads().query("undone_at.isna()")["file_name"]
    assert sorted(live) == sorted(f"{thread}-{number}" for thread in range(THREADS) for number in (0, 2))
    assert len(store.frame("courses")) == THREADS * 2 * 5
    assert store.verify().findings == ()


def test_the_same_file_from_many_threads_is_stored_once(store: Store) -> None:
    found, content = page("a", "b")

    def add(thread: int) -> tuple[str, bool]:
        added = store.add_catalog(found, file_name=f"{thread}", content=content, by="Ann")
        return added.upload_id, added.already

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(add, range(THREADS)))
    assert len({upload_id for upload_id, _ in answers}) == 1
    assert sorted(already for _, already in answers) == [False] + [True] * (THREADS - 1)
    assert len(store.uploads()) == 1


def test_the_same_undo_from_many_threads_happens_once(store: Store) -> None:
    found, content = page("a", "b")
    upload_id = store.add_catalog(found, file_name="page.txt", content=content, by="Ann").upload_id
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: store.undo(upload_id, by="Ann"), range(THREADS)))
    assert sorted(answer.already for answer in answers) == [False] + [True] * (THREADS - 1)
    assert [answer.removed_courses for answer in answers if not answer.already] == [2]
    assert store.verify().findings == ()


def test_threads_that_open_and_start_at_once_share_one_database(database: Path) -> None:
    def begin(_: int) -> tuple[bool, int]:
        with Store.open(database) as store:
            return ensure_built_in(store) is not None, len(store.uploads())

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(begin, range(8)))
    assert sorted(did for did, _ in answers) == [False] * 7 + [True]
    assert {count for _, count in answers} == {1}
