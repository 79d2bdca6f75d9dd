"""Use cases of sound: record a hearing, take its sound into the record, read it, give it out."""

from courtdesk.sound.service.recordings import (
    FOLDER,
    Prepared,
    SoundService,
    TakenUp,
    live_of,
    stop_recorder,
)
from courtdesk.sound.store.reader import SoundReader

__all__ = [
    "FOLDER",
    "Prepared",
    "SoundReader",
    "SoundService",
    "TakenUp",
    "live_of",
    "stop_recorder",
]
