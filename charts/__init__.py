"""A small table in, a Plotly figure out; ``theme`` holds the look, nothing here counts."""
