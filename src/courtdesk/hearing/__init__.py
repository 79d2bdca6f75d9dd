"""The hearing: its course, its log, its minutes."""
