"""What the team has to do outside the portal: letters to post, calls to make, people to reach another way."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms import keyset
from forms.inbox import letters
from forms.inbox.queries import PER_PAGE
from forms.inbox.views import works_inboxes
from forms.inbox.words import reach
from forms.models import Errand
from forms.services import errands
from home.records.reading import record_read, record_reads


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """Those to do, oldest first; with `?faites=1` those done, latest first."""
    works_inboxes(request.user)
    done = "faites" in request.GET
    rows, following = read_page(visible(request.user), request.GET.get("after", ""), done=done)
    record_reads(request.user, {errand.submission for errand in rows}, "tasks")
    return render(request, "forms/inbox/errands.html", {"errands": rows, "done": done, "following": following})


def visible(user: User) -> QuerySet[Errand]:
    return Errand.objects.visible_to(user).select_related("submission", "done_by")


def read_page(rows: QuerySet[Errand], cursor: str, *, done: bool) -> tuple[list[Errand], str]:
    """The rows after `cursor`, and the cursor of the next page, empty on the last one."""
    moment, sign = ("done_at", "-") if done else ("created_at", "")
    ordered = rows.filter(done_at__isnull=not done).order_by(f"{sign}{moment}", f"{sign}pk")
    found = list(keyset.beyond(ordered, cursor, moment, latest_first=done)[: PER_PAGE + 1])
    page, last = found[:PER_PAGE], found[:PER_PAGE][-1:]
    more = len(found) > PER_PAGE
    return page, f"{getattr(last[0], moment).isoformat()}_{last[0].pk}" if more else ""


def door(user: User, key) -> Errand:
    """The task, if it is one of the user's teams; Http404 otherwise, as for an unknown one."""
    works_inboxes(user)
    return get_object_or_404(visible(user), pk=key)


@require_safe
def sheet(request: HttpRequest, errand) -> HttpResponse:
    """What is to be said, and to whom: a letter to print, or words for a call."""
    found = door(request.user, errand)
    record_read(request.user, found.submission, "task")
    context = {
        "errand": found,
        "submission": found.submission,
        "address": found.submission.contact.get("address") or [],
        "reach": reach(found.submission),
        "paragraphs": letters.paragraphs(found),
    }
    return render(request, "forms/inbox/errand.html", context)


@require_POST
def done(request: HttpRequest, errand) -> HttpResponse:
    found = door(request.user, errand)
    errands.finish(found, by=request.user)
    messages.success(request, _("This task is done."))
    if request.POST.get("back") == "request":
        return redirect("submissions:detail", found.submission_id)
    return redirect("submissions:errands")
