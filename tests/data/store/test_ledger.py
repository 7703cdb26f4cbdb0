"""The ledger: its lines, a torn end, and what it says when the database has lost something."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from data.store import Store, StoreUnavailable
from data.store.ledger import Ledger
from tests.data.store.made_up import derived, page


def ledger_of(database: Path) -> Path:
    return database.with_name(database.name + ".ledger.jsonl")


def lines(database: Path) -> list[dict[str, object]]:
    ledger = ledger_of(database)
    return [json.loads(line) for line in ledger.read_bytes().splitlines()] if ledger.exists() else []


def add(store: Store, *course_ids: str) -> str:
    found, content = page(*course_ids)
    return store.add_catalog(
        found, file_name=f"{'-'.join(course_ids)}.txt", content=content, by="Ann"
    ).upload_id


def test_every_acknowledged_change_has_its_line(store: Store, database: Path) -> None:
    upload = add(store, "a", "b")
    correction = store.correct("a", "label", "Calm desks", by="Bo")
    store.undo_correction(correction, by="Bo")
    alias = store.add_alias("WebJunction", "Wéb", by="Bo")
    store.undo_alias(alias, by="Bo")
    store.undo(upload, by="Cy")
    store.undo(upload, by="Cy")

    written = lines(database)
    moments = [line.pop("at") for line in written]
    assert moments == sorted(moments)
    assert written[0].pop("sha256") == store.uploads()["sha256"][0]
    assert written == [
        {
            "event": "add",
            "upload_id": upload,
            "kind": "catalog",
            "file_name": "a-b.txt",
            "entries": 2,
            "new_courses": 2,
            "problem_count": 0,
            "by": "Ann",
        },
        {
            "event": "correct",
            "correction_id": correction,
            "course_id": "a",
            "field": "label",
            "value": "Calm desks",
            "by": "Bo",
        },
        {"event": "undo correction", "correction_id": correction, "by": "Bo"},
        {
            "event": "alias",
            "alias_id": alias,
            "spelling": "WebJunction",
            "organization": "Wéb",
            "by": "Bo",
        },
        {"event": "undo alias", "alias_id": alias, "by": "Bo"},
        {"event": "undo", "upload_id": upload, "by": "Cy"},
    ]


def test_a_torn_last_line_is_passed_over_and_cut_off(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append([{"event": "add", "upload_id": "1"}])
    with ledger.path.open("ab") as file:
        file.write(b'{"event": "add", "upl')

    assert ledger.lines() == [{"event": "add", "upload_id": "1"}]
    assert ledger.unreadable_count() == 0
    ledger.mend()
    ledger.append([{"event": "add", "upload_id": "2"}])
    assert ledger.path.read_bytes() == (
        b'{"event": "add", "upload_id": "1"}\n{"event": "add", "upload_id": "2"}\n'
    )


def test_a_ledger_with_only_a_torn_line_becomes_empty(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.path.write_bytes(b'{"event"')
    ledger.mend()
    assert ledger.path.read_bytes() == b""


def test_a_whole_last_line_without_its_end_is_ended(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.path.write_bytes(b'{"event": "add", "upload_id": "1"}')
    ledger.mend()
    assert ledger.path.read_bytes() == b'{"event": "add", "upload_id": "1"}\n'


def test_an_unreadable_line_in_the_middle_is_damage(store: Store, database: Path) -> None:
    add(store, "a")
    whole = ledger_of(database).read_bytes()
    ledger_of(database).write_bytes(b"\xff\x00 nothing\n" + whole)

    assert [finding.code for finding in store.verify().findings] == ["ledger_damaged"]


def test_a_change_that_a_kill_kept_out_of_the_ledger_is_written_at_the_next_start(database: Path) -> None:
    with Store.open(database) as store:
        add(store, "a")
        store.correct("a", "label", "Calm desks", by="Bo")
        store.add_alias("WebJunction", "WJ", by="Bo")
        upload = add(store, "b")
        store.undo(upload, by="Cy")
    complete = ledger_of(database).read_bytes()
    for keep in (0, 1, 3, 5):
        ledger_of(database).write_bytes(b"".join(complete.splitlines(keepends=True)[:keep]) + b'{"eve')
        with Store.open(database) as store:
            assert store.missing_uploads() == ()
            assert store.verify().ok
        assert ledger_of(database).read_bytes() == complete


def test_a_lost_upload_is_named_until_it_is_added_again(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        add(store, "a")
    shutil.copy(database, tmp_path / "before")
    with Store.open(database) as store:
        lost = add(store, "b", "c")
        taken_back = add(store, "d")
        store.undo(taken_back, by="Ann")
        at = store.uploads()["added_at"][1]
    shutil.copy(tmp_path / "before", database)

    with Store.open(database) as store:
        (missing,) = store.missing_uploads()
        assert (missing.upload_id, missing.file_name, missing.by, missing.entries) == (
            lost,
            "b-c.txt",
            "Ann",
            2,
        )
        assert missing.at == f"{at:%Y-%m-%d %H:%M} UTC"
        assert [finding.sentence for finding in store.verify().findings] == [
            f"b-c.txt, added {missing.at} by Ann, is no longer there. Add the file again."
        ]
        add(store, "b", "c")
        assert store.missing_uploads() == ()
        assert store.verify().ok


def test_what_is_missing_and_somebody_has_seen_is_not_named_again(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        kept = add(store, "z")
    shutil.copy(database, tmp_path / "before")
    with Store.open(database) as store:
        lost = add(store, "a")
        store.undo(kept, by="Bo")
        store.change_setting("fiscal_start", 10, by="Bo")
    shutil.copy(tmp_path / "before", database)
    with Store.open(database) as store:
        assert [missing.upload_id for missing in store.missing_uploads()] == [lost]
        assert [change.event for change in store.missing_changes()] == ["undo", "setting"]
        assert store.dismiss_missing(by="Bo") == 3
        assert (store.missing_uploads(), store.missing_changes()) == ((), ())
        later = add(store, "b")
    with Store.open(database) as store:
        assert (store.missing_uploads(), store.missing_changes()) == ((), ())
        assert store.dismiss_missing(by="Bo") == 0
    shutil.copy(tmp_path / "before", database)
    with Store.open(database) as store:
        assert [missing.upload_id for missing in store.missing_uploads()] == [later]


def test_lost_undos_corrections_and_names_are_said(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        upload = add(store, "a")
        add(store, "b")
        old_correction = store.correct("b", "label", "Old", by="Bo")
        old_alias = store.add_alias("WebJunction", "WJ", by="Bo")
    shutil.copy(database, tmp_path / "before")
    with Store.open(database) as store:
        store.undo(upload, by="Cy")
        store.undo_correction(old_correction, by="Cy")
        store.undo_alias(old_alias, by="Cy")
        correction = store.correct("b", "topics", ["Teens"], by="Cy")
        alias = store.add_alias("Us", "Them", by="Cy")
        gone = store.correct("b", "label", "New", by="Cy")
        store.undo_correction(gone, by="Cy")
    shutil.copy(tmp_path / "before", database)

    with Store.open(database) as store:
        assert store.missing_uploads() == ()
        assert [(change.event, change.subject) for change in store.missing_changes()] == [
            ("undo", upload),
            ("undo correction", old_correction),
            ("undo alias", old_alias),
            ("correct", correction),
            ("alias", alias),
        ]
        assert store.missing_changes()[0].sentence.startswith(
            "An upload that was taken back is there again: Cy"
        )
        store.undo(upload, by="Cy")
        store.undo_correction(old_correction, by="Cy")
        store.undo_alias(old_alias, by="Cy")
        store.correct("b", "topics", ["Health"], by="Cy")
        store.add_alias("Us", "Them", by="Cy")
        assert store.missing_changes() == ()


def test_a_lost_log_loses_uploads_but_not_in_silence(database: Path, tmp_path: Path) -> None:
    """A copy of the files while they are open is what a power cut leaves; then its log is cut."""
    with Store.open(database) as store:
        ids = [add(store, course) for course in "abcdefgh"]
        log = database.with_name(database.name + ".wal")
        snapshot = tmp_path / "cut"
        snapshot.mkdir()
        for file in (database, log, ledger_of(database)):
            shutil.copy(file, snapshot / file.name)
    cut_log, cut = snapshot / log.name, snapshot / database.name
    size = cut_log.stat().st_size
    seen = set()
    for part in (0, 0.2, 0.45, 0.7, 0.95):
        trial = tmp_path / f"cut{part}"
        shutil.copytree(snapshot, trial)
        with (trial / cut_log.name).open("r+b") as file:
            file.truncate(int(size * part))
        with Store.open(trial / cut.name) as store:
            there = store.uploads()["upload_id"].tolist()
            missing = [lost.upload_id for lost in store.missing_uploads()]
            assert there + missing == ids
            assert {finding.code for finding in store.verify().findings} == {"missing_upload"}
            assert len(derived(store)["courses"]) == len(there)
            seen.add(len(there))
    assert len(seen) > 2


def test_nothing_is_acknowledged_that_the_ledger_does_not_have(
    store: Store, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = lines(database)
    monkeypatch.setattr("data.store.ledger._to_disk", full)
    with pytest.raises(StoreUnavailable) as refused:
        add(store, "a")
    assert refused.value.reason_code == "ledger_unwritable"
    assert lines(database) == before
    with pytest.raises(StoreUnavailable):
        add(store, "a")
    monkeypatch.undo()

    found, content = page("a")
    again = store.add_catalog(found, file_name="again.txt", content=content, by="Ann")
    assert (again.already, again.file_name) == (True, "a.txt")
    assert [line["upload_id"] for line in lines(database)] == [again.upload_id]
    assert store.verify().ok
