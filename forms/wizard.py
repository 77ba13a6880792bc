"""The pages of a draft, on django-formtools' named steps. The address says which draft and which step."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from formtools.wizard.views import NamedUrlWizardView

from forms import bots, conflicts, device, drafts, mail_domains, receipts
from forms.intake import Intake, Journey, NotPossible, summary, with_fixed
from forms.intakes import INTAKES
from forms.models import IntakeSettings
from forms.openings import Opening
from forms.services.resuming import own_address, send_link
from forms.services.submitting import IntakeClosed, submit
from forms.slots import SlotsStep
from forms.step import FILM, as_kept
from forms.texts import worded
from forms.unreachable import unreachable

EXIT = "sortie"
RETURN = "retour"
MAIL = "mail"
"""The button that takes the mail address which a page proposes."""
REVIEW = "revoir"


class IntakeWizard(NamedUrlWizardView):
    """Every button of a step saves it, valid or not; only the way on asks for valid answers.

    `expired` shows what was posted again, unsaved, under a fresh token.
    """

    storage_name = "forms.drafts.DraftStorage"
    intake: Intake = None  # type: ignore[assignment]  # given by `page`
    expired = False
    opening = Opening()

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except drafts.UnknownDraft as refusal:
            return unreachable(request, self.intake, kwargs["step"], signed_out=isinstance(refusal, drafts.SignedOut))

    def get(self, request, *args, **kwargs):
        if self.sent:
            return redirect(receipts.link(self.sent))
        if kwargs["step"] == EXIT and self.journey.exit:
            return render(request, self.journey.exit, {"intake": self.intake, "back": self.here(self.journey.current)})
        if not self.journey.opens(kwargs["step"]):
            return redirect(self.way_on)
        typed = self.storage.typed.get(kwargs["step"], self.filled_in.get(kwargs["step"]))
        reviewed = REVIEW in request.GET
        return self.show(self.get_form(data=MultiValueDict(typed or {})) if reviewed else self.as_typed(typed))

    def post(self, request, *args, **kwargs):
        if kwargs["step"] not in self.form_list:
            return unreachable(request, self.intake, kwargs["step"])
        form = self.get_form(data=request.POST)
        if isinstance(form, SlotsStep):
            return self.pass_by(request)
        typed = drafts.typed_in(form, form.data)
        if conflicts.is_choice(request.POST):
            typed = conflicts.settled(form, typed, self.storage.typed.get(self.steps.current, {}), request.POST)
            form = self.get_form(data=MultiValueDict(typed))
        if request.POST.get("action") == MAIL:
            typed = mail_domains.corrected(form, typed)
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
        typed = typed | self.fixed.get(self.steps.current, {})
        self.storage.save(self.steps.current, typed, seen=seen, days=self.intake.draft_days)
        vars(self).pop("journey", None)
        self.storage.drop(self.journey.withheld)
        address = own_address(form) if form.is_valid() else ""
        if address and address != self.storage.draft.email and self.is_their_own:
            send_link(self.storage.draft, address)

    @property
    def is_their_own(self) -> bool:
        """Whether we may write to the address typed here: not for a robot, nor while an agent types for someone."""
        draft = self.storage.draft
        return not (draft.entered_by_id or draft.suspicion or bots.hasty(draft))

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
        if action.startswith(FILM):
            question = action.removeprefix(FILM)
            return redirect("forms:film", self.intake.slug, self.storage.draft.pk, self.steps.current, question)
        if action == MAIL:
            return redirect(self.here(self.journey.current if RETURN in self.request.GET else self.steps.current))
        return self.go_on(form, seen)

    def go_on(self, form, seen: int) -> HttpResponse:
        step = self.steps.current
        if not form.is_valid():
            return self.show(form)
        if not self.journey.opens(step):
            return redirect(self.way_on)
        if self.journey.missing == step:
            return redirect(self.here(EXIT))
        if step == self.intake.check_step:
            return self.done([form], seen=seen)
        return redirect(self.here(self.journey.current if RETURN in self.request.GET else self.steps.next))

    def done(self, form_list, *, seen: int, **kwargs):
        """Send what the person has before their eyes: answers changed since are shown first."""
        if self.storage.changed_since(seen, but=self.intake.check_step):
            return self.show(self.get_form(), status=409, notice="changed")
        draft, suspicion = self.storage.draft, bots.suspicion(self.request, self.storage.draft)
        try:
            submission = submit(
                draft,
                answers=self.journey.answers,
                language=get_language(),
                suspicion=suspicion,
                opening=self.opening,
            )
        except drafts.StaleDraft:
            return redirect(self.request.path)
        except IntakeClosed:
            return self.show(self.get_form(), status=409)
        except NotPossible as refusal:
            return self.ask_again(refusal)
        return redirect(receipts.link(submission))

    def ask_again(self, refusal: NotPossible) -> HttpResponse:
        """What was asked for went meanwhile: the page where another choice is made, and why. All answers are kept."""
        self.storage.current_step = refusal.step
        form = self.get_form(data=MultiValueDict(self.storage.typed[refusal.step]))
        form.errors.clear()
        form.add_error(next(iter(form.fields)), refusal.message)
        context = self.get_context_data(form=form) | {"post_url": f"{self.here(refusal.step)}?{RETURN}"}
        return render(self.request, self.get_template_names(), context, status=409)

    @property
    def way_on(self) -> str:
        """The page to go on with. One that was passed once and does not hold any more is shown with what is wrong."""
        wrong = self.journey.missing and not self.journey.exit and self.storage.passed(self.journey.missing)
        return self.here(self.journey.current) + (f"?{RETURN}&{REVIEW}" if wrong else "")

    def already_sent(self, request) -> HttpResponse:
        """Sending twice leads to the same receipt; a late change is shown back, for it is not in the request."""
        if self.steps.current == self.intake.check_step:
            return redirect(receipts.link(self.sent))
        return unreachable(request, self.intake, self.steps.current, receipt=receipts.link(self.sent))

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.intake, with_fixed(self.storage.typed, self.fixed))

    @cached_property
    def fixed(self) -> dict[str, dict[str, list[str]]]:
        """What is not a partner's to say: taken from their row at each request, whatever was posted or stored."""
        return self.of_partner("fixed")

    @cached_property
    def filled_in(self) -> dict[str, dict[str, list[str]]]:
        """What a partner finds typed on pages not saved yet."""
        return self.of_partner("filled_in")

    def of_partner(self, kind: str) -> dict[str, dict[str, list[str]]]:
        partner, network = self.storage.draft.partner, self.intake.network
        return getattr(network, kind)(partner) if partner and network else {}

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
        step = step or self.steps.current
        form = as_kept(self.form_list[step](data), self.storage.typed.get(step, {}))
        for name in self.fixed.get(step, {}):
            form.fields.pop(name)
        return form

    def as_typed(self, typed: dict[str, list[str]] | None):
        """The current step with what was typed, without a word on what is missing: it was not asked for yet."""
        form, told = self.get_form(), MultiValueDict(typed or {})
        for bound in form if typed is not None else ():
            form.initial[bound.name] = bound.field.widget.value_from_datadict(told, {}, bound.html_name)
        return form

    def here(self, step: str) -> str:
        return reverse("forms:step", args=[self.intake.slug, self.storage.draft.pk, step])

    get_step_url = here

    @property
    def start_url(self) -> str:
        if self.storage.draft.entered_by_id:
            return reverse("submissions:enter")
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
            opening=self.opening,
            progress=steps,
            place=steps.index(step) + 1 if step in steps else len(steps),
            is_first=step == steps[0],
            post_url=self.here(step) + (f"?{RETURN}" if RETURN in self.request.GET else ""),
            cards=self.cards() if step == self.intake.check_step else [],
            mail_hints=self.mail_hints(),
            trap=bots.TRAP,
            **kwargs,
        )

    def mail_hints(self):
        """Doubtful mail addresses of this page, or of all pages when they are checked, and where to correct each."""
        checking = self.steps.current == self.intake.check_step
        steps = self.journey.answers if checking else [self.steps.current]
        return [
            (self.here(step) + (f"?{RETURN}" if checking else ""), hint)
            for step in steps
            for hint in mail_domains.hints(self.form_list[step], self.storage.typed.get(step, {}))
        ]

    def cards(self):
        return [(self.here(card.step) + f"?{RETURN}", card) for card in summary(self.intake, self.journey.answers)]


def page(intake: Intake, **options):
    """The view of a request as it is set and worded by staff at this moment."""
    settings = IntakeSettings.of(intake.slug)
    intake = worded(intake, settings)
    options |= {"form_list": intake.steps, "intake": intake, "opening": settings.opening}
    return IntakeWizard.as_view(url_name="forms:step", **options)


def step(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
    if slug not in INTAKES:
        raise Http404
    return page(INTAKES[slug])(request, slug=slug, **kwargs)


def send_again(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
    """What was posted to a step under an expired token, shown again under a fresh one. Nothing is saved."""
    return page(INTAKES[slug], expired=True)(request, slug=slug, **kwargs)
