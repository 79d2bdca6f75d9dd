"""CourtDesk: an offline, encrypted desk for court clerks and jury coordinators."""

__version__ = "0.1.0"
