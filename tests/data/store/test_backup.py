"""Backup and restore, rehearsed; and what can be said when the database cannot be opened."""

from __future__ import annotations

import random
import shutil
import zipfile
from pathlib import Path

import pytest

from data.store import Store, StoreUnavailable, report_recovery, restore_backup, staff_key
from data.store.backup import checksums
from data.store.connection import acquire, release
from tests.data.store.checked_files import add, completions, everything, survey
from tests.data.store.made_up import derived, page


def sums(database: Path) -> dict[str, list[str]]:
    connection, _ = acquire(database, read_only=False)
    found = checksums(connection)
    release(connection)
    return found


def fill(store: Store) -> None:
    found, content = page("a", "b")
    store.add_catalog(found, file_name="page.txt", content=content, by="Ann")
    add(store, completions({}, {"person": "bo"}), "1.csv")
    add(store, survey({}, comments=[{"text": "Nice"}]), "2.csv")


def test_a_backup_restored_into_an_empty_folder_is_equal(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "frontdesk.duckdb"
    other.parent.mkdir()
    with Store.open(database) as store:
        fill(store)
        made = store.backup(tmp_path / "copy.zip", "Ann")
        expected = (sums(database), everything(store), derived(store))
        upload_id = store.uploads()["upload_id"][1]

    restored = restore_backup(tmp_path / "copy.zip", other)

    assert (restored.made_at, restored.uploads, restored.kept_aside) == (made.made_at, 3, None)
    with Store.open(other) as store:
        assert (sums(other), everything(store), derived(store)) == expected
        assert store.missing_uploads() == ()
        assert store.original(upload_id) == b"1.csv"
        assert store.verify().findings == ()


def test_the_key_of_staff_is_in_no_backup(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        fill(store)
        store.backup(tmp_path / "copy.zip")
    key = staff_key.path_beside(database).read_bytes().strip()
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert not any(key in archive.read(name) for name in archive.namelist())
        assert sorted(archive.namelist())[0] == "frontdesk.duckdb"
    other = tmp_path / "other.duckdb"
    restore_backup(tmp_path / "copy.zip", other)
    with Store.open(other) as store:
        with pytest.raises(StoreUnavailable) as lost:
            add(store, completions({"course": "New"}), "new.csv")
        assert lost.value.reason_code == "key_lost"
        shutil.copy(staff_key.path_beside(database), staff_key.path_beside(other))
        add(store, completions({"course": "New"}), "new.csv")
        assert len(store.frame("staff")) == 2


def test_a_lost_key_is_made_anew_once_nobody_is_in_the_store(database: Path) -> None:
    with Store.open(database) as store:
        upload = add(store, completions({}))
        staff_key.path_beside(database).unlink()
        with pytest.raises(StoreUnavailable) as lost:
            add(store, completions({"person": "bo"}), "2")
        assert lost.value.reason_code == "key_lost"
        store.undo(upload.upload_id, by="Ann")
        add(store, completions({"person": "bo"}), "2")
        assert len(store.frame("staff")) == 1


def test_a_restore_keeps_the_files_aside_and_names_what_came_after_the_backup(
    database: Path, tmp_path: Path
) -> None:
    with Store.open(database) as store:
        fill(store)
        store.backup(tmp_path / "copy.zip")
        expected = everything(store)
        later = add(store, completions({"person": "cy"}), "later.csv")
    before = database.read_bytes()

    aside = restore_backup(tmp_path / "copy.zip", database).kept_aside

    assert aside is not None
    assert (aside / database.name).read_bytes() == before
    with Store.open(database) as store:
        assert everything(store) == expected
        (lost,) = store.missing_uploads()
        assert (lost.upload_id, lost.file_name) == (later.upload_id, "later.csv")
        add(store, completions({"person": "cy"}), "later.csv")
        assert store.missing_uploads() == ()
        assert store.verify().findings == ()


def test_nothing_is_restored_over_a_database_in_use(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        fill(store)
        store.backup(tmp_path / "copy.zip")
        with pytest.raises(StoreUnavailable) as refused:
            restore_backup(tmp_path / "copy.zip", database)
        assert refused.value.reason_code == "locked"


@pytest.mark.parametrize("fault", ["no zip", "one byte", "another name"])
def test_what_is_no_sound_backup_changes_nothing(database: Path, tmp_path: Path, fault: str) -> None:
    backup = tmp_path / "copy.zip"
    with Store.open(database) as store:
        fill(store)
        store.backup(backup)
    content = bytearray(backup.read_bytes())
    if fault == "one byte":
        content[100] ^= 8  # among the zeros of an empty block some bits make no difference
    elif fault == "no zip":
        content = bytearray(b"not a backup")
    backup.write_bytes(bytes(content))
    if fault == "another name":
        with zipfile.ZipFile(backup, "w") as archive:
            archive.writestr("manifest.json", '{"files": {"../../evil": ""}, "schema_version": 2}')
            archive.writestr("../../evil", "x")
    before = {path: path.read_bytes() for path in database.parent.glob("frontdesk.duckdb*") if path.is_file()}
    with pytest.raises(StoreUnavailable) as refused:
        restore_backup(backup, database)
    assert refused.value.reason_code == "not_a_backup"
    assert before == {path: path.read_bytes() for path in before}
    with Store.open(database) as store:
        assert store.verify().findings == ()


class Stopped(BaseException):
    """Stands for a kill: nothing tidies up after it."""


def test_a_restore_stopped_at_any_step_is_finished_or_never_begun(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(database) as store:
        fill(store)
        store.backup(tmp_path / "copy.zip")
        old = everything(store)
        add(store, completions({"person": "cy"}), "later.csv")
        new = everything(store)
    seen = []
    for step in range(1, 12):
        folder = tmp_path / str(step)
        shutil.copytree(database.parent, folder, ignore=lambda *_: {"copy.zip", *map(str, range(12))})
        target = folder / database.name
        count = 0

        def rename(path: Path, to: Path, stop: int = step, original=Path.rename) -> Path:
            nonlocal count
            count += 1
            if count == stop:
                raise Stopped
            return original(path, to)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", rename)
            try:
                restore_backup(tmp_path / "copy.zip", target)
            except Stopped:
                seen.append(step)
        with Store.open(target) as store:
            assert everything(store) in ([old] if step in seen else [old, new])
            assert [lost.file_name for lost in store.missing_uploads()] == ["later.csv"]
    assert seen == list(range(1, len(seen) + 1))
    assert 4 <= len(seen) < 11


def test_a_damaged_database_says_what_is_missing_and_names_the_last_good_backup(
    database: Path, tmp_path: Path
) -> None:
    with Store.open(database) as store:
        fill(store)
        good = store.backup(tmp_path / "good.zip", "Ann")
        store.backup(tmp_path / "bad.zip", "Ann")
        later = add(store, completions({"person": "cy"}), "later.csv")
        assert [made.file_name for made in store.backups()] == ["bad.zip", "good.zip"]
    (tmp_path / "bad.zip").write_bytes(b"damaged")
    content = bytearray(database.read_bytes())
    content[20] ^= 255
    database.write_bytes(bytes(content))

    with pytest.raises(StoreUnavailable) as damaged:
        Store.open(database)

    assert damaged.value.reason_code == "damaged"
    assert damaged.value.recovery == report_recovery(database)
    found = report_recovery(database)
    assert found.last_backup == good
    (lost,) = found.missing_uploads
    assert (lost.upload_id, lost.has_original) == (later.upload_id, True)
    assert found.files_kept == tuple(
        database.name + suffix for suffix in ("", ".ledger.jsonl", ".originals", ".key")
    )
    restore_backup(good.path, database)
    with Store.open(database) as store:
        content = store.original(later.upload_id)
        assert content == b"later.csv"
        assert [upload.has_original for upload in store.missing_uploads()] == [True]


def test_a_cut_log_names_every_lost_upload_and_keeps_its_file(database: Path, tmp_path: Path) -> None:
    names = [f"{number}.csv" for number in range(6)]
    with Store.open(database) as store:
        fill(store)
    with Store.open(database) as store:
        for name in names:
            add(store, completions({"person": name}), name)
        log = database.with_name(database.name + ".wal")
        content = log.read_bytes()
        at = random.Random(3).randrange(len(content) // 4, len(content) // 2)
        shutil.copytree(database.parent, tmp_path / "cut", ignore=lambda *_: {"cut"})
    cut = tmp_path / "cut" / database.name
    cut.with_name(log.name).write_bytes(content[:at])
    with Store.open(cut) as store:
        left = set(store.uploads()["file_name"]) & set(names)
        lost = store.missing_uploads()
        assert {upload.file_name for upload in lost} == set(names) - left != set()
        assert all(upload.has_original for upload in lost)
        assert store.original(lost[0].upload_id) == lost[0].file_name.encode()
