"""Messages of agents to applicants, and the ready-made ones: places in braces are filled from the request."""

import re

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.log_actions import log

from forms.intakes import INTAKES
from forms.models import Message, MessageTemplate, Submission
from forms.services.deciding import lock, open_for_work
from forms.services.reaching import follow_link
from forms.services.sharing import status_is_shared
from forms.services.telling import tell_news

PLACES = {
    "reference": _("the number of the request"),
    "nom": _("the name of the person"),
    "demarche": _("the title of the request"),
    "lien": _("the address of the follow-up page"),
}
"""What may stand in braces: nothing else of a request is ever put into a text by itself."""

PLACE = re.compile(r"\{([^{}]*)\}")


class NotShared(Exception):
    """Who wrote may not know what becomes of the request."""


def unknown_places(text: str) -> list[str]:
    return [name for name in PLACE.findall(text) if name not in PLACES]


def fill(text: str, submission: Submission) -> str:
    """The text with the places of this request. What is no place of ours stays as it was typed."""
    intake = INTAKES.get(submission.intake)
    with override(submission.language):
        values = {
            "reference": submission.reference,
            "nom": submission.name,
            "demarche": str(intake.title) if intake else "",
            "lien": follow_link(),
        }
    return PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def templates_for(submission: Submission) -> QuerySet[MessageTemplate]:
    return MessageTemplate.objects.filter(
        hidden=False, intake__in=["", submission.intake], status__in=["", submission.status]
    )


def ready(template: MessageTemplate, submission: Submission) -> str:
    """A ready-made message for this person, in their language, in French as long as it has no other words."""
    words = template.texts.get(submission.language) or template.texts.get(settings.LANGUAGE_CODE, "")
    return fill(words, submission)


@transaction.atomic
def write(submission: Submission, text: str, *, by: User, seen: int | None = None) -> Message:
    """Keep a message for the follow-up page, and tell the person that there is news. Raises NotShared, Quarantined,
    StalePage.
    """
    submission = open_for_work(lock(submission, seen))
    if not status_is_shared(submission):
        raise NotShared
    message = Message.objects.create(submission=submission, text=fill(text, submission), sent_by=by)
    log(submission, "forms.messaged", user=by)
    tell_news(submission, f"forms.messaged:{message.pk}")
    return message


@transaction.atomic
def keep(template: MessageTemplate, *, by: User) -> MessageTemplate:
    template.save()
    log(template, "forms.template_kept", user=by, data={"hidden": template.hidden})
    return template
