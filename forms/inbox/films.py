"""Answers in sign language as agents see them: the film, each look at it noted, and its words in French."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms.files import serving
from forms.inbox.act_forms import TranslationForm
from forms.inbox.signed import signed
from forms.inbox.verbs import not_done
from forms.inbox.views import door
from forms.models import StoredFile, Submission
from forms.models.files import FILM, READABLE
from forms.services import deciding, filming, history
from forms.step import FRENCH, after
from home.records.reading import record_read

ONE_LOOK = 15 * 60
"""Seconds in which the spans that a player asks for are one look."""


@require_safe
def film(request: HttpRequest, pk, file) -> HttpResponseBase:
    """A film, span by span. 404 for strangers, and while the antivirus has not said yes."""
    submission = door(request.user, pk)
    found = get_object_or_404(submission.files.filter(kind=FILM, state__in=READABLE), pk=file)
    if serving.WORDS in request.GET:
        record_read(request.user, submission, "detail")
        return serving.words(found.seconds, french(submission, found))
    if cache.add(f"film-seen:{request.user.pk}:{found.pk}", 1, ONE_LOOK):
        record_read(request.user, submission, f"film {found.slot}"[:40])
    try:
        return serving.play(request, found)
    except serving.Unreadable:
        raise Http404 from None


def french(submission: Submission, film: StoredFile) -> str:
    """What an agent wrote of this film, or that nobody did yet."""
    answers = [one.answer for one in signed(submission) if one.answer.film == film]
    written = after(answers[0].lines, FRENCH) if answers else ""
    return written or _("Answer in sign language, not put into French yet.")


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk, step: str, question: str) -> HttpResponse:
    """Write an answer in French: this is what is read, printed and exported then."""
    submission = door(request.user, pk)
    one = next((one for one in signed(submission) if (one.answer.step, one.answer.question) == (step, question)), None)
    if one is None:
        raise Http404
    initial = {"seen": history.last_entry(submission), "text": after(one.answer.lines, FRENCH)}
    data = request.POST if request.method == "POST" else None
    form = TranslationForm(data, submission=submission, by=request.user, initial=initial)
    if not form.is_valid():
        record_read(request.user, submission, "detail")
        return render(request, "forms/inbox/translate.html", {"submission": submission, "one": one, "form": form})
    typed = form.cleaned_data["text"]
    try:
        filming.translate(submission, step, question, typed, by=request.user, seen=form.cleaned_data["seen"])
    except (deciding.StalePage, filming.NotSigned) as refusal:
        return not_done(request, submission, refusal, typed=typed)
    messages.success(request, _("The answer is in French: it is read, printed and given out so, with your name."))
    return redirect("submissions:detail", submission.pk)
