"""The words and rules of the jury: pure, and known to every other room."""
