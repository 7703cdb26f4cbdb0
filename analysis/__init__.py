"""What the numbers mean: tables in, tables out; no screens, no figures, no files."""
