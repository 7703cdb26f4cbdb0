"""What Front Desk keeps: a DuckDB file, a ledger beside it, and the one way to both."""

from data.store.errors import StoreUnavailable
from data.store.first_run import ensure_built_in
from data.store.store import Store
from data.store.uploads import Added, Undone

__all__ = ["Added", "Store", "StoreUnavailable", "Undone", "ensure_built_in"]
