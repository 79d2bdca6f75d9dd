"""The waveform of a recording, for its overview."""

from courtdesk.sound.store.peaks import BINS_A_SECOND, PeakReader, Peaks

__all__ = ["BINS_A_SECOND", "PeakReader", "Peaks"]
