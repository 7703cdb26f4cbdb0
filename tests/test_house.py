"""Rules of the house that no tool checks for us: what is declared, registered, named and small."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("analysis", "benchmarks", "charts", "data", "pages", "report", "tools", "ui")
RUNNING = ("analysis", "charts", "data", "pages", "report", "ui")
AROUND = ("benchmarks", "tests", "tools")
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 60


def python_files(folders: Iterable[str]) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def running_files() -> list[Path]:
    return [ROOT / "dashboard.py", *python_files(RUNNING)]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The first part of every name imported anywhere in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def words(path: Path) -> Iterator[str]:
    """Every text written in a file's code."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def normalized(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def third_party(files: Iterable[Path]) -> dict[str, str]:
    """Every distribution the files import from, with one file that does."""
    known = packages_distributions()
    found: dict[str, str] = {}
    for path in files:
        for module in set(imported(path)) - sys.stdlib_module_names - {*OURS, "dashboard", "tests"}:
            found.setdefault(normalized(known.get(module, [module])[0]), name_of(path))
    return found


def declared(name: str) -> set[str]:
    """The distributions a requirements .in file asks for."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {normalized(re.split(r"[<>=~! ;]", line)[0]) for line in lines if re.match(r"[A-Za-z]", line)}


def in_git() -> list[Path]:
    """Every text file that is committed, or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def test_everything_imported_is_declared() -> None:
    missing = {
        each: by
        for each, by in third_party(running_files()).items()
        if each not in declared("requirements.in")
    }
    assert missing == {}


def test_everything_the_tests_and_tools_import_is_declared() -> None:
    all_declared = declared("requirements.in") | declared("requirements-dev.in")
    missing = {each: by for each, by in third_party(python_files(AROUND)).items() if each not in all_declared}
    assert missing == {}


def test_everything_declared_is_used() -> None:
    # Some are named rather than imported: pandas writes XLSX with the engine "xlsxwriter".
    named = {word for path in running_files() for word in words(path)}
    assert sorted(declared("requirements.in") - third_party(running_files()).keys() - named) == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_source(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if not line.lstrip().startswith("#")]
    loose = [line for line in lines if not re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", line)]
    assert loose == []


def test_tests_and_program_agree_on_versions() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert {name for name in pins[0].keys() & pins[1].keys() if pins[0][name] != pins[1][name]} == set()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    # In pieces, so that this file does not find itself.
    folders = "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers", "o" + "pt"])
    registries = "|".join([r"pypi\." + "org", "python" + "hosted", r"npmjs\." + "org"])
    wrong = re.compile(rf"(?<![\w./)}}-])/(?:{folders})/\w|{registries}")
    found = [
        f"{name_of(path)}: {hit.group()}"
        for path in in_git()
        if (hit := wrong.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_files_stay_small() -> None:
    lengths = {
        name_of(path): path.read_text(encoding="utf-8").count("\n")
        for path in [*running_files(), *python_files(AROUND)]
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES_IN_A_FILE} == {}


def test_functions_stay_small() -> None:
    # Tests may be longer: a whole expected result is written out in them.
    lengths = {
        f"{name_of(path)}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in [*running_files(), *python_files(["benchmarks", "tools"])]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LINES_IN_A_FUNCTION} == {}


def test_every_page_is_one_folder_down_and_on_the_map() -> None:
    pages = {name_of(path) for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py"}
    assert pages
    assert {page for page in pages if len(Path(page).parts) != 3} == set()
    assert {word for word in words(ROOT / "dashboard.py") if word.startswith("pages/")} == pages


def test_nothing_imports_the_front_door() -> None:
    assert [name_of(path) for path in python_files(OURS) if "dashboard" in imported(path)] == []


PROBLEMS = ("problems.csv", "upload_problems.csv")
# Calls whose first argument is a code, and the file whose sentences they say.
SAID_BY = {
    "problems.csv": {"Problem", "problem", "cell_problem", "refusal"},
    "upload_problems.csv": {"sentence", "refused"},
}


def problem_codes(name: str) -> set[str]:
    with (ROOT / "data/vocab" / name).open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def calls_with_a_code(path: Path, said_by: set[str]) -> Iterator[str]:
    """The codes written in calls that make a problem or refuse a file."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in said_by:
            yield str(node.args[0].value)


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_problem_code_has_its_sentence(name: str) -> None:
    used = {code for path in python_files(["data"]) for code in calls_with_a_code(path, SAID_BY[name])}
    assert used
    assert used - problem_codes(name) == set()


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_problem_code_is_used(name: str) -> None:
    used = {word for path in python_files(["data"]) for word in words(path)}
    assert problem_codes(name) - used == set()


def written_about(pattern: str) -> set[str]:
    """What the documents say of a command, by the first group of ``pattern``."""
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    return {
        hit
        for path in documents
        for hit in re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_every_make_target_that_is_written_about_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    written = written_about(r"(?:^ *|`)make ([a-z]+)")
    assert {"run", "test", "check"} <= written
    assert written - targets == set()


def test_every_module_that_is_written_about_exists() -> None:
    written = {module for module in written_about(r"python3? -m ([a-z_.]+)") if module.split(".")[0] in OURS}
    places = {module: ROOT / module.replace(".", "/") for module in written}
    gone = [
        module
        for module, place in places.items()
        if not place.with_suffix(".py").is_file() and not (place / "__main__.py").is_file()
    ]
    assert gone == []
