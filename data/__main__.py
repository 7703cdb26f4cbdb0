"""``python -m data``: files checked and stored from the command line."""

from __future__ import annotations

import sys

from data.uploads import early

if __name__ == "__main__":
    if sys.argv[1:2] in (["check"], ["add"]):
        early.start()
    from data.cli import main

    sys.exit(main())
