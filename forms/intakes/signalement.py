"""A home that is hard to heat: who writes, the household's agreement before any name, then the home."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forms.columns import Column, Sieve
from forms.intake import APPEAL, Answers, Contact, Intake, Keep, Lapse, Network, Step, Typed, said
from forms.intakes import flagged
from forms.intakes.dates import RecentDayField
from forms.intakes.fields import ChoiceField, LongTextField, PhoneField, TextField
from forms.intakes.households import (
    YES_NO_UNKNOWN,
    HomeStep,
    HouseholdStep,
    OwnHomeStep,
    OwnHouseholdStep,
    SignsStep,
)
from forms.intakes.people import ContactStep, envelope

SELF, RELATIVE, PROFESSIONAL = "self", "relative", "professional"
ROLES = [
    (SELF, gettext_lazy("For my own home")),
    (RELATIVE, gettext_lazy("For someone else, as a relative, a neighbour or a volunteer")),
    (PROFESSIONAL, gettext_lazy("For someone else, as part of my job")),
]

CALL_FIRST = "call_first"
AGREEMENTS = [
    ("said", gettext_lazy("Yes, they said so")),
    ("written", gettext_lazy("Yes, they wrote it")),
    (CALL_FIRST, gettext_lazy("They want the CCAS to talk with them first, before they say yes")),
    ("no", gettext_lazy("No, or I have not asked them")),
]
AGREED = {"said", "written"}
SENTENCE_READ = "2026-11"  # kept with the agreement: change it with the sentence
SENTENCE = gettext_lazy(
    "“With your agreement, I give your name, your address and what is hard in your home to the CCAS, the city’s social "
    "service. Its social workers contact you and offer to come. It commits you to nothing: you can say no, ask to see "
    "what I wrote, and change your mind at any time.”"
)


class WriterStep(Step):
    title = gettext_lazy("Before you start")
    lead = gettext_lazy("First, to know if this service is the right one.")
    role = ChoiceField(
        label=gettext_lazy("For whom are you writing?"),
        choices=ROLES,
        required_message=gettext_lazy("Choose for whom you are writing"),
    )
    in_area = ChoiceField(
        label=gettext_lazy("Is this home in Montpellier, or in another town of the Métropole?"),
        choices=YES_NO_UNKNOWN,
        required_message=gettext_lazy("Tell us if this home is in Montpellier or in a town of the Métropole"),
    )


class AgreementStep(Step):
    title = gettext_lazy("Does this household agree?")
    lead = gettext_lazy("Before you give a name, read this to the person who lives in the home, or let them read it.")
    agreement = ChoiceField(
        label=gettext_lazy("After this sentence, what did they answer?"),
        choices=AGREEMENTS,
        help_text=SENTENCE,
        required_message=gettext_lazy("Tell us what the household answered"),
    )
    agreed_on = RecentDayField(
        label=gettext_lazy("If they said yes: on which day?"),
        required=False,
        help_text=gettext_lazy("For example: 27 3 2026"),
    )
    agreed_with = TextField(
        label=gettext_lazy("If they said yes: to whom?"),
        required=False,
        help_text=gettext_lazy("For example: to me, or the name of a colleague"),
    )

    may_follow = forms.BooleanField(
        label=gettext_lazy("They also agree that I am told if someone follows the alert, and when it is closed"),
        required=False,
        help_text=gettext_lazy(
            "What becomes of the alert is told to you only if they agree to it. If not, your alert counts just as much."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        cleaned["sentence"] = SENTENCE_READ
        if cleaned.get("agreement") not in AGREED:
            return cleaned | {"agreed_on": None, "agreed_with": "", "may_follow": False}
        if not cleaned.get("agreed_on") and "agreed_on" not in self.errors:
            self.add_error("agreed_on", _("Type the day when the household said yes"))
        if not cleaned.get("agreed_with") and "agreed_with" not in self.errors:
            self.add_error("agreed_with", _("Tell us to whom the household said yes"))
        return cleaned


class ReferrerStep(ContactStep):
    title = gettext_lazy("Whom do we answer?")
    lead = gettext_lazy(
        "We tell you when we have your alert and, if the household agreed to it, when someone follows it and when it "
        "is closed. We do not tell you what is said or seen in the home, nor anything about money or health."
    )
    given_name = TextField(
        label=gettext_lazy("Your first name"),
        autocomplete="given-name",
        required_message=gettext_lazy("Type your first name"),
    )
    family_name = TextField(
        label=gettext_lazy("Your last name"),
        autocomplete="family-name",
        required_message=gettext_lazy("Type your last name"),
    )
    phone = PhoneField(label=gettext_lazy("Your phone"), required=False)
    field_order = ("organisation", "job", "given_name", "family_name")


class ProfessionalStep(ReferrerStep):
    organisation = TextField(
        label=gettext_lazy("Your organisation"),
        autocomplete="organization",
        required_message=gettext_lazy("Type the name of your organisation"),
    )
    job = TextField(
        label=gettext_lazy("Your role there"),
        autocomplete="organization-title",
        help_text=gettext_lazy("For example: social worker"),
        required_message=gettext_lazy("Type your role in your organisation"),
    )


class DetailsStep(Step):
    title = gettext_lazy("Anything to add?")
    lead = gettext_lazy("You can leave this page empty.")
    details = LongTextField(
        signable=True,
        label=gettext_lazy("What helps us understand"),
        limit=1000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("Facts, not judgements: the household may read it. No name of an illness."),
    )


class CheckStep(Step):
    title = gettext_lazy("Check, then send")
    lead = gettext_lazy("Nothing is sent yet. You can still change everything.")
    true = forms.BooleanField(
        label=gettext_lazy("What I wrote is true, and the people who live in this home agree to be contacted."),
        error_messages={"required": gettext_lazy("Tick this box to send the alert")},
    )


someone_else = said("vous", "role", RELATIVE, PROFESSIONAL)


def own_home(answers: Answers) -> bool:
    return not someone_else(answers)


def exit_from_writer(answers) -> str:
    return "forms/exits/signalement_ailleurs.html" if answers["in_area"] == "no" else ""


def exit_from_agreement(answers) -> str:
    return "forms/exits/signalement_accord.html" if answers["agreement"] == "no" else ""


def contact(answers: Answers) -> Contact:
    """The household gives its name to the request; the answer goes to who wrote, never to a phone not to be called."""
    household = answers.get("moi") or answers["menage"]
    writer = answers.get("referent") or answers.get("professionnel") or household
    name = f"{household['given_name']} {household['family_name']}"
    no_calls = bool(writer.get("do_not_phone"))
    phone = "" if no_calls and writer["preference"] != "sms" else writer["phone"]
    findable, address = (household["phone"], household["email"]), envelope(name, answers.get("chez-moi"))
    return Contact(name, writer["email"], phone, writer["preference"], findable, no_calls, address)


def agree(answers: Answers, agreed_on: date, agreed_with: str, may_follow: bool) -> dict[str, Any]:
    """The answers once the household said yes to an agent. The sentence is the one of today."""
    said_yes = {"agreement": "said", "agreed_on": agreed_on.isoformat(), "agreed_with": agreed_with}
    return {**answers, "accord": {**said_yes, "may_follow": may_follow, "sentence": SENTENCE_READ}}


def fixed_for(partner) -> Typed:
    return {"vous": {"role": [PROFESSIONAL]}, "professionnel": {"organisation": [partner.organisation.name]}}


def filled_in_for(partner) -> Typed:
    """Who writes, and nothing of any household: all that goes from one alert to the next."""
    known = {name: [getattr(partner, name)] for name in ("job", "given_name", "family_name", "email")}
    phone = PhoneField().shown(partner.phone) if partner.phone else ""
    return {"professionnel": known | {"phone": [phone], "preference": ["email"]}}


intake = Intake(
    slug="signalement",
    title=gettext_lazy("Flag a home that is hard to heat"),
    send_label=gettext_lazy("Send the alert"),
    steps=(
        ("vous", WriterStep),
        ("accord", AgreementStep),
        ("referent", ReferrerStep),
        ("professionnel", ProfessionalStep),
        ("moi", OwnHouseholdStep),
        ("menage", HouseholdStep),
        ("chez-moi", OwnHomeStep),
        ("logement", HomeStep),
        ("constats", SignsStep),
        ("precisions", DetailsStep),
        ("verifier", CheckStep),
    ),
    conditions={
        "accord": someone_else,
        "referent": said("vous", "role", RELATIVE),
        "professionnel": said("vous", "role", PROFESSIONAL),
        "moi": own_home,
        "menage": someone_else,
        "chez-moi": own_home,
        "logement": someone_else,
    },
    exits={"vous": exit_from_writer, "accord": exit_from_agreement},
    agreement="accord",
    route=lambda answers: "slime",
    contact=contact,
    columns=(
        Column(pgettext_lazy("list", "Agreement"), "accord", "agreement"),
        Column(pgettext_lazy("list", "Cut-off"), "constats", "cut_off_on"),
    ),
    sieves=(
        Sieve("accord", pgettext_lazy("list", "Agreement"), "agreement", ("accord",)),
        Sieve("bailleur", pgettext_lazy("list", "Landlord"), "landlord", ("logement", "chez-moi")),
        Sieve("auteur", pgettext_lazy("list", "Written by"), "role", ("vous",)),
    ),
    urgent=flagged.urgent,
    keep_for=Keep(default=timedelta(days=730), at_most=timedelta(days=1095), at_least=APPEAL),
    on_submit=flagged.receive,
    on_accept=flagged.open_household,
    on_close=flagged.end,
    on_followup=flagged.on_followup,
    staff_part="forms/parts/household_staff.html",
    lapses=Lapse(
        when=said("accord", "agreement", CALL_FIRST),
        after=timedelta(days=30),
        keep_for=Keep(default=timedelta(days=30), at_most=timedelta(days=30)),
    ),
    agree=agree,
    draft_days=7,
    notice="forms/notices/danger.html",
    quick_exit=True,
    another=gettext_lazy("Flag another home"),
    network=Network(fixed=fixed_for, filled_in=filled_in_for),
    next_steps=(
        (
            gettext_lazy("We contact the household"),
            gettext_lazy("Its way and at its moments. Nobody comes without having agreed on it with them."),
        ),
        (
            gettext_lazy("One to three visits"),
            gettext_lazy("Two social workers look at the home, the situation and the budget with the household."),
        ),
        (gettext_lazy("An action plan"), gettext_lazy("Small equipment, advice, mediation or works: what is useful.")),
        (
            gettext_lazy("What we tell you, if you wrote for someone else"),
            gettext_lazy(
                "You are told that the alert is received and, if the household agreed to it, followed, then closed. "
                "You are not told what is said or seen in the home, nor anything about money or health: the household "
                "tells you if it wants to."
            ),
        ),
    ),
)
