"""What is to be said to a person whom no message reaches, on paper or aloud: the same as they would read online."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from forms import refusals
from forms.intakes import INTAKES
from forms.models import Errand, Submission
from forms.models.casework import Flaw
from forms.papers import Document, documents
from forms.reasons import GIVEN_BY_RULE
from forms.services.reaching import follow_link
from forms.services.sharing import status_is_shared
from forms.workflow import OPEN, PUBLIC_LABELS, Status
from home import other_ways


def paragraphs(errand: Errand) -> list[str]:
    """In the language of the request. They say how it stands today, whatever it was when the task was written."""
    submission = errand.submission
    with override(submission.language):
        about = {
            Errand.About.RECEIVED: received,
            Errand.About.QUESTION: question,
            Errand.About.DOCUMENT: papers_needed,
            Errand.About.CODE: new_code,
        }.get(Errand.About(errand.about), news)
        lines = [_("Hello,"), *about(submission), written(errand), *ending(submission)]
        return [str(line) for line in lines if line]


def written(errand: Errand) -> str:
    """The message of an agent that the task is about, if it is about one."""
    key = errand.event.removeprefix("forms.messaged:").partition(":")[0]
    is_message = errand.event.startswith("forms.messaged:") and status_is_shared(errand.submission)
    found = errand.submission.written.filter(pk=key).first() if is_message else None
    return found.text if found else ""


def received(submission: Submission) -> list[str]:
    intake = INTAKES.get(submission.intake)
    names = {"service": intake.title if intake else "", "reference": submission.reference}
    return [_("We have your request “%(service)s”. Its number: %(reference)s") % names]


def question(submission: Submission) -> list[str]:
    asked = submission.inquiries.filter(answered_at=None).first() if submission.status in OPEN else None
    if asked is None:
        return news(submission)
    number = {"reference": submission.reference}
    return [_("We have a question about your request %(reference)s.") % number, asked.question]


def papers_needed(submission: Submission) -> list[str]:
    intake = INTAKES.get(submission.intake)
    needed = [paper for paper in documents(submission, intake) if is_needed(paper)] if intake else []
    if not needed:
        return news(submission)
    lines = [_("We need another document for your request %(reference)s.") % {"reference": submission.reference}]
    return lines + [needed_line(paper) for paper in needed]


def is_needed(paper: Document) -> bool:
    return paper.takes and (paper.rejected or (paper.asked is not None and paper.asked.is_open and not paper.files))


def needed_line(paper: Document) -> str:
    """Which one, why, and by when."""
    flaw = [str(Flaw(paper.review.flaw).label), paper.review.words] if paper.review and paper.rejected else []
    asked = [paper.words, paper.asked.why] if paper.asked and paper.asked.is_open else []
    return ". ".join(part.rstrip(".") for part in (str(paper.slot.label), *flaw, *asked) if part) + "."


def new_code(submission: Submission) -> list[str]:
    return [
        _("A new code was made for %(reference)s. The old code opens nothing any more.")
        % {"reference": submission.reference},
        _("You asked us for it? Then all is well. You did not? Call us, or come and see us: it was not you."),
    ]


def news(submission: Submission) -> list[str]:
    """Nothing of what became of it for someone who may not know."""
    number = _("Your request %(reference)s") % {"reference": submission.reference}
    if not status_is_shared(submission):
        return [number]
    status = Status(submission.status)
    by_rule = submission.reason in GIVEN_BY_RULE
    return [
        number,
        str(GIVEN_BY_RULE.get(submission.reason, PUBLIC_LABELS[status])),
        "" if by_rule else refusals.words(submission.reason),
        submission.message or "",
        refusals.remedies() if status == Status.REFUSED else "",
        *(needed_line(paper) for paper in owed_by(submission)),
    ]


def owed_by(submission: Submission) -> list[Document]:
    if not submission.is_subject:
        return []
    return [paper for paper in documents(submission, INTAKES[submission.intake]) if paper.owed]


def ending(submission: Submission) -> list[str]:
    link = {"link": follow_link()}
    return [
        _("You can answer by letter, by phone or at our desk. Online, with your number and code: %(link)s") % link,
        other_ways.in_a_line(),
        _("CCAS of Montpellier"),
    ]
