"""The page where a question is answered in sign language: film it, look at it, film it again, take it away."""

from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from forms import drafts, receipts, wizard
from forms.files import film as films
from forms.files import serving
from forms.files.refusal import Refusal
from forms.files.words import REFUSALS
from forms.intake import Step
from forms.intakes import INTAKES
from forms.models import Draft, IntakeSettings
from forms.models.files import GONE, READABLE, FileState
from forms.services import filming
from forms.step import signable
from forms.texts import worded
from forms.uploads import FILES_PER_ADDRESS, HOUR, TOO_HEAVY
from home import limits
from home.public_forms import client_address


class FilmForm(Step):
    film = forms.FileField(
        label=gettext_lazy("Film your answer, or choose a video"),
        help_text=gettext_lazy("3 minutes at most, up to 100 MB. MP4, MOV or WebM: what a phone films is fine."),
        widget=forms.FileInput({"accept": "video/*", "capture": "user"}),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Film your answer or choose a video first")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def film(request: HttpRequest, slug: str, draft: UUID, step: str, question: str) -> HttpResponse:
    """The film of one question of a draft that this device holds. GET shows it; each POST is one verb."""
    if slug not in INTAKES or (step, question) not in signable(INTAKES[slug].steps):
        raise Http404
    try:
        held = drafts.held_draft(request, slug, draft)
        if hasattr(held, "submission"):
            return redirect(receipts.link(held.submission))
        page = FilmPage(request, held, step, question)
        return page.act() if request.method == "POST" else page.first()
    except drafts.UnknownDraft:
        return wizard.unreachable(request, INTAKES[slug], step)
    except drafts.AlreadySent:
        return redirect("forms:start", slug)


@require_safe
def own(request: HttpRequest, slug: str, draft: UUID, step: str, question: str, file: UUID) -> HttpResponseBase:
    """A film of one's own draft, as it was made again; 404 for anybody else."""
    try:
        held = drafts.held_draft(request, slug, draft)
    except drafts.UnknownDraft:
        raise Http404 from None
    ready = held.files.filter(state__in={*READABLE, FileState.WAITING})
    found = get_object_or_404(ready, slot=filming.slot_of(step, question), pk=file)
    if serving.WORDS in request.GET:
        return serving.words(found.seconds, _("Answer in sign language, not put into French yet."))
    try:
        return serving.play(request, found)
    except serving.Unreadable:
        raise Http404 from None


class FilmPage:
    """The page of one question of one draft, and what its buttons do."""

    def __init__(self, request: HttpRequest, draft: Draft, step: str, question: str) -> None:
        self.request, self.draft, self.step, self.question = request, draft, step, question

    def first(self) -> HttpResponse:
        if TOO_HEAVY not in self.request.GET:
            return self.show(FilmForm())
        form = FilmForm({})
        form.errors["film"] = form.error_class([REFUSALS["film_too_big"]])
        return self.show(form)

    def act(self) -> HttpResponse:
        if self.request.POST.get("action") == "remove":
            filming.remove(self.draft, self.step, self.question)
            return self.here()
        form = FilmForm(self.request.POST, self.request.FILES)
        if form.is_valid():
            self.take(form, form.cleaned_data["film"])
        return self.here() if form.is_valid() else self.show(form)

    def take(self, form: FilmForm, upload: UploadedFile) -> None:
        try:
            if limits.count("files", client_address(self.request), seconds=HOUR) > FILES_PER_ADDRESS:
                raise Refusal("too_fast")
            filming.add(self.draft, self.step, self.question, upload)
        except Refusal as refusal:
            form.add_error("film", REFUSALS[refusal.code])

    def here(self) -> HttpResponse:
        return redirect("forms:film", self.draft.intake, self.draft.pk, self.step, self.question)

    def show(self, form: FilmForm) -> HttpResponse:
        intake = worded(INTAKES[self.draft.intake], IntakeSettings.of(self.draft.intake))
        found = self.draft.files.filter(slot=filming.slot_of(self.step, self.question)).first()
        page = dict(intake.steps)[self.step]
        context = {
            "intake": intake,
            "title": page.title,
            "draft": self.draft,
            "asked": page().fields[self.question],
            "step": self.step,
            "question": self.question,
            "film": found,
            "gone": bool(found) and found.state in GONE,
            "is_ready": bool(found) and found.state in {*READABLE, FileState.WAITING},
            "longest": films.LONGEST,
            "step_url": reverse("forms:step", args=[self.draft.intake, self.draft.pk, self.step]),
            "form": form,
        }
        return render(self.request, "forms/film.html", context)
