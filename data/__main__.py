"""``python -m data``: files checked and stored from the command line."""

from __future__ import annotations

import sys

from data.cli import main

if __name__ == "__main__":
    sys.exit(main())
