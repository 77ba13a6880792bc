"""The portal killed, raced and shouted at. `make test` runs a small set of it, `make chaos` the full one.

CHAOS=1 asks for the full set, CHAOS_SCALE for a part of it, CHAOS_ROWS names the file where figures are gathered.
"""

import os

FULL = os.environ.get("CHAOS") == "1"
SCALE = float(os.environ.get("CHAOS_SCALE", "1"))


def size(small: int, full: int) -> int:
    """How many: the CI-sized number, or the whole of it to scale."""
    return max(1, round(full * SCALE)) if FULL else small
