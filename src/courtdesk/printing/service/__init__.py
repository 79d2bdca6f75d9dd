"""Use cases of printing: put packets together, keep presets, know who holds which copy."""

from courtdesk.printing.service.copies import CopyService
from courtdesk.printing.service.packets import PacketService
from courtdesk.printing.service.presets import PresetService

__all__ = ["CopyService", "PacketService", "PresetService"]
