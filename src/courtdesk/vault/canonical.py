"""One fixed form of a JSON value: what is authenticated must read the same wherever it is made."""

import json
from typing import Any


def canonical(value: dict[str, Any]) -> bytes:
    """``value`` as UTF-8 JSON with sorted keys and without spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
