"""The first run: the built-in catalog goes in through the same importer as everybody's files."""

from __future__ import annotations

from data.store.store import Store
from data.store.uploads import Added

BY = "Front Desk"


def ensure_built_in(store: Store) -> Added | None:
    """Add the built-in catalog to a store that never held a catalog; None when it did.

    Once somebody has taken the built-in catalog back it stays away; a library that begins with its own
    training or surveys gets it all the same. Threads that come at once add it once.
    """
    with store.alone():
        if (store.uploads()["kind"] == "catalog").any():
            return None
        from data.catalog import built_in  # only here: later starts need no importer
        from data.uploads.read import check

        content = built_in.content()
        reading = check(content, built_in.FILE_NAME)
        return store.add_catalog(reading, file_name=built_in.NAME, content=content, by=BY)
