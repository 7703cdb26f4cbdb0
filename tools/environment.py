"""Make .venv and install the pinned requirements, unless that is done already.

Usage: python3 -m tools.environment [--dev]

One way in for make, run.cmd and a person. Standard library only, in words that Python 3.6 understands,
so that an old one is answered with a sentence.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tools import debian

NEEDS = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
STAMP = FOLDER / "installed.txt"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

TOO_OLD = (
    "Front Desk needs Python {}.{} or newer; this is {}.{} ({}).\n"
    "Where a newer one has another name, say so: make run PYTHON=python3.13"
)
NO_VENV = (
    "This Python ({}) cannot make a virtual environment: a part of it is missing.\n"
    "On Debian and Ubuntu: sudo apt-get install python3-venv\n"
    "Then run the same command again."
)
NOT_INSTALLED = (
    "The requirements could not be installed; the lines above say why.\n"
    "The first time needs an internet connection. Running the same command again starts over safely."
)


def main(arguments):
    """Bring .venv up to date: requirements.txt, and with --dev requirements-dev.txt too."""
    if sys.version_info[:2] < NEEDS:
        sys.exit(TOO_OLD.format(*NEEDS, *sys.version_info[:2], sys.executable))
    names = ["requirements.txt"] + (["requirements-dev.txt"] if "--dev" in arguments else [])
    wanted = [fingerprint(name) for name in names]
    if _works() and set(wanted) <= set(_installed()):
        return
    if not _works():
        _make()
    sys.stderr.write(f"Installing {' and '.join(names)} into .venv; the first time takes a minute or two.\n")
    files = [part for name in names for part in ("--requirement", ROOT / name)]
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-input", "--quiet"]
    if subprocess.call([*pip, "--require-hashes", *files], stdin=subprocess.DEVNULL) != 0:
        sys.exit(NOT_INSTALLED)
    STAMP.write_text("\n".join(wanted) + "\n", encoding="utf-8")


def fingerprint(name):
    """One line that changes when the requirements file does."""
    return f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}"


def _installed():
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []


def _works():
    """Whether .venv has a Python of the right age with pip: an upgrade of the system's can break it."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] < {NEEDS})"
    try:
        return subprocess.call([PYTHON, "-c", check], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _make():
    """Make .venv anew. Debian ships Python without ensurepip, which is found out by trying."""
    if not _can_make() and not (debian.install("python3-venv") and _can_make()):
        sys.exit(NO_VENV.format(sys.executable))
    if subprocess.call([sys.executable, "-m", "venv", "--clear", FOLDER]) != 0:
        sys.exit(NO_VENV.format(sys.executable))


def _can_make():
    # A new process, because a package installed meanwhile is not seen by this one.
    check = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.call(check, stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    main(sys.argv[1:])
