"""Signing up for a course at the third place: seats go to those who ask first, or a place on the waiting list."""

from datetime import datetime, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from forms.brief import BriefStep
from forms.columns import Column, Sieve
from forms.intake import Answers, Contact, Intake, Keep, NotPossible, Step, Withdrawal, WorkingDays
from forms.intakes import people
from forms.intakes.fields import ChoiceField, LongTextField, ManyField, PhoneField, TextField
from forms.intakes.sessions import NONE_SUITS, SessionField
from forms.workflow import Status
from home.records import hashing
from programmes import events
from programmes.agenda import session_calendar
from programmes.models.enrolments import NEEDS
from programmes.services import courses, sheets

MYSELF, SOMEONE = "self", "someone"
WHO = [(MYSELF, gettext_lazy("For me")), (SOMEONE, gettext_lazy("For someone I help"))]
PARTIES = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
EASE = [
    ("never", gettext_lazy("Never yet")),
    ("helped", gettext_lazy("With some help")),
    ("alone", gettext_lazy("Yes, by myself")),
]
LEND = "lend"
DEVICES = [("own", gettext_lazy("I bring my own")), (LEND, gettext_lazy("I need one on the spot"))]
SUPPORT = [
    ("lsf", gettext_lazy("An interpreter in French sign language (LSF)")),
    ("access", gettext_lazy("A place without steps, suited to a disability")),
    ("childcare", gettext_lazy("Someone to look after a child meanwhile")),
]
REPLIES = [(way, label) for way, label in people.REPLIES if way != "letter"]  # sessions come sooner than letters


class SessionStep(Step):
    title = gettext_lazy("Which session?")
    session = SessionField(label=gettext_lazy("Your session"))

    @property
    def lead(self) -> str:
        if any(key != NONE_SUITS for key, _words in self.fields["session"].choices):
            return _("Your seat is taken when you send, on the last page. Seats go to those who ask first.")
        return _(
            "No session is open for sign-up at the moment. Choose “No session suits me” to see what else you can do."
        )


class PartyStep(Step):
    title = gettext_lazy("Who comes?")
    writer = ChoiceField(
        label=gettext_lazy("This sign-up is"),
        choices=WHO,
        required_message=gettext_lazy("Choose for whom you sign up"),
    )
    helper = TextField(label=gettext_lazy("If you help someone: your name"), required=False)
    link = TextField(
        label=gettext_lazy("If you help someone: who you are to them"),
        limit=60,
        required=False,
        help_text=gettext_lazy("For example: daughter, neighbour, social worker."),
    )
    party = ChoiceField(
        label=gettext_lazy("How many people come?"),
        choices=PARTIES,
        help_text=gettext_lazy("Everyone together: if there are not enough seats, the whole group waits."),
        required_message=gettext_lazy("Choose how many people come"),
    )
    others = LongTextField(
        label=gettext_lazy("First names of the others"),
        limit=160,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Only if you are two or more. One name a line."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("writer") == SOMEONE:
            self._require("helper", _("Type your name, as you help someone"))
            self._require("link", _("Say who you are to the person you help"))
        else:
            cleaned["helper"] = cleaned["link"] = ""
        if cleaned.get("party", "1") == "1":
            cleaned["others"] = ""
        else:
            self._require("others", _("Type the first names of the others who come"))
        return cleaned

    def _require(self, name: str, message: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


class ReachStep(people.ContactStep):
    title = gettext_lazy("How can we reach the person who comes?")
    lead = gettext_lazy("Give an e-mail, a phone number, or both. If you help someone, they can be yours.")
    given_name = TextField(
        label=gettext_lazy("First name of the person who comes"),
        autocomplete="given-name",
        required_message=gettext_lazy("Type the first name"),
    )
    family_name = TextField(
        label=gettext_lazy("Last name of the person who comes"),
        autocomplete="family-name",
        required_message=gettext_lazy("Type the last name"),
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    preference = ChoiceField(
        label=gettext_lazy("How do you prefer to have our answer?"),
        choices=REPLIES,
        required_message=gettext_lazy("Choose how we can answer you"),
    )
    field_order = ("given_name", "family_name")


class NeedsStep(BriefStep):
    figure = NEEDS
    title = gettext_lazy("What would help you?")
    lead = gettext_lazy("You can leave this page empty. Say what would help, not why: nothing about health.")
    phone_ease = ChoiceField(label=gettext_lazy("Do you use a smartphone or a computer?"), choices=EASE, required=False)
    message_ease = ChoiceField(label=gettext_lazy("Do you write messages with it?"), choices=EASE, required=False)
    procedure_ease = ChoiceField(
        label=gettext_lazy("Do you deal with public services on the internet?"), choices=EASE, required=False
    )
    device = ChoiceField(label=gettext_lazy("A device for the session"), choices=DEVICES, required=False)
    support = ManyField(
        label=gettext_lazy("Something for us to arrange"),
        choices=SUPPORT,
        required=False,
        help_text=gettext_lazy("Your seat is kept, and the team tells you if it can be arranged."),
    )

    @staticmethod
    def served(before: datetime) -> QuerySet:
        return sheets.served(before).values("reference")


class CheckStep(Step):
    title = gettext_lazy("Check, then send")
    lead = gettext_lazy("Nothing is sent yet. You can still change everything.")


def exit_from_session(answers) -> str:
    return "forms/exits/ateliers.html" if answers["session"] == NONE_SUITS else ""


def contact(answers: Answers) -> Contact:
    reach = answers["contact"]
    name = f"{reach['given_name']} {reach['family_name']}"
    return Contact(name, reach["email"], reach["phone"], reach["preference"])


def take_seats(reference: str, answers: Answers) -> None:
    """First come, first served. One person, known by name and by one way to reach them, has seats once a session."""
    person = contact(answers)
    who = " ".join([*sorted(hashing.name_words(person.name)), person.phone or person.email.casefold()])
    try:
        courses.take_seats(
            int(answers["seance"]["session"]),
            reference,
            party=int(answers["pour-qui"]["party"]),
            contact_digest=hashing.digest("enrolment", who),
            coming=courses.Coming(person.name, answers["pour-qui"]["others"], needs_in_words(answers)),
        )
    except courses.SessionFull:
        raise NotPossible(
            "seance",
            _("Not enough places are left at this session. Nothing is lost: choose another session, or fewer people."),
        ) from None
    except courses.SessionClosed:
        raise NotPossible(
            "seance", _("This session has just closed. Your other answers are kept: choose another session.")
        ) from None
    except courses.AlreadyEnrolled:
        raise NotPossible(
            "seance",
            _("You are already signed up for this session. To see or cancel it, follow your first request."),
        ) from None


def needs_in_words(answers: Answers) -> tuple[str, ...]:
    """What the team has to arrange, in its own language."""
    needs = answers["besoins"]
    with override("fr"):
        asked = [str(label) for code, label in SUPPORT if code in needs["support"]]
        return (*asked, _("A device on the spot")) if needs["device"] == LEND else tuple(asked)


def confirm(reference: str, answers: Answers, by) -> None:
    """An agent says yes: whoever waits is given seats, if there are."""
    try:
        courses.confirm(reference, by=by)
    except courses.SessionFull:
        raise NotPossible("", _("No seats are free for this party: wait for a cancellation, or add seats.")) from None
    except courses.SeatsGone:
        raise NotPossible(
            "",
            _("The seats were given back, or the offer lapsed: this sign-up is over. Enter a new one with the person."),
        ) from None
    except courses.SessionClosed:
        raise NotPossible("", _("This session has started or is cancelled: nobody can be enrolled any more.")) from None


def give_back(reference: str, answers: Answers, by) -> None:
    courses.cancel(reference, by=by)


def needs_someone(answers: Answers) -> bool:
    needs = answers["besoins"]
    return bool(needs["support"]) or needs["device"] == LEND


def on_followup(event: str, answers: Answers) -> Status | None:
    """Seats taken by whom asked first are a yes at once, unless the team has something to arrange."""
    return Status.ACCEPTED if event == events.ENROLLED and not needs_someone(answers) else None


intake = Intake(
    slug="ateliers",
    title=gettext_lazy("Sign up for a digital course"),
    send_label=gettext_lazy("Send and take my seat"),
    steps=(
        ("seance", SessionStep),
        ("pour-qui", PartyStep),
        ("contact", ReachStep),
        ("besoins", NeedsStep),
        ("verifier", CheckStep),
    ),
    exits={"seance": exit_from_session},
    route=lambda answers: "ateliers",
    contact=contact,
    names_service_in_mail=True,
    answer_within=WorkingDays(default=5, at_most=20),
    columns=(
        Column(pgettext_lazy("list", "People"), "pour-qui", "party"),
        Column(pgettext_lazy("list", "Needs"), "besoins", "support"),
    ),
    sieves=(Sieve("personnes", pgettext_lazy("list", "People"), "party", ("pour-qui",)),),
    keep_for=Keep(default=timedelta(days=365), at_most=timedelta(days=365)),
    announces=courses.latest_addition,
    on_submit=take_seats,
    on_accept=confirm,
    on_close=give_back,
    on_followup=on_followup,
    calendar=session_calendar,
    public_part="forms/parts/seats.html",
    staff_part="forms/parts/seats_staff.html",
    withdrawal=Withdrawal(
        label=gettext_lazy("Cancel my seat"),
        lead=gettext_lazy("Your seat, or your place on the waiting list, goes to other people. You need not say why."),
        yes=gettext_lazy("Yes, cancel my seat"),
    ),
    next_steps=(
        (
            gettext_lazy("With a seat: come to the session"),
            gettext_lazy("Nothing to bring but your number. If you asked for something, the team contacts you first."),
        ),
        (
            gettext_lazy("On the waiting list: seats that are freed are offered in turn"),
            gettext_lazy("You have 48 hours to say yes, or 12 when the session is near. Your rank is on your request."),
        ),
        (
            gettext_lazy("You cannot come any more?"),
            gettext_lazy("Cancel your seat, even on the day: someone is waiting for it."),
        ),
    ),
)
