"""The desk's own small widgets, in the house's look. Panels are made of these."""
