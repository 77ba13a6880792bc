"""Batches of requests to delete, as the officer reads, holds back and signs them: never what requests say."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms.models import PurgeBatch, PurgeItem
from forms.retention import doors, words
from forms.retention.forms import HoldForm
from forms.services import overseeing, proposing

PER_PAGE, SHOWN = 100, 50
State = PurgeItem.State


@require_safe
@doors.only(doors.SIGN)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the officer: batches to sign, those that were signed lately, requests open for too long."""
    now = timezone.now()
    counted = PurgeBatch.objects.annotate(
        waiting=Count("items", filter=Q(items__state=State.WAITING)),
        held=Count("items", filter=Q(items__state=State.HELD)),
        deleted=Count("items", filter=Q(items__state=State.DONE)),
        skipped=Count("items", filter=Q(items__state=State.SKIPPED)),
    )
    undecided, names = overseeing.undecided(now), words.inboxes()
    context = {
        "to_sign": counted.filter(signed_at=None),
        "signed": counted.filter(signed_at__isnull=False).select_related("signed_by")[:SHOWN],
        "late_since": now - overseeing.UNSIGNED_FOR,
        "undecided": [words.request(row, names) for row in undecided[:SHOWN]],
        "undecided_count": undecided.count(),
    }
    return render(request, "forms/retention/home.html", context)


@require_safe
@doors.only(doors.SIGN)
def batch(request: HttpRequest, pk) -> HttpResponse:
    return show(request, get_object_or_404(PurgeBatch, pk=pk))


def show(request: HttpRequest, batch: PurgeBatch, *, changed: bool = False) -> HttpResponse:
    page = Paginator(batch.items.all(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "page": page,
        "rows": [words.item(item) for item in page],
        "waiting": waiting_in(batch),
        "changed": changed,
    }
    return render(request, "forms/retention/batch.html", context, status=409 if changed else 200)


def waiting_in(batch: PurgeBatch) -> int:
    return batch.items.filter(state=State.WAITING).count()


@require_POST
@doors.only(doors.SIGN)
def sign(request: HttpRequest, pk) -> HttpResponse:
    """First POST: a page to confirm on. Second one, confirmed: the signature."""
    batch = get_object_or_404(PurgeBatch, pk=pk)
    seen = request.POST.get("seen", "")
    if not seen.isdecimal() or int(seen) != waiting_in(batch) or batch.signed_at:
        return show(request, batch, changed=True)
    if "confirmed" not in request.POST:
        context = {"batch": batch, "seen": seen, "kinds": words.kinds(batch)}
        return render(request, "forms/retention/sign.html", context)
    try:
        proposing.sign(batch, by=request.user, seen=int(seen))
    except proposing.StaleBatch:
        return show(request, batch, changed=True)
    messages.success(request, _("Your signature is kept. The requests are deleted within the hour."))
    return redirect("conservation:batch", batch.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@doors.only(doors.SIGN)
def hold(request: HttpRequest, pk, item) -> HttpResponse:
    held = get_object_or_404(PurgeItem.objects.select_related("batch"), pk=item, batch=pk)
    initial: dict[str, Any] = {"until": timezone.localdate() + timedelta(days=60)}
    form = HoldForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_valid():
        return render(request, "forms/retention/hold.html", {"item": held, "row": words.item(held), "form": form})
    try:
        proposing.hold(held, by=request.user, **form.cleaned_data)
    except proposing.NotYours:
        return show(request, held.batch, changed=True)
    messages.success(request, _("Request %(reference)s is held back.") % {"reference": held.reference})
    return redirect("conservation:batch", pk)
