"""What is held on one person: found in all teams by references only, exported, erased. Names travel in POSTs alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms.retention import doors, words
from forms.retention.forms import ChosenForm, PersonForm
from forms.services import proposing, rights
from home.records.reading import record_read


@require_http_methods(["GET", "HEAD", "POST"])
@doors.only(doors.RIGHTS)
def person(request: HttpRequest) -> HttpResponse:
    """The search, and what it finds. That someone has requests is told to nobody unseen: each find is a read."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "forms/retention/person.html", {"form": form})
    found = list(rights.held_on(**form.cleaned_data))
    for submission in found:
        record_read(request.user, submission, "found")
    return show(request, found, ChosenForm(), form)


def show(request: HttpRequest, found, chosen: ChosenForm, form: PersonForm | None = None) -> HttpResponse:
    names = words.inboxes()
    context = {
        "form": form or PersonForm(),
        "searched": True,
        "rows": [words.request(submission, names) for submission in found],
        "chosen": chosen,
    }
    return render(request, "forms/retention/person.html", context)


@require_POST
@doors.only(doors.RIGHTS)
def export(request: HttpRequest) -> HttpResponse:
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return not_done(request, form)
    packed = rights.export(form.cleaned_data["chosen"], by=request.user, reason=form.cleaned_data["reason"])
    name = f'attachment; filename="export-{timezone.localdate():%Y-%m-%d}.zip"'
    return HttpResponse(packed, content_type="application/zip", headers={"Content-Disposition": name})


@require_POST
@doors.only(doors.RIGHTS)
def erase(request: HttpRequest) -> HttpResponse:
    """First POST: a page to confirm on. Second one, confirmed: a batch that waits for the signature."""
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return not_done(request, form)
    if "confirmed" not in request.POST:
        return render(request, "forms/retention/erase.html", {"form": form, "chosen": form.cleaned_data["chosen"]})
    batch, staying = proposing.ask_erasure(
        form.cleaned_data["chosen"], by=request.user, reason=form.cleaned_data["reason"]
    )
    if staying:
        text = _("Held back, or signed for already: %(references)s.")
        messages.warning(request, text % {"references": ", ".join(staying)})
    return redirect("conservation:batch", batch.pk) if batch else redirect("conservation:list")


def not_done(request: HttpRequest, form: ChosenForm) -> HttpResponse:
    """The same list again, from the references that were posted, with what is missing."""
    listed = rights.referenced(request.POST.getlist("listed"))
    return show(request, listed, form)
