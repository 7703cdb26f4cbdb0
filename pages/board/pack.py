"""Pack: findings put together for the board, edited, and taken along as slides, PDF, web page or numbers."""

import streamlit as st

from ui import pack, pack_page, state, text

st.title("Board pack")
st.write(
    "Everything here is what the board may see: no person, no comment and no small group, whatever view you "
    "have elsewhere. **Add to pack** stands beside every finding."
)

pack_page.recipes()
st.divider()

chosen = pack.current()
if chosen.wanted:
    pack_page.make_and_offer()
    if st.button("Present it", icon=":material/slideshow:", type="tertiary", key="go_present"):
        st.switch_page("pages/board/present.py")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        text.write(text.heading("In this pack"))
        pack_page.contents()
        pack_page.save()
    with right:
        text.write(text.heading("Cover"))
        pack_page.cover()
else:
    text.write(text.heading("Or put one together"), text.paragraph("This pack is empty: add findings to it."))
    if st.button("Choose findings of the catalog →", type="tertiary", key="go_explore"):
        st.switch_page("pages/catalog/explore.py")
    text.write(text.note("What you add stays in the pack while this window is open.", state.look()))
