"""The words and rules of witness preparation."""
