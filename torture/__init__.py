"""What CourtDesk survives: kills, power loss, failing disks, tampering, hostile files, long days.

``make torture`` runs everything at its full count, unattended; ``python -m torture --quick`` is
the size for a build server. Each part writes its counts; docs/reliability.md holds the latest.
"""
