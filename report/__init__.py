"""Findings and the forms they take: screen, file and, later, the board pack; no Streamlit here."""
