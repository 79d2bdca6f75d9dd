"""Exhibits: the register of each party, what became of each, and in whose custody it is."""
