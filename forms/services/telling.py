"""Words about a request that is under way. A mailbox may be shared: number and link, never what it is about."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from forms.models import Draft, Errand, Submission
from forms.services.reaching import Message, follow_link, reach
from forms.services.sharing import status_is_shared
from home import other_ways
from home.records.notices import owe


def tell_question(submission: Submission, event: str) -> None:
    with override(submission.language):
        _tell(
            submission,
            event,
            Errand.About.QUESTION,
            _("We have a question about your request %(reference)s"),
            _("We have a question about your request %(reference)s. To read it and answer:"),
        )


def tell_document(submission: Submission, event: str) -> None:
    with override(submission.language):
        _tell(
            submission,
            event,
            Errand.About.DOCUMENT,
            _("We need another document for your request %(reference)s"),
            _("We need another document for your request %(reference)s. To read why, and send it:"),
        )


def tell_owed(submission: Submission, event: str) -> None:
    """Of the documents that an acceptance is subject to."""
    with override(submission.language):
        _tell(
            submission,
            event,
            Errand.About.DOCUMENT,
            _("We still need a document for your request %(reference)s"),
            _("We still need a document for your request %(reference)s. To read which one, and send it:"),
        )


def tell_news(submission: Submission, event: str, *, timed: bool = False) -> None:
    """The same words whatever was decided. Nobody is told who may not know that something was. `timed` is for what is
    over after a time: it leaves at once as well, where it can.
    """
    if not status_is_shared(submission):
        return
    with override(submission.language):
        _tell(
            submission,
            event,
            Errand.About.NEWS,
            _("There is news about your request %(reference)s"),
            _("There is news about your request %(reference)s. To read it:"),
            timed=timed,
        )


def tell_new_code(record: Draft | Submission, to: str, event: str) -> None:
    """The code is not in it: only whoever asked for one has it."""
    if isinstance(record, Draft) and not to:  # a draft has nobody at work on it, and no other way to its author
        return
    number = {"reference": record.reference}
    with override(record.language):
        paragraphs = [
            _("Hello,"),
            _("A new code was made for %(reference)s. The old code opens nothing any more.") % number,
            _("You asked us for it? Then all is well. You did not? Call us, or come and see us: it was not you."),
            other_ways.in_a_line(),
            _("CCAS of Montpellier"),
        ]
        subject, body = _("A new code for %(reference)s") % number, "\n\n".join(paragraphs) + "\n"
        if isinstance(record, Submission):
            reach(record, event, Message(Errand.About.CODE, subject, body), at_once=True)
        else:
            owe(event=event, record=record, to=to, subject=subject, body=body)


def _tell(
    submission: Submission, event: str, about: Errand.About, subject: str, sentence: str, *, timed: bool = False
) -> None:
    number = {"reference": submission.reference}
    paragraphs = [
        _("Hello,"),
        sentence % number,
        follow_link(),
        _("Have this number and your follow-up code at hand."),
        _("You can have all of it in sign language (LSF) or in writing: the page says how."),
        _("The code was on your receipt. You do not have it any more? Call us, or come and see us."),
        other_ways.in_a_line(),
        _("This message was sent by itself: please do not answer it. The page above says how to write or talk to us."),
        _("CCAS of Montpellier"),
    ]
    message = Message(about, subject % number, "\n\n".join(paragraphs) + "\n")
    reach(submission, event, message, timed=timed)
