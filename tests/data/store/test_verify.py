"""A full check finds what does not agree, and a damaged file never gives a wrong number."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from data.catalog.records import Problem
from data.store import Store, StoreUnavailable
from data.store.connection import acquire, release
from tests.data.store.made_up import derived, entry, page, reading


@pytest.fixture
def filled(store: Store) -> Store:
    """Two uploads, one problem, a correction and a mapped name."""
    problem = Problem("no_length", "No length given.", 3, "Length")
    store.add_catalog(
        reading(entry("a", problems=(problem,)), entry("b", 2)), file_name="1.txt", content=b"1", by="Ann"
    )
    found, content = page("c")
    store.add_catalog(found, file_name="2.txt", content=content, by="Ann")
    store.correct("a", "label", "Calm desks", by="Bo")
    store.add_alias("WebJunction", "WJ", by="Bo")
    return store


def test_a_sound_store_has_no_findings(filled: Store) -> None:
    assert filled.verify().findings == ()
    assert filled.verify().ok


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("UPDATE courses SET minutes = 61 WHERE course_id = 'a'", {"not_as_derived"}),
        ("DELETE FROM course_topics WHERE course_id = 'b'", {"not_as_derived"}),
        ("INSERT INTO course_people SELECT * FROM course_people LIMIT 1", {"double_row", "not_as_derived"}),
        ("UPDATE corrections SET value = 'Busy desks'", {"not_as_derived"}),
        ("UPDATE host_aliases SET organization = 'JW'", {"not_as_derived"}),
        (
            "DELETE FROM catalog_entries WHERE course_id = 'b'",
            {"half_upload", "not_as_derived"},
        ),
        ("DELETE FROM problems", {"half_upload"}),
        (
            "DELETE FROM uploads WHERE file_name = '2.txt'",
            {"stray_row", "missing_upload", "not_as_derived"},
        ),
        (
            "INSERT INTO uploads SELECT * REPLACE ('x' AS upload_id, 0 AS entries, 0 AS problem_count)"
            " FROM uploads WHERE file_name = '2.txt'",
            {"double_upload", "not_in_ledger"},
        ),
        ("INSERT INTO settings SELECT * FROM settings LIMIT 1", {"double_row"}),
    ],
)
def test_rows_that_do_not_agree_are_found(
    filled: Store, database: Path, statement: str, codes: set[str]
) -> None:
    connection, _ = acquire(database, read_only=False)
    with connection.transaction() as cursor:
        cursor.execute(statement)
    release(connection)

    found = filled.verify()
    assert not found.ok
    assert {finding.code for finding in found.findings} == codes
    assert all(finding.sentence.endswith(".") for finding in found.findings)


def test_one_flipped_bit_never_gives_a_wrong_number(database: Path, tmp_path: Path) -> None:
    """Each trial flips one bit of the closed file: refused, found by the check, or in unused space."""
    with Store.open(database) as store:
        entries = [entry(f"c{number}", number, description="words " * 80) for number in range(1, 301)]
        store.add_catalog(reading(*entries), file_name="1.txt", content=b"1", by="Ann")
        sound = derived(store)
    choose = random.Random(2)
    outcomes = []
    for number in range(12):
        trial = tmp_path / str(number)
        trial.mkdir()
        for file in database.parent.glob(database.name + "*"):
            shutil.copy(file, trial)
        content = bytearray((trial / database.name).read_bytes())
        content[choose.randrange(len(content))] ^= 1 << choose.randrange(8)
        (trial / database.name).write_bytes(content)
        outcomes.append(judged(trial / database.name, sound))
    assert set(outcomes) <= {"refused damaged", "found damaged", "sound"}
    assert outcomes.count("sound") < len(outcomes) / 2


def judged(path: Path, sound: dict[str, list[dict[str, object]]]) -> str:
    """Say what a reader of a damaged file would meet."""
    try:
        with Store.open(path) as store:
            found = store.verify()
            if found.ok:
                return "sound" if derived(store) == sound else "wrong number"
            return f"found {' '.join(finding.code for finding in found.findings)}"
    except StoreUnavailable as unavailable:
        return f"refused {unavailable.reason_code}"


def test_a_flipped_bit_in_the_log_is_refused_with_a_sentence(database: Path, tmp_path: Path) -> None:
    log = database.with_name(database.name + ".wal")
    with Store.open(database) as store:
        found, content = page("a")
        store.add_catalog(found, file_name="1.txt", content=content, by="Ann")
        shutil.copy(database, tmp_path / "copy.duckdb")
        bytes_of_log = bytearray(log.read_bytes())
    bytes_of_log[len(bytes_of_log) // 2] ^= 1
    (tmp_path / "copy.duckdb.wal").write_bytes(bytes_of_log)

    with pytest.raises(StoreUnavailable) as refused:
        Store.open(tmp_path / "copy.duckdb")
    assert refused.value.reason_code == "damaged"
    assert (tmp_path / "copy.duckdb.wal").read_bytes() == bytes_of_log


def test_damage_met_while_reading_is_a_sentence(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    with pytest.raises(StoreUnavailable) as refused, filled.reading():
        raise duckdb.IOException("Corrupt database file: computed checksum 1 does not match 2 in /a/path")
    assert refused.value.reason_code == "damaged"
    assert "/" not in refused.value.sentence


def test_a_mistake_in_the_code_is_not_called_damage(filled: Store) -> None:
    import duckdb

    with pytest.raises(duckdb.Error), filled.reading() as tables:
        tables["courses"].to_native().filter("corrupt = 1").fetchall()
