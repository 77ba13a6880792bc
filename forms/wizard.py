"""The pages of a draft, on django-formtools' named steps. The address says which draft and which step."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from formtools.wizard.views import NamedUrlWizardView

from forms import conflicts, device, drafts, receipts
from forms.intake import Intake, Journey, summary
from forms.intakes import INTAKES
from forms.services.resuming import own_address, send_link
from forms.services.submitting import submit
from forms.slots import SlotsStep

EXIT = "sortie"
RETURN = "retour"


class IntakeWizard(NamedUrlWizardView):
    """Every button of a step saves it, valid or not; only the way on asks for valid answers.

    `expired` shows what was posted again, unsaved, under a fresh token.
    """

    storage_name = "forms.drafts.DraftStorage"
    intake: Intake = None  # type: ignore[assignment]  # given by `page`
    expired = False

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except drafts.UnknownDraft:
            return unreachable(request, self.intake, kwargs["step"])

    def get(self, request, *args, **kwargs):
        if self.sent:
            return redirect(receipts.link(self.sent))
        if kwargs["step"] == EXIT and self.journey.exit:
            return render(request, self.journey.exit, {"intake": self.intake, "back": self.here(self.journey.current)})
        if not self.journey.opens(kwargs["step"]):
            return redirect(self.here(self.journey.current))
        return self.show(self.as_typed(self.storage.typed.get(kwargs["step"])))

    def post(self, request, *args, **kwargs):
        if kwargs["step"] not in self.form_list:
            return unreachable(request, self.intake, kwargs["step"])
        form = self.get_form(data=request.POST)
        if isinstance(form, SlotsStep):
            return self.pass_by(request)
        typed = drafts.typed_in(form, request.POST)
        if conflicts.is_choice(request.POST):
            typed = conflicts.settled(form, typed, self.storage.typed.get(self.steps.current, {}), request.POST)
            form = self.get_form(data=MultiValueDict(typed))
        if self.expired:
            return self.show(self.as_typed(typed), status=403, notice="expired")
        seen = self.seen
        try:
            self.keep(typed, form, seen=seen)
        except drafts.AlreadySent:
            return self.already_sent(request)
        except drafts.StaleStep:
            return self.let_choose(typed)
        return self.follow(request.POST.get("action", ""), form, seen)

    def pass_by(self, request) -> HttpResponse:
        """A step of documents is already as it was left: its own addresses write it."""
        if self.sent:
            return self.already_sent(request)
        kept = MultiValueDict(self.storage.typed.get(self.steps.current, {}))
        return self.follow(request.POST.get("action", ""), self.get_form(data=kept), self.seen)

    @transaction.atomic
    def keep(self, typed: dict[str, list[str]], form, *, seen: int) -> None:
        """Save the step, and let go of what may not be kept any more."""
        self.storage.save(self.steps.current, typed, seen=seen, days=self.intake.draft_days)
        vars(self).pop("journey", None)
        self.storage.drop(self.journey.withheld)
        address = own_address(form) if form.is_valid() else ""
        if address and address != self.storage.draft.email:
            send_link(self.storage.draft, address)

    def let_choose(self, typed: dict[str, list[str]]) -> HttpResponse:
        """Another window saved this step: show both, and save what the person chooses."""
        vars(self).pop("journey", None)
        form = self.get_form()
        context = self.get_context_data(
            form=form,
            differences=conflicts.differences(form, typed, self.storage.typed[self.steps.current]),
            typed=[(name, text) for name, texts in typed.items() for text in texts],
            action=self.request.POST.get("action", ""),
        )
        return render(self.request, "forms/conflict.html", context, status=409)

    def follow(self, action: str, form, seen: int) -> HttpResponse:
        """Where the button leads, now that the step is saved."""
        if action == "back":
            return redirect(self.here(self.steps.prev) if self.steps.prev else self.start_url)
        if action == "leave":
            return redirect("forms:later", self.intake.slug, self.storage.draft.pk)
        if action == "forget":
            device.forget(self.request)
            return redirect("forms:forgotten")
        return self.go_on(form, seen)

    def go_on(self, form, seen: int) -> HttpResponse:
        step = self.steps.current
        if not form.is_valid():
            return self.show(form)
        if not self.journey.opens(step):
            return redirect(self.here(self.journey.current))
        if self.journey.missing == step:
            return redirect(self.here(EXIT))
        if step == self.intake.check_step:
            return self.done([form], seen=seen)
        return redirect(self.here(self.journey.current if RETURN in self.request.GET else self.steps.next))

    def done(self, form_list, *, seen: int, **kwargs):
        """Send what the person has before their eyes: answers changed since are shown first."""
        if self.storage.changed_since(seen, but=self.intake.check_step):
            return self.show(self.get_form(), status=409, notice="changed")
        try:
            submission = submit(self.storage.draft, answers=self.journey.answers, language=get_language())
        except drafts.StaleDraft:
            return redirect(self.request.path)
        return redirect(receipts.link(submission))

    def already_sent(self, request) -> HttpResponse:
        """Sending twice leads to the same receipt; a late change is shown back, for it is not in the request."""
        if self.steps.current == self.intake.check_step:
            return redirect(receipts.link(self.sent))
        return unreachable(request, self.intake, self.steps.current, receipt=receipts.link(self.sent))

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.intake, self.storage.typed)

    @property
    def sent(self):
        return getattr(self.storage.draft, "submission", None)

    @property
    def seen(self) -> int:
        """The version that the posted page showed. A page that does not say is taken as up to date."""
        posted = self.request.POST.get("version", "")
        return int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 10 else self.storage.draft.version

    def get_form_list(self):
        return {step: self.form_list[step] for step in self.journey.steps}

    def get_form(self, step=None, data=None, files=None):
        return self.form_list[step or self.steps.current](data)

    def as_typed(self, typed: dict[str, list[str]] | None):
        """The current step with what was typed, without a word on what is missing: it was not asked for yet."""
        form = self.get_form()
        for bound in form if typed is not None else ():
            form.initial[bound.name] = bound.field.widget.value_from_datadict(
                MultiValueDict(typed), {}, bound.html_name
            )
        return form

    def here(self, step: str) -> str:
        return reverse("forms:step", args=[self.intake.slug, self.storage.draft.pk, step])

    get_step_url = here

    @property
    def start_url(self) -> str:
        return reverse("forms:start", args=[self.intake.slug])

    def show(self, form, *, status: int = 200, notice: str = "") -> HttpResponse:
        context = self.get_context_data(form=form, notice=notice)
        return render(self.request, self.get_template_names(), context, status=status)

    def get_template_names(self) -> list[str]:
        return ["forms/check.html"] if self.steps.current == self.intake.check_step else ["forms/step.html"]

    def get_context_data(self, form, **kwargs):
        step, steps = self.steps.current, self.journey.steps
        return super().get_context_data(
            form=form,
            intake=self.intake,
            draft=self.storage.draft,
            progress=steps,
            place=steps.index(step) + 1 if step in steps else len(steps),
            is_first=step == steps[0],
            post_url=self.here(step) + (f"?{RETURN}" if RETURN in self.request.GET else ""),
            cards=self.cards() if step == self.intake.check_step else [],
            **kwargs,
        )

    def cards(self):
        return [(self.here(card.step) + f"?{RETURN}", card) for card in summary(self.intake, self.journey.answers)]


def page(intake: Intake, **options):
    return IntakeWizard.as_view(form_list=intake.steps, url_name="forms:step", intake=intake, **options)


def step(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
    if slug not in INTAKES:
        raise Http404
    return page(INTAKES[slug])(request, slug=slug, **kwargs)


def send_again(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
    """What was posted to a step under an expired token, shown again under a fresh one. Nothing is saved."""
    return page(INTAKES[slug], expired=True)(request, slug=slug, **kwargs)


def unreachable(request: HttpRequest, intake: Intake, step: str, *, receipt: str = "") -> HttpResponse:
    """No such page of a draft for this device: say how to go on, and give back what was typed."""
    context = {"intake": intake, "typed": typed_back(intake, step, request.POST), "receipt": receipt}
    return render(request, "forms/unreachable.html", context, status=409 if receipt else 404)


def typed_back(intake: Intake, step: str, data: QueryDict) -> list[tuple[str, str]]:
    """Questions and the text typed for them, for a page that can only show them back."""
    pages = dict(intake.steps)
    if step not in pages:
        return []
    form = pages[step]()
    typed = drafts.typed_in(form, data)
    texts = [(bound.label, [text for name in drafts.names(bound) for text in typed.get(name, [])]) for bound in form]
    return [(label, " ".join(text)) for label, text in texts if any(text)]
