"""The page of one document of a draft: see what is there, add, replace, remove, or say when it comes."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from forms import drafts, receipts, wizard
from forms.files import serving
from forms.files.refusal import Refusal
from forms.files.words import REFUSALS
from forms.intake import Step
from forms.intakes import INTAKES
from forms.intakes.dates import NearDayField
from forms.models import Draft, IntakeSettings, StoredFile
from forms.models.files import FileState
from forms.services import filing
from forms.slots import PAPER, Slot, later, state, step_of
from forms.texts import worded
from home import limits
from home.public_forms import client_address

TOO_HEAVY, UNREADABLE = "trop-lourd", "illisible"
NOT_READ = gettext_lazy("This file cannot be opened just now, but we still have it. Try again in a while.")
HOUR = 60 * 60
FILES_PER_ADDRESS = 120  # a library or a school has one address for many people


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files, each looked at on its own: a bad one does not take the good ones down."""

    def clean(self, data, initial=None):
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        return data


class FilesForm(Step):
    files = FilesField(
        label=gettext_lazy("Choose photos or files"),
        help_text=gettext_lazy(
            "JPEG, PNG, HEIC or PDF, up to 25 MB. Several pages? Choose several photos: we put them together."
        ),
        widget=FilesInput({"multiple": True, "accept": "image/*,application/pdf,.heic,.heif"}),
        error_messages={"required": gettext_lazy("Choose a photo or a file first")},
    )


class ComingDayField(NearDayField):
    def accept(self, day):
        if day < timezone.localdate():
            raise ValidationError(_("This day is over. Give a day to come."))
        return super().accept(day)


class PromiseForm(Step):
    day = ComingDayField(
        label=gettext_lazy("When will you have it?"),
        help_text=gettext_lazy("About is enough. For example: 27 3 2027"),
        required_message=gettext_lazy("Give the day when you will have it"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: HttpRequest, slug: str, draft: UUID, slot: str) -> HttpResponse:
    """One document of a draft that this device holds. GET shows it; each POST is one verb."""
    asked = step_of(worded(INTAKES[slug], IntakeSettings.of(slug)), slot) if slug in INTAKES else None
    if asked is None:
        raise Http404
    try:
        held = drafts.held_draft(request, slug, draft)
        if hasattr(held, "submission"):
            return redirect(receipts.link(held.submission))
        page = SlotPage(request, held, *asked)
        return page.act() if request.method == "POST" else page.first()
    except drafts.UnknownDraft:
        return wizard.unreachable(request, INTAKES[slug], asked[0])
    except drafts.AlreadySent:
        return redirect("forms:start", slug)


@require_safe
def own(request: HttpRequest, slug: str, draft: UUID, slot: str, file: UUID) -> HttpResponse:
    """A file of one's own draft, as it was made harmless; 404 for anybody else."""
    try:
        held = drafts.held_draft(request, slug, draft)
    except drafts.UnknownDraft:
        raise Http404 from None
    found = get_object_or_404(held.files.exclude(state=FileState.INFECTED), slot=slot, pk=file)
    try:
        return serving.download([found], f"{held.reference}-{slot}")
    except serving.Unreadable:
        return redirect(f"{reverse('forms:slot', args=[slug, draft, slot])}?{UNREADABLE}")


def first_form(request: HttpRequest, advice: str) -> FilesForm:
    """Empty; or with its error and what to do, after a body that was too long to be read, or a file that cannot be."""
    if TOO_HEAVY in request.GET:
        return with_errors(REFUSALS["too_big"], advice)
    return with_errors(NOT_READ) if UNREADABLE in request.GET else FilesForm()


def with_errors(*words) -> FilesForm:
    form = FilesForm({})
    form.errors["files"] = form.error_class(words)
    return form


def take(
    request: HttpRequest, form: FilesForm, upload: UploadedFile, keep: Callable[[UploadedFile], StoredFile]
) -> StoredFile | None:
    """What `keep` makes of one file; when it is refused, the form names it and says why."""
    try:
        if limits.count("files", client_address(request), seconds=HOUR) > FILES_PER_ADDRESS:
            raise Refusal("too_fast")
        return keep(upload)
    except Refusal as refusal:
        named = {"name": upload.name, "why": REFUSALS[refusal.code]}
        form.add_error("files", _("%(name)s: %(why)s") % named)
    return None


class SlotPage:
    """The page of one slot of one draft, and what its buttons do."""

    def __init__(self, request: HttpRequest, draft: Draft, step: str, slot: Slot) -> None:
        self.request, self.draft, self.step, self.slot = request, draft, step, slot

    def first(self) -> HttpResponse:
        return self.show(files_form=first_form(self.request, _("Several files at once? Send them one by one.")))

    def act(self) -> HttpResponse:
        verbs = {"add": self.add, "replace": self.add, "later": self.later, "paper": self.paper, "remove": self.remove}
        return verbs.get(self.request.POST.get("action", ""), self.add)()

    def add(self) -> HttpResponse:
        """Add each file that can be taken; name the others, and why."""
        uploads = self.request.FILES.getlist("files")
        form = FilesForm(self.request.POST, {"files": uploads})
        earlier = set(self.draft.files.filter(slot=self.slot.key).values_list("pk", flat=True))
        taken = [take(self.request, form, upload, self.keep) for upload in uploads] if form.is_valid() else []
        kept = {file.pk for file in taken if file}
        if kept and self.request.POST.get("action") == "replace":
            filing.remove(self.draft, self.slot.key, earlier - kept)
        return self.here() if form.is_valid() else self.show(files_form=form)

    def keep(self, upload: UploadedFile) -> StoredFile:
        return filing.add(self.draft, self.slot.key, upload)

    def later(self) -> HttpResponse:
        form = PromiseForm(self.request.POST)
        if not form.is_valid():
            return self.show(promise_form=form)
        return self.promise(later(form.cleaned_data["day"]))

    def paper(self) -> HttpResponse:
        return self.promise(PAPER)

    def promise(self, line: str) -> HttpResponse:
        try:
            filing.promise(self.draft, self.slot.key, line)
        except filing.AlreadyFilled:  # sent from another window meanwhile: the page shows it
            return self.here()
        return redirect(self.step_url)

    def remove(self) -> HttpResponse:
        """A file, or the word that the document comes later."""
        try:
            key = UUID(self.request.POST.get("file", ""))
        except ValueError:
            return self.promise("")
        filing.remove(self.draft, self.slot.key, [key])
        return self.here()

    def here(self) -> HttpResponse:
        return redirect("forms:slot", self.draft.intake, self.draft.pk, self.slot.key)

    @property
    def step_url(self) -> str:
        return redirect("forms:step", self.draft.intake, self.draft.pk, self.step).url

    def show(self, files_form: FilesForm | None = None, promise_form: PromiseForm | None = None) -> HttpResponse:
        form = promise_form or files_form
        lines = self.draft.answers.get(self.step, {}).get("typed", {}).get(self.slot.key, [])
        files = list(self.draft.files.filter(slot=self.slot.key))
        context = {
            "intake": INTAKES[self.draft.intake],
            "draft": self.draft,
            "slot": self.slot,
            "files": files,
            "promised": "" if files else state(lines),
            "step_url": self.step_url,
            "form": form,
            "files_form": files_form or FilesForm(),
            "promise_form": promise_form or PromiseForm(),
        }
        return render(self.request, "forms/slot.html", context)
