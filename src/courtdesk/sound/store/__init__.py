"""The files of a recording: encrypted chunks in segments, chained by their hashes."""
