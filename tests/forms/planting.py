"""Canaries beyond the public pages: in what teams, partners and the follow-ups write, each by the verb that writes it.

The texts that staff give to steps, reasons and ready-made messages, and their translations, are no place for one: they
are published, and nothing of a person is in them.
"""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Errand, IntakeWatch, Submission
from forms.models.casework import Flaw
from forms.services import (
    answering,
    asking,
    deciding,
    expiring,
    exporting,
    messaging,
    networking,
    noting,
    reviewing,
    rights,
    watching,
)
from forms.services.errands import finish, owe_errand
from forms.services.submitting import submit
from home.records.models import Record
from home.records.rotation import encrypted_fields
from programmes.services import courses, energy_alerts, home_visits, households, insertion
from programmes.services.flatshares import listing
from tests.forms.canaries import Aviary
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory, OrganisationFactory, SubmissionFactory
from tests.forms.nasty import upload
from tests.forms.officers import officer
from tests.forms.samples import sample
from tests.programmes.course_factories import CourseSessionFactory
from tests.programmes.energy_factories import WorkerFactory
from tests.programmes.insertion_factories import team


def plant(aviary: Aviary) -> None:
    for part in (casework, late_document, network, unsent, watches, seats, rooms, groups, home_followed, exported):
        part(aviary)


def casework(aviary: Aviary) -> None:
    """A request typed at the desk, then noted on, written about, asked about, told of by a task."""
    agent = AgentFactory(inbox=InboxFactory(slug="contact"))
    submission = typed_at_the_desk(aviary, agent)
    deciding.take(submission, by=agent)
    noting.note(submission, aviary.word("note"), by=agent, mentioned=[agent])
    messaging.write(submission, aviary.word("message to the person") + " {nom}", by=agent)
    answering.answer(deciding.ask(submission, aviary.word("question"), by=agent), aviary.word("answer to an agent"))
    asking.ask(submission, aviary.word("title of a document"), aviary.word("why a document"), by=agent)
    finish(owe_errand(submission, Errand.Kind.CALL, Errand.About.NEWS, "canary"), by=agent)


def typed_at_the_desk(aviary: Aviary, agent: User) -> Submission:
    typed = aviary.plant("contact", sample("contact").plainest)
    draft = DraftFactory(intake="contact", channel="desk", entered_by=agent)
    return submit(draft, answers=Journey(INTAKES["contact"], typed).answers, language="fr")


def late_document(aviary: Aviary) -> None:
    """Promised, sent from the follow-up page, then refused with words."""
    submission, browser = SubmissionFactory(answers={"documents": {"identite": ["paper"]}}), Client()
    browser.post(reverse("forms:follow"), {"reference": submission.reference, "code": "K7M4QX"})
    content, name = aviary.word("late document").encode() * 50, aviary.word("name of a late document")
    browser.post(reverse("forms:late_slot", args=["identite"]), {"files": [upload(content, f"{name}.jpg")]})
    assert submission.files.count() == 1
    reviewing.reject(submission, "identite", Flaw.OTHER, aviary.word("flaw of a document"), by=AgentFactory())


def network(aviary: Aviary) -> None:
    lead = officer("chef", "responsable")
    mail = aviary.planted("mail of a partner", "serinqreseau@exemple.fr")
    names = {name: aviary.word(f"{name} of a partner") for name in ("given_name", "family_name", "job")}
    phone = aviary.planted("phone of a partner", "06 71 990001")
    networking.approve(by=lead, organisation=OrganisationFactory(), email=mail, phone=phone, **names)
    networking.mail_link(mail)


def unsent(aviary: Aviary) -> None:
    """A draft whose address gets the warning of its end."""
    draft = DraftFactory(email=aviary.planted("mail of a draft", "serinqbrouillon@exemple.fr"))
    expiring.warn(draft)


def watches(aviary: Aviary) -> None:
    watching.ask("univers", aviary.planted("mail of a watch", "serinqattend@exemple.fr"), language="fr")
    watching.confirm(IntakeWatch.objects.latest("created_at").pk)


def seats(aviary: Aviary) -> None:
    coming = courses.Coming(*(aviary.word(f"{what} on a sheet") for what in ("name", "others")), (aviary.word("need"),))
    courses.take_seats(CourseSessionFactory().pk, "K7M4-SEAT", party=2, contact_digest="somebody", coming=coming)


def rooms(aviary: Aviary) -> None:
    days = {"flats": [], "arrival": "2027-09", "departure": "2028-06", "step_free": False, "care": True}
    application = listing.Application(name=aviary.word("candidate"), availability=[aviary.word("free")], **days)
    listing.put_on_list("K7M4-ROOM", application, team=InboxFactory().team)


def groups(aviary: Aviary) -> None:
    team()
    insertion.put_on_list("K7M4-MEMB", name=aviary.word("member"), spaces=[aviary.word("space")], by=None)


def home_followed(aviary: Aviary) -> None:
    worker = WorkerFactory()
    told = {what: aviary.word(f"{what} of a home") for what in ("name", "street", "address")}
    phone, home = aviary.planted("phone of a home", "06 71 990102"), {"people": aviary.word("people of a home")}
    flagged = energy_alerts.Flagged(
        phone=phone, postcode="34000", home=home, cut_off_on=None, fragile=True, cold=True, by_household=True, **told
    )
    household = energy_alerts.open_household("K7M4-HOME", flagged, by=worker)
    households.note_attempt(household, "phone", "reached", by=worker)
    home_visits.keep_door_code(household, aviary.word("door code"), by=worker)
    home_visits.write_diagnostic(household, "social", aviary.word("diagnostic"), by=worker)
    agreed = aviary.word("agreement to pass on")
    households.record_consent(household, "landlord", agreed, "said", timezone.localdate(), by=worker)
    plan = {"level": 1, "due_on": timezone.localdate(), "text": aviary.word("plan")}
    households.add_plan_item(household, by=worker, **plan)


def exported(aviary: Aviary) -> None:
    """The list for a lead, and all that is held on one person for that person."""
    lead = officer("chef", "responsable")
    exporting.ask(kind="csv", reason="control", intake="", since=timezone.now() - timedelta(days=1), by=lead)
    exporting.make_due()
    packed = rights.export(Submission.objects.all(), by=officer(), reason="access")
    assert len(packed) > 1000


def columns_without_a_word() -> set[str]:
    """The sealed columns of rows about people of which no row says anything: the walk went by them."""
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    columns = [(model, field.name) for model in models for field in encrypted_fields(model)]
    return {
        f"{model.__name__}.{name}"
        for model, name in columns
        if not any(
            row for row in model._default_manager.filter(**{f"{name}__isnull": False}).values_list(name, flat=True)
        )
    }
