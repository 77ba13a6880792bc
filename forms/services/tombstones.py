"""What makes an erasure last: keyed hashes of what was erased, in the database and in files beside it.

A backup that is restored knows nothing of later erasures. The files of `DATA_DIR/erasures`, one a day, are not in the
database: `manage.py reapply_erasures` reads them and erases again. They hold hashes only.
"""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from forms.models import Submission, Tombstone
from home.records.hashing import Digest, digest

BACKUPS_LAST = timedelta(days=35)
KEPT = BACKUPS_LAST + timedelta(days=1)


def mark(key: object) -> bool:
    """Note that this request is erased; False when it was noted before. Call it before the deletion: killed in
    between, the file knows one that the next run erases.
    """
    hashed, today = digest_of(key), timezone.localdate()
    with file_of(today).open("a") as lines:
        lines.write(f"{hashed}\n")
    _row, new = Tombstone.objects.get_or_create(digest=hashed, defaults={"purge_on": today + KEPT})
    return new


def digest_of(key: object) -> Digest:
    return digest("erased", f"{Submission._meta.db_table} {key}")


def file_of(day: date) -> Path:
    folder = settings.DATA_DIR / "erasures"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{day:%Y-%m-%d}.txt"


def known() -> set[str]:
    """The hashes of all that was erased while the oldest backup lives."""
    in_files = {line for path in files() for line in path.read_text().split()}
    return in_files | set(Tombstone.objects.values_list("digest", flat=True))


def files() -> list[Path]:
    return sorted((settings.DATA_DIR / "erasures").glob("*.txt"))


def forget(today: date) -> None:
    """Delete the files that outlived every backup."""
    for path in files():
        if path.name < f"{today - KEPT:%Y-%m-%d}":
            path.unlink(missing_ok=True)
