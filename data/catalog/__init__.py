"""The course catalog: page text to records, and the built-in page."""
