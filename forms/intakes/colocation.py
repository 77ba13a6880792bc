"""The student flatshare in care homes: its questions page by page, then its declaration."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forms.columns import Column, Sieve
from forms.intake import APPEAL, Answers, Contact, Intake, Keep, Step, WorkingDays
from forms.intakes.dates import MonthField
from forms.intakes.fields import YES_NO, ChoiceField, LongTextField, ManyField, TextField
from forms.intakes.people import AddressStep, ContactStep, IdentityStep, envelope
from forms.intakes.wishes import LANGUAGES, NO_PREFERENCE, TALENTS, FlatField, flat_choices
from forms.models import Inbox
from forms.slots import Slot, SlotsStep
from programmes.moments import SLOTS
from programmes.services.flatshares import listing


def yes_or_no(label: str, message: str, **kwargs) -> ChoiceField:
    return ChoiceField(label=label, choices=YES_NO, required_message=message, **kwargs)


class SituationStep(Step):
    title = gettext_lazy("Is this flatshare for you?")
    lead = gettext_lazy("Three questions, so that you do not fill in a file for nothing.")
    student = yes_or_no(
        gettext_lazy("Will you be a student next year?"), gettext_lazy("Tell us if you will be a student next year")
    )
    adult = yes_or_no(
        gettext_lazy("Will you be 18 or older when you move in?"), gettext_lazy("Tell us if you will be 18 or older")
    )
    three_hours = yes_or_no(
        gettext_lazy("Do you agree to give three hours a week to the residents?"),
        gettext_lazy("Tell us if you agree to give three hours a week"),
        help_text=gettext_lazy("Outings, games, music, a hand with a phone: what you like doing, when you are free."),
    )


class StudiesStep(Step):
    title = gettext_lazy("Your studies next year")
    lead = gettext_lazy("Not sure yet? Write what you hope for.")
    school = TextField(
        label=gettext_lazy("School or university"), required_message=gettext_lazy("Type the name of your school")
    )
    course = TextField(
        label=gettext_lazy("Course"),
        help_text=gettext_lazy("For example: nursing, psychology, computer science"),
        required_message=gettext_lazy("Type the name of your course"),
    )
    year = TextField(
        label=gettext_lazy("Year of study"),
        limit=40,
        help_text=gettext_lazy("For example: second year, master’s"),
        required_message=gettext_lazy("Type your year of study"),
    )
    care_related = yes_or_no(
        gettext_lazy("Does this course lead to a job in care or social work?"),
        gettext_lazy("Tell us if your course leads to a job in care or social work"),
        help_text=gettext_lazy("We look at these applications closely. The others are welcome too."),
    )
    care_course = TextField(label=gettext_lazy("If yes, which job?"), required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("care_related") == "yes" and not cleaned.get("care_course") and "care_course" not in self.errors:
            self.add_error("care_course", _("Type the job that your course leads to"))
        return cleaned


class HousingStep(Step):
    title = gettext_lazy("The room you would like")
    lead = gettext_lazy("Three furnished flats, in three care homes. Only those with a room to let are listed.")
    first_choice = FlatField(
        label=gettext_lazy("First choice"), required_message=gettext_lazy("Choose a flat, or “no preference”")
    )
    second_choice = FlatField(label=gettext_lazy("Second choice"), required=False)
    third_choice = FlatField(label=gettext_lazy("Third choice"), required=False)
    arrival = MonthField(
        label=gettext_lazy("You move in"), required_message=gettext_lazy("Choose the month you move in")
    )
    departure = MonthField(label=gettext_lazy("You leave"), required_message=gettext_lazy("Choose the month you leave"))
    step_free = yes_or_no(
        gettext_lazy("Do you need a room without steps, suited to a disability?"),
        gettext_lazy("Tell us if you need a room without steps"),
    )
    meals = yes_or_no(
        gettext_lazy("Would you like to have meals in the residents’ dining room, at €5?"),
        gettext_lazy("Tell us if the meals interest you"),
        help_text=gettext_lazy("This commits you to nothing."),
    )

    RANKS = ("first_choice", "second_choice", "third_choice")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        flats = [("", _("Choose a flat")), *flat_choices()]
        for name in self.RANKS:
            self.fields[name].choices = flats
        self.fields["first_choice"].choices = [*flats, (NO_PREFERENCE, _("No preference"))]

    def clean(self):
        cleaned = super().clean()
        ranked = [(name, cleaned.get(name)) for name in self.RANKS if cleaned.get(name)]
        for place, (name, flat) in enumerate(ranked):
            if flat in [earlier for _name, earlier in ranked[:place]]:
                self.add_error(name, _("You chose this flat twice. Choose another one, or leave this list empty"))
        if cleaned.get("arrival") and cleaned.get("departure") and cleaned["departure"] <= cleaned["arrival"]:
            self.add_error("departure", _("You leave before you move in. Choose a later month"))
        return cleaned


class HoursStep(Step):
    title = gettext_lazy("Your three hours a week")
    lead = gettext_lazy("Tell us when you are free and what you like. We agree on the rest together.")
    slots = ManyField(
        label=gettext_lazy("When are you usually free?"),
        choices=SLOTS,
        help_text=gettext_lazy("At least one moment. Residents like weekends and late afternoons best."),
        required_message=gettext_lazy("Choose at least one moment when you are free"),
    )
    talents = ManyField(label=gettext_lazy("What do you like doing?"), choices=TALENTS, required=False, editable=True)
    talents_text = LongTextField(
        signable=True,
        label=gettext_lazy("Something else, or more about it"),
        limit=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    languages = ManyField(
        label=gettext_lazy("Which languages do you speak or sign, besides French?"),
        choices=LANGUAGES,
        required=False,
        editable=True,
        named={"lsf"},
    )
    other_languages = TextField(label=gettext_lazy("Other languages"), required=False)


class MotivationStep(Step):
    title = gettext_lazy("Why this flatshare?")
    lead = gettext_lazy("A few simple sentences are enough. Style and spelling do not count.")
    motivation = LongTextField(
        signable=True,
        label=gettext_lazy("In your own words"),
        limit=1500,
        widget=forms.Textarea({"rows": 10}),
        help_text=gettext_lazy("What attracts you, and what you would like to do with the residents."),
        required_message=gettext_lazy("Write a few words about what attracts you"),
    )


class DocumentsStep(SlotsStep):
    """What may be asked of a tenant is a closed list (décret 2015-1437 of 5 November 2015): nothing else is."""

    title = gettext_lazy("Your documents")
    lead = gettext_lazy(
        "A photo taken with your phone is enough. You do not have everything? Say when it comes, and send your "
        "application all the same. Never send us a portrait photo, a bank statement, a health card (carte Vitale) or "
        "a criminal record: nobody may ask you for them."
    )
    slots = (
        Slot(
            "identite",
            gettext_lazy("Identity document"),
            gettext_lazy("One of these, still valid, both sides:"),
            accepted=(
                gettext_lazy("identity card or passport, French or foreign"),
                gettext_lazy("residence permit"),
                gettext_lazy("driving licence, French or foreign"),
            ),
            missing=gettext_lazy("Send an identity document, or say when you bring it"),
            brief=True,
        ),
        Slot(
            "inscription",
            gettext_lazy("Proof of enrolment"),
            gettext_lazy("One of these, for this year or the next one:"),
            accepted=(gettext_lazy("student card"), gettext_lazy("certificate of enrolment or of schooling")),
            missing=gettext_lazy("Send a proof of enrolment, or say when you will have it"),
        ),
        Slot(
            "ressources",
            gettext_lazy("Your resources or grant"),
            gettext_lazy("Only if you wish, for example:"),
            accepted=(
                gettext_lazy("notice of a student grant"),
                gettext_lazy("last three payslips, or the contract of a student job or internship"),
                gettext_lazy("last tax notice"),
            ),
        ),
        Slot(
            "garant",
            gettext_lazy("Your guarantor"),
            gettext_lazy("Only if someone vouches for you, for example:"),
            accepted=(
                gettext_lazy("identity document and last three payslips of that person"),
                gettext_lazy("certificate of the free public guarantee Visale"),
            ),
            brief=True,
        ),
    )


class CheckStep(Step):
    title = gettext_lazy("Check, then send")
    lead = gettext_lazy("Nothing is sent yet. You can still change everything.")
    commitment = forms.BooleanField(
        label=gettext_lazy("My answers are true, and I commit to giving three hours a week."),
        error_messages={"required": gettext_lazy("Tick this box to send your application")},
    )


def exit_from_situation(answers) -> str:
    concerned = all(answers[question] == "yes" for question in ("student", "adult", "three_hours"))
    return "" if concerned else "forms/exits/colocation.html"


def contact(answers: Answers) -> Contact:
    identity, reach = answers["identite"], answers["contact"]
    family_name = identity["usage_name"] or identity["family_name"]
    name = f"{identity['given_name']} {family_name}"
    address = envelope(name, answers.get("adresse"))
    return Contact(name, reach["email"], reach["phone"], reach["preference"], address=address)


def applied(answers: Answers) -> listing.Application:
    housing = answers["logement"]
    ranked = [housing[name] for name in HousingStep.RANKS if housing[name]]
    return listing.Application(
        name=contact(answers).name,
        availability=answers["heures"]["slots"],
        flats=[] if NO_PREFERENCE in ranked[:1] else [int(flat) for flat in ranked],
        arrival=housing["arrival"],
        departure=housing["departure"],
        step_free=housing["step_free"] == "yes",
        care=answers["etudes"]["care_related"] == "yes",
    )


def put_on_list(reference: str, answers: Answers) -> None:
    """Every application is read; whoever is admitted waits on the list for a room. Old ones said nothing of rooms."""
    if "logement" in answers:
        listing.put_on_list(reference, applied(answers), team=Inbox.objects.get(slug="colocation").team)


def admit(reference: str, answers: Answers, by) -> None:
    put_on_list(reference, answers)  # unless it is there: it may have been sent before there was a list
    listing.admit(reference)


def leave(reference: str, answers: Answers, by) -> None:
    listing.leave(reference, by=by)


intake = Intake(
    slug="colocation",
    title=gettext_lazy("Apply for a student flatshare"),
    send_label=gettext_lazy("Send my application"),
    steps=(
        ("situation", SituationStep),
        ("contact", ContactStep),
        ("identite", IdentityStep),
        ("adresse", AddressStep),
        ("etudes", StudiesStep),
        ("logement", HousingStep),
        ("heures", HoursStep),
        ("motivation", MotivationStep),
        ("documents", DocumentsStep),
        ("verifier", CheckStep),
    ),
    exits={"situation": exit_from_situation},
    route=lambda answers: "colocation",
    contact=contact,
    names_service_in_mail=True,
    answer_within=WorkingDays(default=15, at_most=40),
    on_submit=put_on_list,
    on_accept=admit,
    on_close=leave,
    public_part="forms/parts/room.html",
    staff_part="forms/parts/room_staff.html",
    columns=(
        Column(pgettext_lazy("list", "Studies"), "etudes", "course"),
        Column(pgettext_lazy("list", "Arrival"), "logement", "arrival"),
    ),
    sieves=(Sieve("soin", pgettext_lazy("list", "Studies in care"), "care_related", ("etudes",)),),
    keep_for=Keep(default=timedelta(days=90), at_most=timedelta(days=365), at_least=APPEAL),
    next_steps=(
        (
            gettext_lazy("The team reads your application"),
            gettext_lazy("Everything you wrote is read, and nothing else counts."),
        ),
        (
            gettext_lazy("We talk about it with you"),
            gettext_lazy("At the care home or by video, with a sign language interpreter if you asked for one."),
        ),
        (gettext_lazy("A written answer"), gettext_lazy("Yes or no, and why, the way you chose.")),
    ),
)
