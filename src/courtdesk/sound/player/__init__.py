"""Sound heard again: decoded in memory, faster or slower at its own pitch, to the headphones."""
