"""The pages of the verbs of casework: GET shows what is asked, POST does it or says why not."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms.files import serving
from forms.inbox import acts, words
from forms.inbox.act_forms import ReviewForm
from forms.inbox.acts import ACTS, Act
from forms.inbox.verbs import not_done
from forms.inbox.views import door, whole
from forms.intake import NotPossible
from forms.models import Submission
from forms.models.casework import Flaw
from forms.services import deciding, history, reviewing
from forms.workflow import ForbiddenMove
from home.records.reading import record_read


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk, word: str) -> HttpResponse:
    submission, verb = door(request.user, pk), ACTS.get(word)
    if verb is None:
        raise Http404
    initial = {"seen": history.last_entry(submission)}
    data = request.POST if request.method == "POST" else None
    form = verb.form(data, submission=submission, by=request.user, initial=initial)
    if data is None and not verb.offered(submission, request.user):
        raise Http404
    if not form.is_valid():
        return render(request, "forms/inbox/act.html", {"submission": submission, "act": verb, "form": form})
    return do(request, submission, verb, form)


def do(request: HttpRequest, submission: Submission, verb: Act, form) -> HttpResponse:
    typed = form.cleaned_data.get(form.kept) or ""
    try:
        verb.do(submission, by=request.user, seen=form.cleaned_data["seen"], **form.arguments())
    except deciding.StalePage as refusal:
        return not_done(request, submission, refusal, typed=typed)
    except (*acts.REFUSALS, NotPossible) as refusal:
        form.add_error(None, _("Nothing was done: %(why)s.") % {"why": acts.why(refusal).rstrip(".")})
        context = {"submission": submission, "act": verb, "form": form}
        return render(request, "forms/inbox/act.html", context, status=409)
    messages.success(request, str(verb.done))
    if verb.leaves:
        return redirect("submissions:list")
    return redirect("submissions:detail", submission.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk, slot: str) -> HttpResponse:
    """Accept one document, or ask for another one in its place."""
    submission = door(request.user, pk)
    paper = next((paper for paper in words.papers(submission) if paper.document.slot.key == slot), None)
    if paper is None or not serving.readable(paper.document.files):
        raise Http404
    initial = {"seen": history.last_entry(submission)}
    data = request.POST if request.method == "POST" else None
    form = ReviewForm(data, submission=submission, by=request.user, initial=initial)
    context = {"submission": submission, "paper": paper, "form": form}
    if not form.is_valid():
        return render(request, "forms/inbox/review.html", context)
    try:
        settle(request, submission, slot, form.cleaned_data)
    except (ForbiddenMove, deciding.Quarantined, reviewing.NothingToCheck, deciding.StalePage) as refusal:
        return not_done(request, submission, refusal, typed=form.cleaned_data["words"])
    return redirect("submissions:detail", submission.pk)


def settle(request: HttpRequest, submission: Submission, slot: str, chosen: dict) -> None:
    if chosen["verdict"] == "accept":
        reviewing.accept(submission, slot, by=request.user, seen=chosen["seen"])
        messages.success(request, _("The document is accepted."))
    else:
        flaw, told = Flaw(chosen["flaw"]), chosen["words"]
        reviewing.reject(submission, slot, flaw, told, by=request.user, seen=chosen["seen"])
        messages.success(request, _("Another document is asked for. The person reads why."))


@require_safe
def sheet(request: HttpRequest, pk) -> HttpResponse:
    """The whole request on paper."""
    submission = door(request.user, pk)
    record_read(request.user, submission, "print")
    return render(request, "forms/inbox/sheet.html", whole(submission))
