"""The board pack: one outline of findings, and the forms that are made from it."""
