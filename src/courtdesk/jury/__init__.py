"""The jury, from the venire list to the verdict."""
