"""Joining an Unis’Vers group, for oneself or for someone who agrees: their agreement comes before their name."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forms.columns import Column, Sieve
from forms.intake import APPEAL, Answers, Intake, Keep, Step, said
from forms.intakes import joining, people
from forms.intakes.dates import BirthYearField
from forms.intakes.fields import YES_NO_UNKNOWN, ChoiceField, LongTextField, ManyField, PhoneField, TextField
from programmes.moments import OFFICE_SLOTS

MYSELF, RELATIVE, PROFESSIONAL = "self", "relative", "professional"
WRITERS = [
    (MYSELF, gettext_lazy("For myself")),
    (RELATIVE, gettext_lazy("For someone else, as a relative, a neighbour or a volunteer")),
    (PROFESSIONAL, gettext_lazy("For someone else, as part of my job")),
]
AGREEMENTS = [
    ("yes", gettext_lazy("Yes, this person asked me to, or told me yes")),
    ("no", gettext_lazy("No, or I have not asked yet")),
]
SPACES = [
    ("multimedia", gettext_lazy("Multimedia: computer, phone, internet")),
    ("rights", gettext_lazy("Access to rights")),
    ("work", gettext_lazy("Employment and training")),
    ("mobility", gettext_lazy("Mobility: getting around more easily")),
    ("culture", gettext_lazy("Culture, sport and leisure")),
]
LANGUAGE = "language"
SUPPORT = [
    ("lsf", gettext_lazy("An interpreter in French sign language (LSF)")),
    (LANGUAGE, gettext_lazy("An interpreter in another language")),
    ("transport", gettext_lazy("Help with getting there")),
    ("childcare", gettext_lazy("Someone to look after a child meanwhile")),
    ("access", gettext_lazy("A place without steps, suited to a disability")),
]


class WriterStep(Step):
    title = gettext_lazy("For whom are you writing?")
    writer = ChoiceField(
        label=gettext_lazy("This request is"),
        choices=WRITERS,
        required_message=gettext_lazy("Choose for whom you are writing"),
    )


class AgreementStep(Step):
    title = gettext_lazy("Does this person agree?")
    lead = gettext_lazy("We ask before any name: nobody’s details are given without their knowing.")
    agreement = ChoiceField(
        label=gettext_lazy("Do they agree that you send this request and say how to reach them?"),
        choices=AGREEMENTS,
        required_message=gettext_lazy("Tell us if this person agrees"),
    )


class SituationStep(Step):
    title = gettext_lazy("The situation today")
    lead = gettext_lazy(
        "If you are writing for someone, answer about them. No amount and no benefit number: we do not need them."
    )
    rights = ChoiceField(
        label=gettext_lazy("Waiting for rights to open, or living on minimum benefits?"),
        choices=YES_NO_UNKNOWN,
        help_text=gettext_lazy("Minimum benefits are the basic aid for people with very little income."),
        required_message=gettext_lazy("Tell us about rights and minimum benefits, or that you do not know"),
    )
    far_from_work = ChoiceField(
        label=gettext_lazy("Does a job feel far away?"),
        choices=YES_NO_UNKNOWN,
        required_message=gettext_lazy("Tell us if a job feels far away, or that you do not know"),
    )
    followed = ChoiceField(
        label=gettext_lazy("Is someone already giving regular support towards a job?"),
        choices=YES_NO_UNKNOWN,
        help_text=gettext_lazy("In France this is called “suivi d’insertion”."),
        required_message=gettext_lazy("Tell us if someone already gives support, or that you do not know"),
    )


class IdentityStep(people.IdentityStep):
    birth_date = None
    birth_year = BirthYearField(
        label=gettext_lazy("Birth year"),
        autocomplete="bday-year",
        required=False,
        help_text=gettext_lazy("For example: 1985"),
    )


class PersonStep(people.AboutSomeoneElse, Step):
    title = gettext_lazy("The person you are writing for")
    lead = gettext_lazy("Only what we need to talk with them. Nothing about health.")
    given_name = TextField(label=gettext_lazy("First name"), required_message=gettext_lazy("Type the first name"))
    family_name = TextField(label=gettext_lazy("Last name"), required_message=gettext_lazy("Type the last name"))
    birth_year = BirthYearField(
        label=gettext_lazy("Birth year"), required=False, help_text=gettext_lazy("For example: 1985")
    )


class HelperStep(people.ContactStep):
    title = gettext_lazy("And you, who are you?")
    lead = gettext_lazy("Give an e-mail, a phone number, or both, so that we can reach you too.")
    name = TextField(
        label=gettext_lazy("Your name"), autocomplete="name", required_message=gettext_lazy("Type your name")
    )
    organisation = TextField(
        label=gettext_lazy("Your organisation, if you write as part of your job"),
        autocomplete="organization",
        required=False,
    )
    phone = PhoneField(label=gettext_lazy("Your phone"), required=False)
    answer_to = ChoiceField(
        label=gettext_lazy("Whom should we answer first?"),
        choices=[("me", gettext_lazy("Me")), ("person", gettext_lazy("The person I am writing for"))],
        required_message=gettext_lazy("Choose whom we should answer first"),
    )
    preference = ChoiceField(
        label=gettext_lazy("How do you prefer that we reach you?"),
        choices=people.REPLIES,
        required_message=gettext_lazy("Choose how we can reach you"),
    )
    field_order = ("name", "organisation", "email", "phone", "preference")


class TheirContactStep(people.AboutSomeoneElse, people.ContactStep):
    title = gettext_lazy("How can we reach this person?")
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    preference = ChoiceField(
        label=gettext_lazy("How do they prefer to have our answer?"),
        choices=people.REPLIES,
        required_message=gettext_lazy("Choose how we can answer this person"),
    )


class AddressStep(people.AddressStep):
    title = gettext_lazy("Where should we send our letter?")


class TheirAddressStep(people.AboutSomeoneElse, people.AddressStep):
    title = gettext_lazy("Where does this person get letters?")
    lead = gettext_lazy("It can be at someone else’s home, or at an association.")


class SpacesStep(Step):
    title = gettext_lazy("What matters most?")
    lead = gettext_lazy("The group has five spaces. Nothing is decided now: everyone builds their own path.")
    spaces = ManyField(
        label=gettext_lazy("Which spaces matter?"),
        choices=SPACES,
        editable=True,
        help_text=gettext_lazy("One, several or all of them."),
        required_message=gettext_lazy("Choose at least one space"),
    )
    wishes = LongTextField(
        signable=True,
        label=gettext_lazy("Something to add, in a few words"),
        limit=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("For example a wish, or what holds things back. A plan is not needed."),
    )


class AvailabilityStep(Step):
    title = gettext_lazy("Free moments in the week")
    slots = ManyField(
        label=gettext_lazy("Which half-days are usually free?"),
        choices=OFFICE_SLOTS,
        help_text=gettext_lazy("The dates of the next groups are not known yet."),
        required_message=gettext_lazy("Choose at least one half-day"),
    )


class SupportStep(Step):
    title = gettext_lazy("What would make it easier to come?")
    lead = gettext_lazy("You can leave this page empty. We will see together what is possible.")
    support = ManyField(
        label=gettext_lazy("Practical support"), choices=SUPPORT, required=False, editable=True, named={"lsf", LANGUAGE}
    )
    language = TextField(label=gettext_lazy("If another language, which one?"), limit=60, required=False)
    more = TextField(
        label=gettext_lazy("Something else that would help"),
        limit=300,
        required=False,
        help_text=gettext_lazy("Say what would help, not why. Please give no health details."),
    )

    def clean(self):
        cleaned = super().clean()
        if LANGUAGE not in cleaned.get("support", []):
            cleaned["language"] = ""
        elif not cleaned.get("language") and "language" not in self.errors:
            self.add_error("language", _("Type the language of the interpreter"))
        return cleaned


class CheckStep(Step):
    title = gettext_lazy("Check, then send")
    lead = gettext_lazy("Nothing is sent yet. You can still change everything.")
    agreement = forms.BooleanField(
        label=gettext_lazy("I agree that the CCAS keeps these answers to study this request."),
        help_text=gettext_lazy(
            "They are deleted one year after the decision. The request can be withdrawn at any time."
        ),
        error_messages={"required": gettext_lazy("Tick this box to send the request")},
    )


def exit_without_agreement(answers) -> str:
    return "forms/exits/univers_accord.html" if answers["agreement"] == "no" else ""


def exit_from_situation(answers) -> str:
    """Only for those whom nothing in the group's purpose concerns: the rest is for people to judge."""
    unconcerned = answers["rights"] == answers["far_from_work"] == "no"
    return "forms/exits/univers_ailleurs.html" if unconcerned else ""


for_someone = said("qui", "writer", RELATIVE, PROFESSIONAL)


def for_myself(answers: Answers) -> bool:
    """Also before it is said, so that the first page announces the right number of pages."""
    return not for_someone(answers)


intake = Intake(
    slug="univers",
    title=gettext_lazy("Join an Unis’Vers group"),
    send_label=gettext_lazy("Send the request"),
    steps=(
        ("qui", WriterStep),
        ("accord", AgreementStep),
        ("situation", SituationStep),
        ("identite", IdentityStep),
        ("contact", people.ContactStep),
        ("personne", PersonStep),
        ("aidant", HelperStep),
        ("joindre", TheirContactStep),
        ("adresse", AddressStep),
        ("son-adresse", TheirAddressStep),
        ("espaces", SpacesStep),
        ("disponibilites", AvailabilityStep),
        ("appui", SupportStep),
        ("verifier", CheckStep),
    ),
    conditions={
        "accord": for_someone,
        "identite": for_myself,
        "contact": for_myself,
        "personne": for_someone,
        "aidant": for_someone,
        "joindre": said("aidant", "answer_to", "person"),
        "adresse": lambda answers: any(said(step, "preference", "letter")(answers) for step in ("contact", "aidant")),
        "son-adresse": said("joindre", "preference", "letter"),
    },
    exits={"accord": exit_without_agreement, "situation": exit_from_situation},
    agreement="accord",
    route=lambda answers: "univers",
    contact=joining.contact,
    columns=(Column(pgettext_lazy("list", "Spaces"), "espaces", "spaces"),),
    sieves=(Sieve("espace", pgettext_lazy("list", "Spaces"), "spaces", ("espaces",)),),
    keep_for=Keep(default=timedelta(days=365), at_most=timedelta(days=730), at_least=APPEAL),
    on_accept=joining.put_on_list,
    on_close=joining.end,
    public_part="forms/parts/group.html",
    staff_part="forms/parts/group_staff.html",
    next_steps=(
        (
            gettext_lazy("The Unis’Vers team reads the request"),
            gettext_lazy("People read it and decide, never a computer."),
        ),
        (
            gettext_lazy("We talk about it together"),
            gettext_lazy("The way you chose, with an interpreter if you asked for one."),
        ),
        (
            gettext_lazy("An answer, and why"),
            gettext_lazy("The days and the place of the next groups are for the City to confirm."),
        ),
    ),
)
