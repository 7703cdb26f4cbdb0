"""Install Debian packages where that needs no password and no question.

Standard library only and in words that Python 3.6 understands: it is used before the environment exists.
"""

import os
import shutil
import subprocess
import sys


def install(*packages):
    """Install packages with apt-get and say whether that worked.

    Where apt-get is missing, or a password would be asked for, nothing is tried and the answer is no.
    """
    rights = _rights()
    if rights is None:
        return False
    sys.stderr.write(f"Installing {', '.join(packages)} with apt-get.\n")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--quiet"]
    order = [*apt, "install", "--no-install-recommends", *packages]
    # A fresh machine's list of packages is empty or too old: the second try has a new one.
    return _run(order) or (_run([*apt, "update"]) and _run(order))


def _rights():
    """What to put before a command to run it as root: nothing, sudo, or None when it cannot be had."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.call(
        ["sudo", "-n", "true"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return ["sudo", "-n"] if asked == 0 else None


def _run(command):
    # Standard output is kept free for the caller's own answer.
    return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr) == 0
