"""The sound cards that hear, for whoever sets sound up."""

from courtdesk.sound.recorder.device import Device, devices, look_again

__all__ = ["Device", "devices_now"]


def devices_now(*, again: bool) -> tuple[Device, ...]:
    """The sound cards that hear; with ``again`` also those that were plugged in meanwhile.

    ``again`` only where this process has no sound card open.

    Raises:
        NoSound: PortAudio is not on this computer.
    """
    if again:
        look_again()
    return devices()
