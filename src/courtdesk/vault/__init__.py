"""The encrypted store: key slots, engine, unit of work, audit chain, backup, migrations."""
