"""The library's settings, each with what follows from it; every change is in the audit list."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import wording
from data.store import StoreUnavailable
from data.store.preferences import SMALLEST_GROUP, Preferences
from ui import state, text

MONTHS: Final = tuple(range(1, 13))
LONGEST: Final = 520


def periods(now: Preferences) -> None:
    """Ask when the fiscal year starts and how dates are written."""
    text.write(text.heading("Periods and dates"))
    _choice(
        "The fiscal year starts in",
        "fiscal_start",
        MONTHS,
        now.fiscal_start,
        wording.month_name,
        "Named by the year it ends in. A change counts every row anew.",
    )
    _choice(
        "When a file does not say whether 03/04/2026 is March or April",
        "date_order",
        ("month", "day"),
        now.date_order,
        {"month": "the month comes first (March 4)", "day": "the day comes first (April 3)"}.__getitem__,
        "For files to come; each file shows how its dates were read, and can be answered otherwise.",
    )


def groups(now: Preferences) -> None:
    """Ask for the smallest groups that are shown."""
    text.write(text.heading("Small groups"))
    _number(
        "Smallest group of staff in the board's view",
        "staff_minimum",
        now.staff_minimum,
        SMALLEST_GROUP,
        f"{SMALLEST_GROUP} is the least.",
    )
    _number(
        "Smallest group of patron answers, for everybody",
        "patron_minimum",
        now.patron_minimum,
        SMALLEST_GROUP,
        f"{SMALLEST_GROUP} is the least; 10 is usual.",
    )


def privacy(now: Preferences) -> None:
    """Ask whether names are kept, and for how long originals are."""
    text.write(text.heading("Names and originals"))
    st.toggle(
        "Keep the names of staff",
        value=now.names_on,
        key="setting_names_on",
        on_change=_changed,
        args=("names_on",),
        help="Only a trainer sees them. Turning it off deletes the names that are stored.",
    )
    _number(
        "Days that original files are kept",
        "retention_days",
        now.retention_days,
        0,
        "An original lets you change an answer later. 0 keeps none.",
    )


def headcounts(now: Preferences) -> None:
    """Ask how many people work at each branch, where there is no staff list."""
    text.write(
        text.heading("People at each branch"),
        text.note(
            "Coverage is a share of the people who work somewhere. A staff list says it best (Data, Add); "
            "without one, write the numbers here.",
            state.look(),
        ),
    )
    names = sorted({*now.headcounts, *state.people_choices().branches})
    frame = pd.DataFrame({"Branch": names, "People": [now.headcounts.get(name) for name in names]})
    edited = st.data_editor(
        frame.astype({"Branch": "str", "People": "Int64"}),
        num_rows="dynamic",
        hide_index=True,
        key="setting_headcounts",
        width=LONGEST,
        column_config={"People": st.column_config.NumberColumn(min_value=1, step=1)},
    )
    st.button("Save the numbers", on_click=_save_headcounts, args=(edited,), key="save_headcounts")


def _save_headcounts(edited: pd.DataFrame) -> None:
    known = edited.dropna()
    counts = {
        str(row.Branch): int(row.People) for row in known.itertuples(index=False) if str(row.Branch).strip()
    }
    _keep("headcounts", counts)


def _choice(label: str, name: str, options: tuple[Any, ...], now: Any, said: Any, note: str) -> None:
    st.selectbox(
        label,
        options,
        index=options.index(now),
        format_func=said,
        key=f"setting_{name}",
        on_change=_changed,
        args=(name,),
        width=LONGEST,
    )
    text.write(text.note(note, state.look()))


def _number(label: str, name: str, now: int, least: int, note: str) -> None:
    st.number_input(
        label,
        min_value=least,
        value=now,
        step=1,
        key=f"setting_{name}",
        on_change=_changed,
        args=(name,),
        width=LONGEST,
    )
    text.write(text.note(note, state.look()))


def _changed(name: str) -> None:
    _keep(name, st.session_state[f"setting_{name}"])


def _keep(name: str, value: Any) -> None:
    try:
        state.store().change_setting(name, value, by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))
        st.session_state.pop(f"setting_{name}", None)
