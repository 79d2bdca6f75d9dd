"""Who kept the record, who changed it, and what left it: the vault as people see it."""
