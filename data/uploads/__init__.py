"""A file's bytes to records: told by its content, read within limits, refused with one sentence."""
