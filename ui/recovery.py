"""The page instead of all pages when the data cannot be opened: what is missing, and the way back."""

from __future__ import annotations

import streamlit as st

from analysis import wording
from data.store import Backup, Recovery, StoreUnavailable, report_recovery
from ui import state, text

SHOWN = 50


def page(unavailable: StoreUnavailable) -> None:
    """Say why nothing is shown, which uploads are missing, and the last good backup."""
    st.title("The library's data cannot be opened")
    text.write(text.paragraph(unavailable.sentence))
    if unavailable.reason_code != "damaged":
        return
    found = report_recovery()
    _way_back(found.last_backup)
    _missing(found)
    kept = ", ".join(found.files_kept) or "nothing"
    text.write(text.note(f"Nothing was deleted. Kept as they are: {kept}.", state.look()))


def _way_back(last: Backup | None) -> None:
    """Name the last good backup and how it is brought back, or say what helps without one."""
    if last is None:
        text.write(
            text.heading("There is no backup"),
            text.paragraph("Move the data file aside, start Front Desk, and add the files below again."),
        )
        return
    count = wording.count(len(last.upload_ids), "upload")
    how = "Stop the dashboard, then: python -m data restore FILE. The files there are kept aside."
    text.write(
        text.heading("The last good backup"),
        text.paragraph(f"{last.file_name}, made {last.made_at} UTC by {last.by}, with {count}."),
        text.note(how, state.look()),
    )


def _missing(found: Recovery) -> None:
    """Name the uploads that the backup does not bring back."""
    missing = found.missing_uploads
    if not missing:
        return
    since = "since that backup" if found.last_backup else "in all"
    text.write(
        text.heading(f"{wording.count(len(missing), 'upload')} {since}"),
        text.bullets(
            f"{each.file_name}, added {each.at} by {each.by}"
            + (" (its original is kept)" if each.has_original else "")
            for each in missing[:SHOWN]
        ),
    )
