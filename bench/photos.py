"""A photo of 12 million dots through the converter: processor time and the most memory it held."""

import subprocess
import sys
from collections.abc import Iterator

from django.conf import settings

MEASURED = """
import os, sys
from forms.files import convert
convert.main()
most = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
used = os.times()
print(used.user + used.system, int(most) / 1000, file=sys.stderr)
"""


def measure() -> Iterator[tuple[str, str, str]]:
    from tests.forms.nasty import large_photo

    for name, form in (("JPEG", "JPEG"), ("HEIC", "HEIF")):
        seconds, megabytes = converted(large_photo(form))
        yield f"s, 12-megapixel {name} converted", f"{seconds:.2f}", "≤ 2"
        yield f"MB, 12-megapixel {name} converted", f"{megabytes:.0f}", "≤ 300"


def converted(content: bytes) -> tuple[float, float]:
    """Seconds of processor and megabytes of memory."""
    command = [sys.executable, "-c", MEASURED]
    done = subprocess.run(command, input=content, capture_output=True, cwd=settings.BASE_DIR, env={}, check=True)
    if b"refused" in done.stdout.partition(b"\n")[0]:
        raise RuntimeError("The photo was refused.")
    seconds, megabytes = done.stderr.split()
    return float(seconds), float(megabytes)
