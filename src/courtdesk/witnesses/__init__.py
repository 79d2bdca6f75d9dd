"""Witnesses as the trial team prepares, protects and calls them."""
