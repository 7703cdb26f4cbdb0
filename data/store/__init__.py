"""The store: schema, connection, ledger and backup; the only place that opens a database."""
