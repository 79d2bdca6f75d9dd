"""A small sRGB profile, made here: PDF/A wants to know what black means.

Version 2.1, since PDF/A-1 knows no later one. Primaries adapted to D50 and the transfer curve
are those of IEC 61966-2-1.
"""

import struct
from functools import cache

_CURVE_POINTS = 1024
_WHITE = (0.9505, 1.0, 1.0891)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_D50 = (0.9642, 1.0, 0.8249)
_HEADER = 128


@cache
def srgb_profile() -> bytes:
    """The bytes of an ICC profile for sRGB."""
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"sRGB\0" + bytes(78),
        b"cprt": b"text\0\0\0\0Public domain\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
        b"rTRC": _curve(),
    }
    start = _HEADER + 4 + 12 * (len(tags) + 2)
    data, places = b"", {}
    for name, content in tags.items():
        places[name] = (start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    places[b"gTRC"] = places[b"bTRC"] = places[b"rTRC"]
    table = struct.pack(">I", len(places))
    table += b"".join(name + struct.pack(">II", *place) for name, place in places.items())
    return _header(_HEADER + len(table) + len(data)) + table + data


def _header(size: int) -> bytes:
    kind = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    return (kind + made + bytes(28) + b"".join(map(_fixed, _D50))).ljust(_HEADER, b"\0")


def _curve() -> bytes:
    points = [_linear(step / (_CURVE_POINTS - 1)) for step in range(_CURVE_POINTS)]
    values = b"".join(struct.pack(">H", round(65535 * point)) for point in points)
    return b"curv\0\0\0\0" + struct.pack(">I", _CURVE_POINTS) + values


def _linear(encoded: float) -> float:
    if encoded <= 0.04045:
        return encoded / 12.92
    return float(((encoded + 0.055) / 1.055) ** 2.4)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, value))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
