"""Mains hum: a steady tone at the mains' frequency and its multiples.

The power within 1 Hz of the first four multiples of 50 or 60 Hz, as a share of all power between
20 Hz and 4 kHz. Speech moves through these places and never stays; a bad cable stays. Hum that is
weaker than −60 dB of full scale disturbs nobody and is not told.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples

SHARE = 0.5
_LEAST_RMS = 10 ** (-60 / 20)
_MULTIPLES = (1, 2, 3, 4)


def mains_hum(samples: "Samples", rate: int, mains: tuple[int, ...]) -> tuple[int, ...]:
    """For each channel the frequency of ``mains`` that it hums with, or 0.

    ``samples`` are a second or more, so that 50 and 60 Hz can be told apart.
    """
    import numpy as np

    sound = samples.astype(np.float32) / 32768
    sound -= sound.mean(0)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))[:, None], axis=0)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / rate)
    total = spectrum[(hertz > 20) & (hertz < 4000)].sum(0)
    loud = np.sqrt((sound * sound).mean(0)) > _LEAST_RMS
    found = np.zeros(samples.shape[1], int)
    most = np.full(samples.shape[1], SHARE)
    for frequency in mains:
        near = np.zeros(len(hertz), bool)
        for multiple in _MULTIPLES:
            near |= np.abs(hertz - multiple * frequency) <= 1.0
        share = spectrum[near].sum(0) / np.maximum(total, 1e-12)
        hums = loud & (share > most)
        found[hums] = frequency
        most = np.maximum(most, share)
    return tuple(int(each) for each in found)
