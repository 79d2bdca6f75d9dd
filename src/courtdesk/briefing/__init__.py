"""The day's briefing: what is set down, what is due, what has to be ruled on."""
