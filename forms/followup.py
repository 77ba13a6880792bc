"""After sending: the receipt, and the page where an applicant follows, answers and withdraws."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms import device, partner_session, receipts, refusals, sheets, signed
from forms.codes import AnswerForm, RequestCodeForm
from forms.intakes import INTAKES
from forms.models import ClosedAlert, Submission
from forms.papers import documents, signed_answers
from forms.reasons import GIVEN_BY_RULE
from forms.services import answering, interpreting
from forms.services.reaching import Way, choose
from forms.services.sharing import NOT_SHARED, hides_how, is_readable, status_is_shared, words
from forms.workflow import MOVES, OPEN, ForbiddenMove, Status
from home.models import ContactDetails
from programmes.models import ProcedurePage


@require_GET
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    submission = receipts.find(token)
    if submission is None:
        return render(request, "forms/receipt_over.html", status=404)
    intake = INTAKES[submission.intake]
    ours = is_ours(request, submission)
    context = {
        "submission": submission,
        "intake": intake,
        "signed": signed_answers(submission, intake) if ours else [],
        "to_come": [document for document in documents(submission, intake) if document.to_come] if ours else [],
        "procedure": procedure_of(submission),
        "ours": ours,
        "code": code_for(request, submission),
        "by_mail": choose(submission.contact, at_once=True) == Way.EMAIL and not submission.quarantined_at,
        "by_text": choose(submission.contact, at_once=True) == Way.SMS and not submission.quarantined_at,
        "entered_here": ours and bool(submission.draft.entered_by_id),
        "sheet": reverse("forms:receipt_sheet", args=[token]),
        "calendar_url": reverse("forms:receipt_calendar", args=[token]),
    }
    return render(request, "forms/receipt.html", context)


@require_GET
def receipt_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt as a sheet to keep, named by its number."""
    submission = receipts.find(token)
    if submission is None:
        return render(request, "forms/receipt_over.html", status=404)
    contact = ContactDetails.for_request(request)
    sheet = sheets.receipt(submission, procedure_of(submission), contact, code_for(request, submission))
    name = f'attachment; filename="{submission.reference}.pdf"'
    return HttpResponse(sheet, content_type="application/pdf", headers={"Content-Disposition": name})


def code_for(request: HttpRequest, submission: Submission) -> str:
    """The follow-up code, on the device that sent; empty elsewhere, and once an agent made a new one."""
    shown = is_ours(request, submission) and not submission.code_renewed_at
    return submission.draft.code if shown else ""


def is_ours(request: HttpRequest, submission: Submission) -> bool:
    """Whether this device sent it: for a partner's alert, as long as they are signed in."""
    held = bool(submission.draft_id) and device.holds(request, submission.draft_id)
    return held and (submission.partner is None or partner_session.is_of(request, submission.partner))


def procedure_of(submission: Submission) -> ProcedurePage | None:
    """The editors' page on this request: it says who decides, and when people hear from us."""
    pages = ProcedurePage.objects.live().filter(intake=submission.intake, locale__language_code=get_language())
    return pages.first()


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The request that this device has open, or the form that opens one."""
    if request.method == "POST":
        return unlock(request)
    submission = opened(request)
    if submission is None:
        return show_closed(request)
    return show(request, submission, AnswerForm())


def show_closed(request: HttpRequest) -> HttpResponse:
    """What is still said of an alert that is erased; without one, the form that opens a request."""
    pk = device.opened_request(request)
    closed = ClosedAlert.objects.filter(pk=pk).first() if pk else None
    if closed is None or not is_readable(closed):
        return render(request, "forms/follow.html", {"form": RequestCodeForm()})
    context = {
        "submission": closed,
        "intake": INTAKES[closed.intake],
        "label": words(closed) or NOT_SHARED,
        "clip": signed.status_key(closed) if closed.shared else signed.WITHHELD,
    }
    return render(request, "forms/followed.html", context)


def unlock(request: HttpRequest) -> HttpResponse:
    form = RequestCodeForm(request.POST, request=request)
    if not form.is_valid():
        return render(request, "forms/follow.html", {"form": form}, status=429 if form.waits else 200)
    device.open_request(request, form.found.pk)
    return redirect("forms:follow")


def show(request: HttpRequest, submission: Submission, form: AnswerForm) -> HttpResponse:
    status = Status(submission.status)
    context = {
        "submission": submission,
        "intake": INTAKES[submission.intake],
        "documents": documents(submission, INTAKES[submission.intake]),
        "label": words(submission) or NOT_SHARED,
        "clip": signed.status_key(submission) if status_is_shared(submission) else signed.WITHHELD,
        "interpreter": interpreting.told(submission),
        "reason": "" if submission.reason in GIVEN_BY_RULE else refusals.words(submission.reason),
        "remedies": refusals.remedies() if status == Status.REFUSED else "",
        "inquiry": open_inquiry(submission),
        "answered": submission.inquiries.exclude(answered_at=None),
        "written": submission.written.all(),
        "can_withdraw": Status.WITHDRAWN in MOVES[status],
        "calendar_url": reverse("forms:calendar"),
        "form": form,
    }
    if hides_how(submission) or not status_is_shared(submission):
        context |= {
            "documents": [],
            "answered": [],
            "reason": "",
            "remedies": "",
            "written": [],
            "can_withdraw": False,
            "withheld": True,
        }
    return render(request, "forms/followed.html", context)


@require_GET
def receipt_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The date as a calendar file, from the receipt on the device that sent the request; Http404 elsewhere."""
    submission = receipts.find(token)
    return calendar_file(submission if submission and is_ours(request, submission) else None)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    return calendar_file(opened(request))


def calendar_file(submission: Submission | None) -> HttpResponse:
    find = INTAKES[submission.intake].calendar if submission else None
    content = find(submission.reference) if find and submission else None
    if content is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="agenda.ics"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    submission, form = opened(request), AnswerForm(request.POST)
    inquiry = open_inquiry(submission) if submission else None
    if inquiry is None:
        return give_back(request)
    if not form.is_valid():
        return show(request, submission, form)
    try:
        answering.answer(inquiry, form.cleaned_data["answer"])
    except answering.NothingAsked:
        return give_back(request)
    return redirect("forms:follow")


def give_back(request: HttpRequest) -> HttpResponse:
    """The answer has no question to go to (closed, or the page was open too long): show the text, say what to do."""
    typed = request.POST.get("answer", "")
    return render(request, "forms/answer_not_kept.html", {"typed": typed}, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    submission = opened(request)
    if submission is None:
        return redirect("forms:follow")
    if request.method != "POST":
        return render(request, "forms/withdraw.html", {"submission": submission, "intake": INTAKES[submission.intake]})
    with suppress(ForbiddenMove):  # decided meanwhile: the page says so
        answering.withdraw(submission)
    return redirect("forms:follow")


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    device.close_request(request)
    return redirect("forms:follow")


def opened(request: HttpRequest) -> Submission | None:
    """The request that this device has open, unless a new code was made meanwhile: then it is to be typed."""
    pk = device.opened_request(request)
    submission = Submission.objects.filter(pk=pk).first() if pk else None
    renewed = submission.code_renewed_at if submission else None
    return None if renewed and renewed.timestamp() > device.opened_at(request) else submission


def open_inquiry(submission: Submission):
    return submission.inquiries.filter(answered_at=None).first() if submission.status in OPEN else None
