"""Files from outside, read before anything is believed."""
