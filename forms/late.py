"""A document that comes after sending: promised for later or on paper, or refused by the antivirus, it is sent here."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.files.refusal import Refusal
from forms.files.words import REFUSALS
from forms.followup import opened
from forms.intakes import INTAKES
from forms.models import StoredFile, Submission
from forms.papers import Document, documents
from forms.services import filing
from forms.slots import step_of
from forms.uploads import FilesForm, first_form, take


@require_http_methods(["GET", "HEAD", "POST"])
def late_slot(request: HttpRequest, slot: str) -> HttpResponse:
    """One document of the request that this device has open. GET shows what is asked for; POST sends it."""
    submission = opened(request)
    if submission is None:
        return shut(request)
    intake = INTAKES[submission.intake]
    document = next((found for found in documents(submission, intake) if found.slot.key == slot), None)
    if document is None and step_of(intake, slot) is None:
        raise Http404
    if document is None or not document.takes:
        return not_awaited(request)
    if request.method == "POST":
        return send(request, submission, document)
    if not document.is_taken:
        return not_awaited(request)
    return show(request, document, first_form(request, _("Several files at once? Together they may weigh 25 MB.")))


def send(request: HttpRequest, submission: Submission, document: Document) -> HttpResponse:
    """All the files that were chosen, or none: the document is whole, or still awaited."""
    uploads, slot = request.FILES.getlist("files"), document.slot.key
    form = FilesForm(request.POST, {"files": uploads})
    try:
        files = stored(request, submission, slot, form) if form.is_valid() else []
        if form.is_valid():
            filing.add_late(submission, slot, files)
    except Refusal as refusal:
        form.add_error("files", REFUSALS[refusal.code])
    except filing.NotAwaited:
        return not_awaited(request)
    if form.is_valid():
        return redirect(f"{reverse('forms:follow')}#documents")
    return show(request, document, form)


def stored(request: HttpRequest, submission: Submission, slot: str, form: FilesForm) -> list[StoredFile]:
    """The uploads made harmless; none when the form names one that is refused. Raises Refusal."""
    uploads = request.FILES.getlist("files")
    filing.check_room(submission, slot, len(uploads))
    taken = [take(request, form, upload, partial(filing.store, slot)) for upload in uploads]
    files = [file for file in taken if file]
    if form.is_valid():
        return files
    filing.let_go(files)
    return []


def show(request: HttpRequest, document: Document, form: FilesForm) -> HttpResponse:
    return render(request, "forms/late_slot.html", {"document": document, "form": form})


def shut(request: HttpRequest, status: int = 404) -> HttpResponse:
    """No request is open on this device, or no longer: it opens again with its number and code."""
    return render(request, "forms/late_over.html", {"shut": True}, status=status)


def not_awaited(request: HttpRequest) -> HttpResponse:
    return render(request, "forms/late_over.html", status=409)
