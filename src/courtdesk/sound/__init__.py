"""The sound of a hearing: recorded in a process of its own, encrypted, found again."""
