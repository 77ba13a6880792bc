"""What agents do to what looks like a robot's: one POST, one verb."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms.inbox.forms import SeenForm
from forms.inbox.verbs import not_done
from forms.inbox.views import door
from forms.models import Submission
from forms.services import deciding, quarantine


@require_POST
def release(request: HttpRequest, pk) -> HttpResponse:
    word = _("The request is released: it is to do, like any other.")
    return settle(request, door(request.user, pk), quarantine.release, word)


@require_POST
def spam(request: HttpRequest, pk) -> HttpResponse:
    word = _("Closed as spam. It will be deleted in 30 days.")
    return settle(request, door(request.user, pk), quarantine.close_as_spam, word)


def settle(request: HttpRequest, submission: Submission, verb: Callable, word: str) -> HttpResponse:
    form = SeenForm(request.POST)
    form.is_valid()
    try:
        verb(submission, by=request.user, seen=form.cleaned_data.get("seen"))
    except (quarantine.NotInQuarantine, deciding.StalePage) as refusal:
        return not_done(request, submission, refusal)
    messages.success(request, word)
    return redirect("submissions:detail", submission.pk)
