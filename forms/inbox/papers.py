"""The documents of a request, as agents read them: one download a slot, each one noted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forms.files import serving
from forms.inbox.views import door
from forms.services.filing import read_of
from home.records.reading import record_read


@require_safe
def document(request: HttpRequest, pk, slot: str) -> HttpResponse:
    """What fills one slot, as one file. 404 for strangers, and while the antivirus has not said yes."""
    submission = door(request.user, pk)
    files = serving.readable(list(submission.files.filter(slot=slot)))
    if not files:
        raise Http404
    record_read(request.user, submission, read_of(slot))
    try:
        return serving.download(files, f"{submission.reference}-{slot}")
    except serving.Unreadable:
        messages.error(
            request, _("This document cannot be read just now. Try again later, or tell the technical team.")
        )
        return redirect("submissions:detail", submission.pk)
