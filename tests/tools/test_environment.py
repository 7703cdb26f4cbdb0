"""The script that makes the environment answers with sentences and does nothing twice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools import chromium, environment


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Environment and requirements in a folder of the test's own; commands are noted, not run."""
    made: list[list[str]] = []

    def note(command: list[object], **_: object) -> int:
        made.append([str(part) for part in command])
        return 0

    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "STAMP", tmp_path / "installed.txt")
    monkeypatch.setattr(subprocess, "call", note)
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "requirements-dev.txt").write_text("two==2\n")
    return made


def installs(calls: list[list[str]]) -> list[list[str]]:
    """The requirements files of every pip command, by name."""
    return [
        [Path(part).name for part in call if part.endswith(".txt")] for call in calls if "install" in call
    ]


def test_an_old_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.9"):
        environment.main([])


def test_requirements_are_installed_with_their_hashes(calls: list[list[str]]) -> None:
    environment.main([])
    assert installs(calls) == [["requirements.txt"]]
    assert all("--require-hashes" in call for call in calls if "install" in call)


def test_what_is_installed_is_not_installed_again(calls: list[list[str]]) -> None:
    environment.main(["--dev"])
    environment.main(["--dev"])
    environment.main([])
    assert installs(calls) == [["requirements.txt", "requirements-dev.txt"]]


def test_changed_requirements_are_installed_again(calls: list[list[str]], tmp_path: Path) -> None:
    environment.main([])
    (tmp_path / "requirements.txt").write_text("one==1.1\n")
    environment.main([])
    assert installs(calls) == [["requirements.txt"], ["requirements.txt"]]


def test_a_failed_installation_is_tried_again(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(command: list[object], **_: object) -> int:
        return int("install" in command)

    with monkeypatch.context() as offline:
        offline.setattr(subprocess, "call", failing)
        with pytest.raises(SystemExit, match="could not be installed"):
            environment.main([])
    environment.main([])
    assert installs(calls) == [["requirements.txt"]]


def test_a_chromium_named_by_the_user_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "chromium"
    named.write_text("")
    monkeypatch.setenv("FRONTDESK_CHROMIUM", str(named))
    assert chromium.find() == named


def test_a_named_chromium_that_is_not_there_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTDESK_CHROMIUM", str(tmp_path / "gone"))
    assert chromium.find() is None
