"""What happens to the seats of a request by the hand of its author, and the reminder that they get.

The request is locked before its seats, as when an agent decides.
"""

from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from forms import seat_links
from forms.models import Submission
from forms.services import answering
from forms.services.submitting import follow_link
from forms.workflow import ForbiddenMove
from home.records.notices import owe
from home.records.purging import one_by_one
from programmes.models import Enrolment
from programmes.services import courses, reminders, seat_offers


@transaction.atomic
def accept(submission: Submission) -> None:
    """Take the seats that are offered. Again changes nothing. Raises SeatsGone when the offer is over."""
    Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    seat_offers.accept(submission.reference)


def give_back(reference: str) -> None:
    """The author does not come: the request is withdrawn, and so are its seats. Safe to run again."""
    submission = Submission.objects.filter(reference=reference).first()
    if submission is None:
        courses.cancel(reference)
        return
    with suppress(ForbiddenMove):  # decided otherwise meanwhile: its seats went with it
        answering.withdraw(submission)


def remind() -> int:
    """Owe each reminder that is due; return how many. Safe to run again, and beside another one."""
    return one_by_one(reminders.due(), remind_one)


@transaction.atomic
def remind_one(reference: str) -> bool:
    submission = Submission.objects.filter(reference=reference).first()
    enrolment = reminders.claim(reference)
    if submission is None or enrolment is None or not submission.contact.get("email"):
        return False
    with override(submission.language):
        owe(
            event=f"forms.reminded:{enrolment.pk}",
            record=submission,
            to=submission.contact["email"],
            subject=_("Your session is in two days (%(reference)s)") % {"reference": reference},
            body=_text(enrolment),
        )
    return True


def _text(enrolment: Enrolment) -> str:
    """A mailbox may be shared: what and when, but nobody's name."""
    session = enrolment.session
    paragraphs = [
        _("Hello,"),
        _("You have a seat at this session:"),
        f"{session}\n{session.where}",
        _("You cannot come any more? Give your seat to someone else: open this page and press its button."),
        seat_links.give_back(enrolment.pk),
        _("To follow your request, have its number and your follow-up code at hand:"),
        follow_link(),
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    return "\n\n".join(paragraphs) + "\n"
