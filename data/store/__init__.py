"""What Front Desk keeps: a DuckDB file, what lies beside it, and the one way to all of it."""

from pathlib import Path

from data.store import base, recovery
from data.store import restore as _restore
from data.store.backup import Backup
from data.store.errors import StoreUnavailable
from data.store.first_run import ensure_built_in
from data.store.preferences import Preferences
from data.store.recovery import Recovery
from data.store.restore import Restored
from data.store.store import Store
from data.store.uploads import Added, Undone

__all__ = [
    "Added",
    "Backup",
    "Preferences",
    "Recovery",
    "Restored",
    "Store",
    "StoreUnavailable",
    "Undone",
    "ensure_built_in",
    "report_recovery",
    "restore_backup",
]


def restore_backup(backup: Path | str, database: Path | str | None = None, *, by: str = "") -> Restored:
    """Put a backup in the place of the database, which nobody may have open; see ``data.store.restore``."""
    return _restore.restore(Path(backup).expanduser().resolve(), base.database_path(database), by=by)


def report_recovery(database: Path | str | None = None) -> Recovery:
    """Say what is missing and what is there for a database that cannot be opened."""
    return recovery.report(base.database_path(database))
