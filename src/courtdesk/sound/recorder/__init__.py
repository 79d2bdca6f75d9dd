"""The recorder: a process of its own that goes on whatever the desk does."""
