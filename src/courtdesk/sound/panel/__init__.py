"""Sound on the desk: kept running beside the hearing, in sight, and heard again."""
