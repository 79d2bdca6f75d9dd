"""Sound in memory, encoded and decoded by libsndfile; nothing of it touches the disk."""

import io
from typing import TYPE_CHECKING

from courtdesk.sound.model import Codec, NoSound

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.int16]

_FORMATS = {Codec.FLAC: ("FLAC", "PCM_16"), Codec.OPUS: ("OGG", "OPUS")}


def encode(pcm: bytes, rate: int, channels: int, codec: Codec) -> bytes:
    """Interleaved 16-bit samples as a small file of their own."""
    import soundfile

    out = io.BytesIO()
    form, subtype = _FORMATS[codec]
    with soundfile.SoundFile(out, "w", rate, channels, subtype, format=form) as file:
        file.buffer_write(pcm, dtype="int16")
    return out.getvalue()


def decode(content: bytes, lead: int, frames: int) -> "Samples":
    """``frames`` samples by channels, without the ``lead`` before them.

    Raises:
        NoSound: the content is no sound, or shorter than it says.
    """
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            samples: Samples = file.read(dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise NoSound("A part of the recording cannot be decoded.") from error
    if len(samples) < lead + frames:
        raise NoSound("A part of the recording is shorter than it says.")
    return samples[lead : lead + frames]
