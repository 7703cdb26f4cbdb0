"""The page instead of all pages when the data cannot be opened: what is missing, and the way back."""

from __future__ import annotations

import streamlit as st

from analysis import wording
from data.store import StoreUnavailable, report_recovery
from ui import state, text

SHOWN = 50


def page(unavailable: StoreUnavailable) -> None:
    """Say why nothing is shown, which uploads are missing, and the last good backup."""
    st.title("The library's data cannot be opened")
    text.write(text.paragraph(unavailable.sentence))
    if unavailable.reason_code != "damaged":
        return
    found, look = report_recovery(), state.look()
    last = found.last_backup
    if last:
        count = wording.count(len(last.upload_ids), "upload")
        text.write(
            text.heading("The last good backup"),
            text.paragraph(f"{last.file_name}, made {last.made_at} UTC by {last.by}, with {count}."),
            text.note(
                "Stop the dashboard, then: python -m data restore FILE. The files there are kept aside.", look
            ),
        )
    else:
        text.write(
            text.heading("There is no backup"),
            text.paragraph("Move the data file aside, start Front Desk, and add the files below again."),
        )
    missing = found.missing_uploads
    if missing:
        since = "since that backup" if last else "in all"
        text.write(
            text.heading(f"{wording.count(len(missing), 'upload')} {since}"),
            text.bullets(
                f"{each.file_name}, added {each.at} by {each.by}"
                + (" (its original is kept)" if each.has_original else "")
                for each in missing[:SHOWN]
            ),
        )
    text.write(
        text.note(f"Nothing was deleted. Kept as they are: {', '.join(found.files_kept) or 'nothing'}.", look)
    )
