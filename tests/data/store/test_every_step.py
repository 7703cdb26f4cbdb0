"""A change that fails at any of its steps has not happened, and can be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.store import Store, StoreUnavailable, schema
from data.store.connection import Connection, acquire, release
from tests.data.store.checked_files import add, completions, staff_list, survey, with_problems
from tests.data.store.made_up import page


class Failing:
    """A cursor whose ``at``-th call fails as a full disk does."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, left: Iterator[int]) -> None:
        self._cursor, self._left = cursor, left

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *error: object) -> None:
        self._cursor.close()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._cursor, name)
        if not callable(found) or name == "close":
            return found

        def step(*args: Any, **kwargs: Any) -> Any:
            if next(self._left) == 0:
                raise duckdb.IOException("No space left on device")
            return found(*args, **kwargs)

        return step


@contextmanager
def failing_at(step: int) -> Iterator[None]:
    """Let the step-th call on a cursor fail, from 0."""
    plain, left = Connection.cursor, iter(range(step, -1_000_000, -1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "cursor", lambda connection: Failing(plain(connection), left))
        yield


SUMS = " UNION ALL ".join(
    f"SELECT '{table.name}', count(*), sum(hash(t)::HUGEINT) FROM {table.name} AS t"
    for table in schema.TABLES
)


def contents(path: Path) -> list[Any]:
    """Every table as a sum over its rows, and the ledger."""
    connection, _ = acquire(path, read_only=False)
    with connection.transaction() as cursor:
        sums = sorted(cursor.execute(SUMS).fetchall())
    # Else the next change would first look for what the ledger owes, and its steps would be others.
    connection.ledger_behind = False
    release(connection)
    return [*sums, path.with_name(path.name + ".ledger.jsonl").read_bytes()]


def filled(store: Store) -> Store:
    """A catalog page, attempts of two people, a survey and a staff list."""
    found, content = page("a", "b")
    store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    add(store, with_problems(completions({}, {"person": "bo@lib.example", "course": "Course a"})), "old.csv")
    add(store, survey({}, comments=[{"text": "Kind staff"}]), "survey.csv")
    add(store, staff_list({}), "staff.csv")
    return store


def upload(store: Store, name: str) -> str:
    uploads = store.uploads()
    return str(uploads.loc[uploads["file_name"] == name, "upload_id"].iloc[0])


def another_page(store: Store) -> None:
    found, content = page("b", "c")
    store.add_catalog(found, file_name="more.txt", content=content, by="Ann")


CHANGES: dict[str, Callable[[Store], object]] = {
    "a page added": another_page,
    "training added": lambda store: add(store, completions({}, {"course": "Calm Phones"}), "new.csv"),
    "answers added": lambda store: add(store, survey({"value": 2.0}), "more.csv"),
    "training taken back": lambda store: store.undo(upload(store, "old.csv"), by="Ann"),
    "answers taken back": lambda store: store.undo(upload(store, "survey.csv"), by="Ann"),
    "a person forgotten": lambda store: store.delete_person("bo@lib.example", by="Ann"),
    "a fiscal year set": lambda store: store.change_setting("fiscal_start", 10, by="Ann"),
    "a name matched": lambda store: store.confirm_match("course", "Calm Desks", "a", by="Ann"),
    "a label corrected": lambda store: store.correct("a", "label", "Calm", by="Ann"),
}


def refused(store: Store, name: str, step: int) -> str:
    """Try a change whose step-th call fails; why it was refused, or "" when it was made."""
    try:
        with failing_at(step):
            CHANGES[name](store)
    except StoreUnavailable as unavailable:
        return unavailable.reason_code
    return ""


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_fails_at_any_step_has_not_happened(store: Store, database: Path, name: str) -> None:
    filled(store)
    before, steps = contents(database), 0
    for steps in count():
        if reason := refused(store, name, steps):
            assert (reason, contents(database) == before) == ("disk_full", True), f"step {steps}"
        else:
            break
    assert steps > 3
    assert contents(database) != before
    assert store.verify().findings == ()


def test_what_could_not_be_erased_at_once_is_erased_at_the_next_start(store: Store, database: Path) -> None:
    filled(store)
    for steps in count():
        with failing_at(steps), suppress(StoreUnavailable):
            deleted = store.delete_person("bo@lib.example", by="Ann")
            break
    assert not deleted.is_erased
    assert "What is left of it on the disk is erased at the next start." in deleted.sentences
    store.close()
    Store.open(database).close()
    assert not database.with_name(database.name + ".deleted").exists()
