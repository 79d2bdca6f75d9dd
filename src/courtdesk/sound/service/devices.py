"""The sound cards that hear, for whoever sets sound up."""

from courtdesk.sound.recorder.device import Device, devices

__all__ = ["Device", "devices"]
