"""Streamlit pieces shared by the pages: server, state, sidebar, show and problems."""
