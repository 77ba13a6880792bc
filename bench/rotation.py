"""A whole rotation of keys at volume: 10,000 requests, each with its hashes and a file, moved beside nobody."""

import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test.utils import override_settings

from forms.models import StoredFile, Submission, SubmissionHash
from home.records import hashing, keyfile
from home.records.keyring import write_new
from home.records.turnover import Turnover, used_by_key
from tests.forms.factories import SubmissionFactory

REQUESTS, CHUNK = 10_000, 500
MOST_MS = 5  # of the processor, for one request with all that hangs on it


def measure() -> list[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as folder, override_settings(FIELD_KEYS_FILE=Path(folder) / "keys.json"):
        write_new(settings.FIELD_KEYS_FILE)
        with transaction.atomic():
            fill()
            former = keyfile.json.loads(settings.FIELD_KEYS_FILE.read_text())["current"]
            keyfile.add(settings.FIELD_KEYS_FILE)
            keyfile.switch(settings.FIELD_KEYS_FILE)
            spent, turnover = time.process_time(), Turnover(lambda line: None)
            turnover.run()
            spent = time.process_time() - spent
            left = sum(counted[former] for counted in used_by_key().values()) + turnover.left
            transaction.set_rollback(True)
    name = f"rotation of {REQUESTS} requests with files on {connection.vendor}"
    return [
        (f"{name}: ms each", f"{1000 * spent / REQUESTS:.1f}", f"<= {MOST_MS}"),
        (f"{name}: seconds", f"{spent:.0f}", ""),
        (f"{name}: left under the former key", str(left), "0"),
    ]


def fill() -> None:
    digests = sorted(hashing.name_digests("Zéphyrine Canari"))
    for _chunk in range(REQUESTS // CHUNK):
        made = Submission.objects.bulk_create(SubmissionFactory.build_batch(CHUNK, team=SubmissionFactory().team))
        hashes = [SubmissionHash(submission=request, digest=one) for request in made for one in digests]
        SubmissionHash.objects.bulk_create(hashes)
        StoredFile.objects.bulk_create(file_of(request) for request in made)


def file_of(request: Submission) -> StoredFile:
    about = {"received_as": "jpeg", "received_size": 1, "kind": "jpg", "size": 1, "pages": 1}
    digest = hashing.digest("file", str(request.pk))
    return StoredFile(submission=request, slot="identite", position=1, name="carte.jpg", digest=digest, **about)
