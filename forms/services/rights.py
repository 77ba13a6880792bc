"""What is held on one person: found by keyed hashes in all teams, given to them as two files that say the same."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from forms.intake import summary
from forms.intakes import INTAKES
from forms.models import Submission, SubmissionHash
from forms.services.history import entries
from forms.workflow import STAFF_LABELS, Status
from home.records import hashing
from home.records.models import Notification, ReadEntry, Record
from home.records.reading import record_read

Words = list[tuple[str, Any]]
LEFT_OUT = {"id", "code_hash", "digest", "key", "purge_on"}
"""Fields that open something or say nothing to a reader."""


def held_on(name: str, reach: str) -> QuerySet[Submission]:
    """The requests of all teams that have every word of this name, and this phone or mail address."""
    whole = {hashing.phone_digest(reach), hashing.email_digest(reach)} - {""}
    digests = hashing.name_query(name)
    if not whole or not digests:
        return Submission.objects.none()
    named = Q(*(Q(Exists(_hashes(digest=digest))) for digest in digests))
    found = Submission.objects.filter(Exists(_hashes(digest__in=whole)), named).select_related("team")
    return found.defer("name", "contact", "answers", "message").order_by("received_at", "pk")


def _hashes(**digests) -> QuerySet[SubmissionHash]:
    return SubmissionHash.objects.filter(submission=OuterRef("pk"), **digests)


@transaction.atomic
def export(submissions: Iterable[Submission], *, by: User, reason: str) -> bytes:
    """A zip with all that these requests hold, for a machine and for a reader; made anew each time, never stored.

    Each request is logged as read, with the reason's code.
    """
    held = []
    for submission in submissions:
        record_read(by, submission, f"export:{reason}")
        held.append((submission, content(submission)))
    page = {"held": [(submission, words(submission, data)) for submission, data in held], "made_at": timezone.now()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        data = [data for _submission, data in held]
        archive.writestr("donnees.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("donnees.html", render_to_string("forms/retention/export.html", page))
    return packed.getvalue()


def content(submission: Submission) -> dict[str, Any]:
    """All that one request holds, and what happened to it. Agents are not named: the person deals with the service."""
    reads = ReadEntry.objects.filter(table=Submission._meta.db_table, record_id=submission.pk)
    return fields(submission) | {
        "related": {model._meta.model_name: rows for model, rows in related(submission)},
        "messages": [fields(notice) for notice in Notification.objects.filter(record_id=submission.pk)],
        "history": [
            {"at": entry.timestamp, "action": entry.action, "data": entry.data} for entry in entries(submission)
        ],
        "reads": list(reads.values("at", "what")),
    }


def related(submission: Submission) -> Iterator[tuple[type[models.Model], list[dict[str, Any]]]]:
    """The rows about people that hang on the request, whatever their kind: a new kind needs no line here."""
    for relation in Submission._meta.related_objects:
        model = relation.related_model
        if issubclass(model, Record):
            rows = model._default_manager.filter(**{relation.field.name: submission})
            yield model, [fields(row) for row in rows]


def fields(row: models.Model) -> dict[str, Any]:
    """The fields of a row by name, without keys to other rows."""
    own = [field for field in row._meta.concrete_fields if not field.is_relation and field.name not in LEFT_OUT]
    return {field.name: getattr(row, field.attname) for field in own}


def words(submission: Submission, data: dict[str, Any]) -> dict[str, Any]:
    """The same, as people read it."""
    intake = INTAKES.get(submission.intake)
    return {
        "title": intake.title if intake else submission.intake,
        "status": STAFF_LABELS[Status(submission.status)],
        "cards": summary(intake, submission.answers) if intake else [],
        "inquiries": list(submission.inquiries.all()),
        "messages": data["messages"],
        "history": [(entry.timestamp, entry.message) for entry in entries(submission)],
        "reads": data["reads"],
    }


def referenced(references: Iterable[str]) -> QuerySet[Submission]:
    return Submission.objects.filter(reference__in=list(references)).order_by("received_at", "pk")
