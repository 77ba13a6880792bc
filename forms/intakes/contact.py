"""Writing to the city: one page for the reason, one on how to answer, a third for an address when it is by letter."""

from collections.abc import Mapping
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from forms.columns import Column, Sieve
from forms.intake import APPEAL, Answers, Contact, Intake, Keep, Step, Typed, WorkingDays, said
from forms.intakes.fields import ChoiceField, LongTextField, ManyField, TextField
from forms.intakes.people import AddressStep, ContactStep, envelope
from programmes.moments import OFFICE_SLOTS

REASONS = [
    ("question", gettext_lazy("A question, a remark, a disagreement")),
    ("appointment", gettext_lazy("An appointment in French sign language (LSF)")),
    ("page", gettext_lazy("A page of this site that I would like in LSF")),
    ("obstacle", gettext_lazy("Something that I cannot read or use on this site or in a document")),
    ("other", gettext_lazy("Something else")),
]
MEETINGS = [
    ("desk", gettext_lazy("At the front desk, at City Hall")),
    ("video", gettext_lazy("By video")),
    ("either", gettext_lazy("Either one")),
]
NO_SECRETS = gettext_lazy("No health details and no bank details here: we ask for them another way if we need them.")


class ReasonStep(Step):
    title = gettext_lazy("Why are you writing to us?")
    lead = gettext_lazy("The closest answer will do: someone reads every message and passes it on.")
    reason = ChoiceField(
        label=gettext_lazy("You are writing about"),
        choices=REASONS,
        required_message=gettext_lazy("Choose why you are writing to us"),
    )


class MessageStep(Step):
    title = gettext_lazy("Your message")
    message = LongTextField(
        signable=True,
        label=gettext_lazy("In your own words"),
        limit=3000,
        widget=forms.Textarea({"rows": 8}),
        help_text=NO_SECRETS,
        required_message=gettext_lazy("Write your message, even if it is short"),
    )
    about = TextField(
        label=gettext_lazy("Number of your request, if you write about one"),
        limit=40,
        required=False,
        help_text=gettext_lazy("It is on your receipt."),
    )


class AppointmentStep(Step):
    title = gettext_lazy("Your appointment in LSF")
    lead = gettext_lazy("With your answers, we suggest a day and an hour.")
    where = ChoiceField(
        label=gettext_lazy("Where would you like to meet?"),
        choices=MEETINGS,
        help_text=gettext_lazy("The City has yet to confirm its video service. If it is not ready, we tell you."),
        required_message=gettext_lazy("Choose the front desk or video"),
    )
    slots = ManyField(
        label=gettext_lazy("Which half-days suit you?"),
        choices=OFFICE_SLOTS,
        required_message=gettext_lazy("Choose at least one half-day that suits you"),
    )
    message = LongTextField(
        signable=True,
        label=gettext_lazy("What would you like to talk about?"),
        limit=3000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=NO_SECRETS,
    )


class PageStep(Step):
    title = gettext_lazy("The page that you would like in LSF")
    page = TextField(
        label=gettext_lazy("Which page?"),
        limit=300,
        help_text=gettext_lazy("Its title, or its address."),
        required_message=gettext_lazy("Tell us which page you would like in LSF"),
    )
    message = LongTextField(
        signable=True,
        label=gettext_lazy("What are you looking for on this page?"),
        limit=3000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


class ObstacleStep(Step):
    title = gettext_lazy("What gets in your way?")
    lead = gettext_lazy(
        "We answer within one week: first we give you the information another way, then we look for a correction."
    )
    page = TextField(
        label=gettext_lazy("On which page, or in which document?"),
        limit=300,
        help_text=gettext_lazy("Its title, or its address."),
        required_message=gettext_lazy("Tell us which page or which document"),
    )
    message = LongTextField(
        signable=True,
        label=gettext_lazy("What did you want to do, and what blocks you?"),
        limit=3000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("If you can: your device, your browser, and the tool that helps you read or type."),
        required_message=gettext_lazy("Tell us in a few words what you wanted to do"),
    )


class ReachStep(ContactStep):
    name = TextField(
        label=gettext_lazy("Your name"),
        autocomplete="name",
        help_text=gettext_lazy("As you would like us to call you."),
        required_message=gettext_lazy("Type your name"),
    )
    field_order = ("name",)


class LetterStep(AddressStep):
    title = gettext_lazy("Where should we send our letter?")


class CheckStep(Step):
    title = gettext_lazy("Check, then send")
    lead = gettext_lazy("Nothing is sent yet. You can still change everything.")


def contact(answers: Answers) -> Contact:
    reach = answers["joindre"]
    address = envelope(reach["name"], answers.get("adresse"))
    return Contact(reach["name"], reach["email"], reach["phone"], reach["preference"], address=address)


other_pages = said("motif", "reason", "appointment", "page", "obstacle")


def plain_message(answers: Answers) -> bool:
    """Also before the reason is chosen, so that the first page announces the right number of pages."""
    return not other_pages(answers)


def by_law(answers: Answers) -> timedelta | None:
    """A complaint about accessibility is answered within one week of its sending (decree 2019-768)."""
    return timedelta(days=7) if answers.get("motif", {}).get("reason") == "obstacle" else None


def begins_with(address: Mapping[str, str]) -> Typed:
    """Whoever asks for a page in LSF need not say so again, nor which one: `?page=` names it."""
    page = address.get("page", "").strip()[:300]
    return {"motif": {"reason": ["page"]}, "page": {"page": [page]}} if page else {}


intake = Intake(
    slug="contact",
    title=gettext_lazy("Write to us"),
    send_label=gettext_lazy("Send my message"),
    steps=(
        ("motif", ReasonStep),
        ("message", MessageStep),
        ("rendez-vous", AppointmentStep),
        ("page", PageStep),
        ("obstacle", ObstacleStep),
        ("joindre", ReachStep),
        ("adresse", LetterStep),
        ("verifier", CheckStep),
    ),
    conditions={
        "message": plain_message,
        "rendez-vous": said("motif", "reason", "appointment"),
        "page": said("motif", "reason", "page"),
        "obstacle": said("motif", "reason", "obstacle"),
        "adresse": said("joindre", "preference", "letter"),
    },
    route=lambda answers: "contact",
    contact=contact,
    begins_with=begins_with,
    answer_within=WorkingDays(default=5, at_most=20),
    by_law=by_law,
    sieves=(Sieve("motif", pgettext_lazy("list", "Subject"), "reason", ("motif",)),),
    columns=(Column(pgettext_lazy("list", "Subject"), "motif", "reason"),),
    keep_for=Keep(default=timedelta(days=180), at_most=timedelta(days=365), at_least=APPEAL),
    next_steps=(
        (
            gettext_lazy("Someone reads your message"),
            gettext_lazy("And passes it on to the service that can answer."),
        ),
        (
            gettext_lazy("You get an answer"),
            gettext_lazy("The way you chose. About something that you cannot read or use: within one week."),
        ),
    ),
)
