"""``python -m data``: one JSON object, UTF-8, and an exit status that says how it went."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data import cli
from data.store import Store
from data.store.errors import SENTENCES

ROOT = Path(__file__).parents[2]

PAGE = """Format: Webinar, original date May 6, 2019
Length: 1 hour
Hosted by: WebJunction
Presented by: Zoë Example
This webinar shows how clear policies help staff – “every day”.
Format: Self-paced Course
Length: a while
Developed by: Infopeople
A course about storytime for young children and early literacy.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page ü.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*arguments: str, capfd: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    """Run a command with --json; gives its status and its answer, and holds that there is only one."""
    status = cli.main([*arguments, "--json"])
    written = capfd.readouterr()
    assert written.err == ""
    assert written.out.count("\n") == 1
    return status, json.loads(written.out)


def test_check_answers_what_the_page_holds_and_stores_nothing(
    page: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, answer = run("check", str(page), capfd=capfd)

    assert status == 0
    assert answer["kind"] == "catalog"
    assert [(each["format"], each["date"], each["minutes"]) for each in answer["entries"]] == [
        ("webinar", "2019-05-06", 60),
        ("self-paced", None, None),
    ]
    assert answer["entries"][0]["presenters"] == ["Zoë Example"]
    assert not database.exists()


def test_today_bounds_the_dates(page: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, early = run("check", str(page), "--today", "2010-01-01", capfd=capfd)
    _, late = run("check", str(page), "--today", "2019-06-01", "--kind", "catalog", capfd=capfd)
    assert [early["entries"][0]["date"], late["entries"][0]["date"]] == [None, "2019-05-06"]


def test_add_answers_as_check_does_and_names_the_upload(
    page: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _, checked = run("check", str(page), capfd=capfd)
    status, added = run("add", str(page), capfd=capfd)

    assert status == 0
    assert {name: added[name] for name in checked} == checked
    with Store.open(database) as store:
        line = store.uploads().to_dict("records")[0]
        assert len(store.frame("courses")) == 2
    assert {name: value for name, value in added.items() if name not in checked} == {
        "upload_id": line["upload_id"],
        "file_name": "page ü.txt",
        "added_at": f"{line['added_at']:%Y-%m-%dT%H:%M:%S}Z",
        "new_courses": 2,
        "known_courses": 0,
        "problem_count": line["problem_count"],
        "already": False,
        "rows_accepted": 0,
        "rows_rejected": 0,
        "rows_ignored": 0,
        "rows_flagged": 0,
        "records": 0,
    }
    assert line["added_by"] == "command line"

    status, again = run("add", str(page), capfd=capfd)
    assert (status, again) == (0, {**added, "new_courses": 0, "known_courses": 2, "already": True})


def test_uploads_lists_them_and_undo_takes_one_back(
    page: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("uploads", capfd=capfd) == (0, {"uploads": [], "missing": [], "missing_changes": []})
    _, added = run("add", str(page), capfd=capfd)
    upload_id = added["upload_id"]

    assert run("undo", upload_id, capfd=capfd) == (
        0,
        {"upload_id": upload_id, "removed_courses": 2, "already": False, "removed_records": 0},
    )
    assert run("undo", upload_id, capfd=capfd) == (
        0,
        {"upload_id": upload_id, "removed_courses": 0, "already": True, "removed_records": 0},
    )
    status, listed = run("uploads", capfd=capfd)
    (line,) = listed["uploads"]
    assert status == 0
    assert line.pop("undone_at") >= line["added_at"]
    assert len(line.pop("sha256")) == 64
    assert line == {
        "upload_id": upload_id,
        "kind": "catalog",
        "source_format": added["source_format"],
        "file_name": "page ü.txt",
        "entries": 2,
        "new_courses": 2,
        "problem_count": added["problem_count"],
        "added_by": "command line",
        "added_at": added["added_at"],
        "undone_by": "command line",
        **dict.fromkeys(["rows_accepted", "rows_rejected", "rows_ignored", "rows_flagged", "records"], 0),
        "answers": "{}",
        "is_practice": False,
        "original": None,
    }


def test_verify_says_whether_everything_agrees(
    page: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("add", str(page), capfd=capfd)
    assert run("verify", capfd=capfd) == (0, {"ok": True, "findings": []})

    database.unlink()
    status, answer = run("verify", capfd=capfd)
    (finding,) = answer["findings"]
    assert (status, answer["ok"], finding["code"]) == (1, False, "missing_upload")
    assert finding["message"].startswith("page ü.txt, added ")
    _, listed = run("uploads", capfd=capfd)
    assert [lost["file_name"] for lost in listed["missing"]] == ["page ü.txt"]


@pytest.mark.parametrize("command", ["check", "add"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "wrong_type"),
        (b"Just a note.", "no_rows"),
    ],
)
def test_a_file_that_is_refused_says_why_and_stores_nothing(
    tmp_path: Path,
    database: Path,
    capfd: pytest.CaptureFixture[str],
    command: str,
    content: bytes,
    reason: str,
) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    status, answer = run(command, str(file), capfd=capfd)

    assert (status, answer["kind"], answer["file_reason"]) == (1, "reject", reason)
    assert answer["message"].endswith(".")
    assert answer.get("upload_id") is None
    assert not database.exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for missing in (tmp_path / "nothing.txt", tmp_path):
        status, answer = run("add", str(missing), capfd=capfd)
        assert (status, answer["kind"], answer["file_reason"]) == (1, "reject", "no_such_file")
        assert str(tmp_path) not in answer["message"]


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(1025 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    status, answer = run("check", str(large), capfd=capfd)
    assert (status, answer["file_reason"]) == (1, "too_large")
    assert "1024 MB" in answer["message"]


def test_an_unknown_upload_is_refused(database: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("undo", "nowhere", capfd=capfd) == (
        1,
        {"reason": "no_such_upload", "message": "There is no upload nowhere."},
    )


def test_a_person_is_forgotten_and_the_copies_that_may_hold_them_are_named(
    tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "training.csv"
    file.write_text(
        "Employee ID,Course,Status,Completed\ne1,A,Completed,2026-03-04\ne2,A,Completed,2026-03-05\n"
    )
    run("add", str(file), "--today", "2026-11-24", capfd=capfd)
    run("backup", str(tmp_path / "copy.zip"), capfd=capfd)
    status, told = run("forget", "E1", capfd=capfd)
    assert (status, told["records"], told["uploads"], told["is_erased"]) == (0, 1, 1, True)
    assert [each["file"] for each in told["backups"]] == ["copy.zip"]
    assert run("forget", "E1", capfd=capfd) == (
        1,
        {"reason": "no_such_person", "message": "Nothing is kept of such a person."},
    )


@pytest.mark.parametrize("command", [("uploads",), ("undo", "x"), ("verify",)])
def test_a_store_that_cannot_be_opened_is_a_reason(
    database: Path, capfd: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    database.write_bytes(b"no database" * 3000)
    assert run(*command, capfd=capfd) == (1, {"reason": "damaged", "message": SENTENCES["damaged"]})


def test_add_to_a_store_that_cannot_be_opened_says_so_beside_the_entries(
    page: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database.write_bytes(b"no database" * 3000)
    status, answer = run("add", str(page), capfd=capfd)
    assert (status, answer["upload_id"], answer["reason"]) == (1, None, "damaged")
    assert answer["message"] == SENTENCES["damaged"]
    assert len(answer["entries"]) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["check"],
        ["undo"],
        ["check", "page.txt", "--kind", "knitting"],
        ["check", "page.txt", "--today", "tomorrow"],
        ["verify", "page.txt"],
    ],
)
def test_wrong_arguments_end_with_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert capfd.readouterr().out == ""


def test_the_readable_text_tells_the_same(
    page: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["uploads"]) == 0
    assert capfd.readouterr().out == "Nothing was added yet.\n"
    assert cli.main(["add", str(page)]) == 0
    said = capfd.readouterr().out
    with Store.open(database) as store:
        upload_id = store.uploads()["upload_id"][0]
        labels = store.frame("courses")["label"].tolist()
    assert all(label in said for label in labels)
    assert "(webinar, 2019-05-06, 60 minutes)" in said
    assert "(self-paced, no date, no length)" in said
    assert "  Line 7: " in said
    assert said.endswith(f"Added as upload {upload_id}: 2 new courses, 0 known already.\n")
    cli.main(["add", str(page)])
    said = capfd.readouterr().out
    assert said.endswith(f"Nothing added: the same content is upload {upload_id}, page ü.txt.\n")
    cli.main(["uploads"])
    assert capfd.readouterr().out.endswith("  2 entries  page ü.txt\n")
    cli.main(["undo", upload_id])
    assert capfd.readouterr().out == "Taken back: 2 courses left the catalog.\n"
    cli.main(["undo", upload_id])
    assert capfd.readouterr().out == "It was taken back before.\n"
    cli.main(["uploads"])
    assert capfd.readouterr().out.endswith("page ü.txt (taken back)\n")
    cli.main(["verify"])
    assert capfd.readouterr().out == "Everything was read and agrees.\n"


def test_one_course_is_said_in_the_singular(
    tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    single = tmp_path / "single.txt"
    single.write_text(PAGE.partition("Format: Self")[0], encoding="utf-8")
    cli.main(["add", str(single)])
    assert capfd.readouterr().out.endswith(": 1 new course, 0 known already.\n")
    with Store.open(database) as store:
        upload_id = store.uploads()["upload_id"][0]
    cli.main(["undo", upload_id])
    assert capfd.readouterr().out == "Taken back: 1 course left the catalog.\n"


def test_as_a_program_it_writes_utf_8_whatever_the_terminal_speaks(page: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "data", "check", str(page), "--json"],
        cwd=ROOT,
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["entries"][0]["presenters"] == ["Zoë Example"]
    assert "Zoë" in done.stdout.decode("utf-8")


def test_names_that_wait_are_listed_and_matched(
    tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "training.csv"
    file.write_text(
        "Employee ID,Course,Status,Completed\ne1,Desk basics at our library,Completed,2026-03-04\n"
    )
    status, added = run("add", str(file), "--today", "2026-11-24", capfd=capfd)
    assert (status, added["rows_accepted"], added["records"]) == (0, 1, 1)
    _, listed = run("match", capfd=capfd)
    assert [each["as_written"] for each in listed["open"]] == ["Desk basics at our library"]
    name = ("--name", "Desk basics at our library")
    assert run("match", *name, capfd=capfd)[0] == 1
    assert run("match", *name, "--none", capfd=capfd)[0] == 0
    assert run("match", capfd=capfd) == (0, {"open": []})


def test_answers_to_the_questions_come_from_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file, answers = tmp_path / "training.csv", tmp_path / "answers.json"
    file.write_text("Employee ID,Course,Status,Completed\ne1,Desk basics,Completed,03/04/2026\n")
    answers.write_text('{"date_order": "day"}')
    _, month = run("check", str(file), "--today", "2026-11-24", capfd=capfd)
    _, day = run("check", str(file), "--today", "2026-11-24", "--answers", str(answers), capfd=capfd)
    assert month["first_record"]["completed_on"] == "2026-03-04"
    assert day["first_record"]["completed_on"] == "2026-04-03"
    assert [question["id"] for question in month["questions"]] == ["date_order"]
    answers.write_text("[]")
    assert run("check", str(file), "--answers", str(answers), capfd=capfd)[0] == 1


def test_a_backup_is_made_and_restored_in_three_commands(
    page: Path, tmp_path: Path, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("add", str(page), capfd=capfd)
    assert run("backup", str(tmp_path / "copy.zip"), capfd=capfd)[0] == 0
    database.write_bytes(b"damaged" * 4000)
    assert run("verify", capfd=capfd)[0] == 1
    status, restored = run("restore", str(tmp_path / "copy.zip"), capfd=capfd)
    assert (status, restored["uploads"]) == (0, 1)
    assert run("verify", capfd=capfd)[1]["ok"]


def test_what_came_after_a_restored_backup_is_named_until_it_was_seen(
    page: Path, database: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Store.open(database).close()
    run("backup", str(tmp_path / "a.backup"), capfd=capfd)
    _, added = run("add", str(page), capfd=capfd)
    run("restore", str(tmp_path / "a.backup"), capfd=capfd)
    _, before = run("uploads", capfd=capfd)
    assert [lost["upload_id"] for lost in before["missing"]] == [added["upload_id"]]
    assert run("uploads", "--seen", capfd=capfd) == (0, {"uploads": [], "missing": [], "missing_changes": []})
