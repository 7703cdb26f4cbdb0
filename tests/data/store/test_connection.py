"""Opening: first runs, other programs, other files, other versions, and full disks."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from data.store import Store, StoreUnavailable, create, schema
from data.store.connection import acquire, release
from data.store.errors import SENTENCES
from tests.data.store.made_up import derived, page

ROOT = Path(__file__).parents[3]


def run(code: str, database: Path) -> str:
    """Run code in a process of its own and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(database)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def refusal(path: Path, *, read_only: bool = False) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as refused:
        Store.open(path, read_only=read_only)
    sentence = refused.value.sentence
    assert sentence == str(refused.value) == SENTENCES[refused.value.reason_code]
    assert path.name not in sentence
    assert str(path.parent) not in sentence
    return refused.value


OPEN = """
    import sys
    from data.store import Store, StoreUnavailable
    try:
        with Store.open(sys.argv[1]) as store:
            print(len(store.frame("courses")))
    except StoreUnavailable as unavailable:
        print(unavailable.reason_code, unavailable.sentence)
"""


def test_a_second_process_is_told_so_in_one_sentence(store: Store, database: Path) -> None:
    assert run(OPEN, database) == f"locked {SENTENCES['locked']}"


def test_a_closed_store_is_free_for_another_process(database: Path) -> None:
    with Store.open(database) as store:
        found, content = page("a", "b")
        store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    assert run(OPEN, database) == "2"


def test_the_file_stays_open_until_the_last_store_is_closed(database: Path) -> None:
    first, second = Store.open(database), Store.open(database)
    first.close()
    assert second.frame("courses").empty
    second.close()
    assert run(OPEN, database) == "0"


def test_nothing_outside_can_be_read_or_loaded(store: Store, database: Path) -> None:
    secret = database.with_name("secret.csv")
    secret.write_text("a\n1\n")
    connection, _ = acquire(database, read_only=False)
    for statement in (
        f"SELECT * FROM '{secret}'",
        f"SELECT * FROM read_csv('{secret}')",
        f"COPY courses TO '{secret}'",
        f"ATTACH '{secret.with_suffix('.db')}' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '9GB'",
    ):
        with pytest.raises(duckdb.Error), connection.cursor() as cursor:
            cursor.execute(statement)
    with connection.cursor() as cursor:
        kept = dict(cursor.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    release(connection)
    assert kept["autoload_known_extensions"] == kept["autoinstall_known_extensions"] == "false"
    assert kept["temp_directory"] == f"{database}.tmp"
    assert secret.read_text() == "a\n1\n"


def test_the_tables_are_those_of_the_schema(store: Store, database: Path) -> None:
    connection, _ = acquire(database, read_only=False)
    with connection.cursor() as cursor:
        columns = cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()"
            " WHERE NOT internal ORDER BY ALL"
        ).fetchall()
    release(connection)
    assert columns == sorted(
        (table.name, column.name, column.type, column.nullable)
        for table in schema.TABLES
        for column in table.columns
    )


@pytest.mark.parametrize("content", [b"not a database", b"x" * 20_000, b"DUCK" * 5_000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    assert refusal(database).reason_code == "damaged"
    assert database.read_bytes() == content


def test_a_cut_database_is_refused(database: Path) -> None:
    with Store.open(database) as store:
        found, content = page(*(f"c{number}" for number in range(300)))
        store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    assert refusal(database).reason_code == "damaged"


def test_an_empty_file_left_by_a_killed_first_run_is_begun_anew(database: Path) -> None:
    database.touch()
    with Store.open(database) as store:
        assert store.verify().ok


def test_a_killed_first_run_that_made_no_tables_is_begun_anew(database: Path) -> None:
    duckdb.connect(str(database)).close()
    with Store.open(database) as store:
        assert store.verify().ok


def test_another_programs_database_is_refused_and_left_alone(database: Path) -> None:
    with duckdb.connect(str(database)) as other:
        other.execute("CREATE TABLE recipes AS SELECT 1 AS eggs")
    assert refusal(database).reason_code == "not_ours"
    with duckdb.connect(str(database)) as other:
        assert other.execute("SHOW TABLES").fetchall() == [("recipes",)]


def test_a_newer_version_is_refused_and_left_alone(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    Store.open(database).close()
    monkeypatch.undo()
    content = database.read_bytes()
    assert refusal(database).reason_code == "newer_version"
    assert refusal(database, read_only=True).reason_code == "newer_version"
    assert database.read_bytes() == content


def test_an_older_version_is_brought_up_to_date_in_steps(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(database).close()
    steps = {
        2: lambda cursor: cursor.execute("ALTER TABLE courses ADD COLUMN color VARCHAR"),
        3: lambda cursor: cursor.execute("UPDATE courses SET color = 'red'"),
    }
    monkeypatch.setattr(schema, "VERSION", 4)
    monkeypatch.setattr(create, "MIGRATIONS", steps)
    assert refusal(database, read_only=True).reason_code == "older_version"
    with Store.open(database) as store:
        assert "color" in store.frame("courses")
    with Store.open(database, read_only=True) as store:
        assert "color" in store.frame("courses")


def test_a_migration_that_fails_leaves_the_old_version(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute("ALTER TABLE courses ADD COLUMN color VARCHAR")
        raise ZeroDivisionError

    Store.open(database).close()
    monkeypatch.setattr(schema, "VERSION", 3)
    monkeypatch.setattr(create, "MIGRATIONS", {2: half})
    with pytest.raises(ZeroDivisionError):
        Store.open(database)
    monkeypatch.undo()
    with Store.open(database) as store:
        assert "color" not in store.frame("courses")


def test_a_new_vocabulary_is_taken_over_at_the_next_start(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, content = page("a")
    with Store.open(database) as store:
        store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
        before = store.data_version
        assert store.frame("course_organizations")["is_known"].tolist() == [True]
    monkeypatch.setattr("data.vocab.tables.organizations", tuple)
    with Store.open(database) as store:
        assert store.frame("course_organizations")["is_known"].tolist() == [False]
        assert store.verify().ok
        assert store.data_version != before


def test_reading_only_changes_nothing(database: Path) -> None:
    assert refusal(database, read_only=True).reason_code == "no_data"
    found, content = page("a")
    with Store.open(database) as store:
        store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
        expected = derived(store)
    files = {file: file.read_bytes() for file in database.parent.iterdir()}
    with Store.open(database, read_only=True) as store:
        assert derived(store) == expected
        assert store.missing_uploads() == ()
        with pytest.raises(StoreUnavailable):
            store.correct("a", "label", "Calm desks", by="Bo")
        with pytest.raises(StoreUnavailable):
            Store.open(database)
    assert {file: file.read_bytes() for file in database.parent.iterdir()} == files


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert refusal(tmp_path / "file" / "frontdesk.duckdb").reason_code == "not_writable"
    assert refusal(tmp_path).reason_code == "not_writable"


def test_without_room_for_it_nothing_is_begun(
    store: Store, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, content = page("a")
    usage = shutil.disk_usage(database.parent)._replace(free=3 * len(content) - 1)
    monkeypatch.setattr("data.store.base.shutil.disk_usage", lambda _: usage)
    with pytest.raises(StoreUnavailable) as refused:
        store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    assert refused.value.reason_code == "disk_full"
    assert store.uploads().empty


def test_a_connection_that_the_engine_has_given_up_is_opened_again(store: Store) -> None:
    found, content = page("a")
    store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    given_up = duckdb.FatalException("database has been invalidated: No space left on device")
    with pytest.raises(StoreUnavailable) as refused, store.reading():
        raise given_up
    assert refused.value.reason_code == "disk_full"
    assert store.frame("courses")["course_id"].tolist() == ["a"]
    assert store.undo(store.uploads()["upload_id"][0], by="Ann").removed_courses == 1


FULL = """
    import resource, sys
    from data.store import Store, StoreUnavailable
    from tests.data.store.made_up import page
    store = Store.open(sys.argv[1])
    add = lambda *ids: store.add_catalog(page(*ids)[0], file_name=ids[0], content=page(*ids)[1], by="Ann")
    add("a")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, hard))
    many = [f"c{{number}}" for number in range({courses})]
    try:
        add(*many)
    except StoreUnavailable as unavailable:
        print(unavailable.reason_code)
    print(store.frame("courses")["course_id"].tolist())
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(add(*many).already, len(store.frame("courses")), store.verify().ok)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files, which POSIX has")
@pytest.mark.parametrize(("limit", "courses"), [(40_000, 100), (300_000, 3_000)])
def test_a_full_disk_is_said_and_survived_without_a_restart(database: Path, limit: int, courses: int) -> None:
    said = run(FULL.format(limit=limit, courses=courses), database)
    assert said.splitlines() == ["disk_full", "['a']", f"False {courses + 1} True"]
