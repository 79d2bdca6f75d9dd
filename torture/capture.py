"""The peer of the recorder: capture and FLAC alone, no levels, no encryption, no disk.

``python -m torture.capture CHANNELS`` goes on until its standard input ends.
"""

import io
import sys
import threading
from queue import SimpleQueue
from typing import Any

RATE = 48_000


def main(channels: int) -> None:
    """Capture and encode."""
    import sounddevice
    import soundfile

    blocks: SimpleQueue[bytes] = SimpleQueue()

    def heard(data: Any, _frames: int, _time: Any, _status: Any) -> None:
        blocks.put(bytes(data))

    def end() -> None:
        sys.stdin.read()
        blocks.put(b"")

    threading.Thread(target=end, daemon=True).start()
    stream = sounddevice.RawInputStream(
        RATE, RATE // 50, "pulse", channels, "int16", latency=0.2, callback=heard
    )
    pcm = bytearray()
    with stream:
        while block := blocks.get():
            pcm += block
            if len(pcm) >= RATE * channels:
                out = io.BytesIO()
                with soundfile.SoundFile(out, "w", RATE, channels, "PCM_16", format="FLAC") as file:
                    file.buffer_write(bytes(pcm), dtype="int16")
                pcm.clear()


if __name__ == "__main__":
    main(int(sys.argv[1]))
