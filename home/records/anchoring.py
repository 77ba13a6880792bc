"""Where the head of the chain is kept outside the database: a file beside it, and a mail a day to the officer.

Whoever rewrites the whole chain, or cuts its end, cannot make it meet the heads that are known elsewhere.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.records.chain import last_link
from home.records.models import Anchor, LogLink
from home.records.notices import owe
from home.roles import OFFICER

EVERY = timedelta(hours=1)
KEPT = timedelta(days=1095)  # as long as a line of the log may be: see forms.services.keeping


class Head(NamedTuple):
    """The last link at a moment, as a file or a mail says it."""

    at: datetime
    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {self.position} {self.hash}"


def path() -> Path:
    return settings.DATA_DIR / "anchors" / "log.txt"


def read(text: str) -> Head:
    """Raises ValueError."""
    at, position, hashed = text.split()
    return Head(datetime.fromisoformat(at), int(position), hashed)


def heads() -> list[Head]:
    """Those of the file, oldest first. Raises ValueError when a line of it is not one of ours."""
    lines = path().read_text().splitlines() if path().exists() else []
    return [read(line) for line in lines]


def anchor(now: datetime) -> Head | None:
    """Write the head into the file, once an hour, and mail it, once a day; None when there was nothing new to say."""
    link, known = last_link(), heads()
    if link is None:
        return None
    head = Head(now, link.position, link.hash)
    tell(head)
    if known and (known[-1].position >= link.position or now - known[-1].at < EVERY):
        return None
    write(head)
    return head


def write(head: Head) -> None:
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as lines:
        lines.write(f"{head}\n")


@transaction.atomic
def tell(head: Head) -> bool:
    """Mail the head to the officer, unless today's was. It says nothing about anybody."""
    day = timezone.localdate(head.at)
    values = {"position": head.position, "hash": head.hash, "purge_on": day + KEPT}
    row, new = Anchor.objects.get_or_create(day=day, defaults=values)
    if new:
        with override(settings.LANGUAGE_CODE):
            mail(row, head)
    return new


def mail(row: Anchor, head: Head) -> None:
    paragraphs = [
        _("Hello,"),
        _("Here is today's seal of the log of reads and decisions. It says nothing about anybody."),
        str(head),
        _("Keep this message. If someone changed the log later, this line would show it:"),
        f'manage.py verify_log --anchor "{head}"',
        _("CCAS of Montpellier"),
    ]
    text = "\n\n".join(paragraphs) + "\n"
    for officer in User.objects.filter(groups__name=OFFICER, is_active=True).exclude(email="").distinct():
        subject = _("Seal of the log")
        owe(event=f"records.anchor:{row.day}:{officer.pk}", record=row, to=officer.email, subject=subject, body=text)


def links_of(known: list[Head]) -> dict[int, str]:
    """The hashes that the chain has now where these heads were."""
    return dict(LogLink.objects.filter(position__in=[head.position for head in known]).values_list("position", "hash"))
