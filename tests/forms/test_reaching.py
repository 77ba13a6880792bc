"""By which way people are told: the one they asked for, else another one; never none."""

from itertools import product

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from forms.models import Errand
from forms.services import deciding, errands, following, passing
from forms.services.reaching import Way, choose, short
from forms.workflow import Status
from home.records.delivery import deliver_due
from home.records.models import Notification
from home.records.texting import fits
from programmes import events
from tests.forms.factories import AgentFactory, InboxFactory, SubmissionFactory, TeamFactory

pytestmark = pytest.mark.django_db
MOBILE, LANDLINE = "+33612345678", "+33467001122"


def contact(preference="", **given):
    return {"email": "", "phone": "", "preference": preference} | given


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.mark.parametrize(
    ("reach", "way"),
    [
        (contact("email", email="a@b.fr", phone=MOBILE), Way.EMAIL),
        (contact("sms", email="a@b.fr", phone=MOBILE), Way.SMS),
        (contact("sms", email="a@b.fr", phone=LANDLINE), Way.EMAIL),
        (contact("call", email="a@b.fr", phone=LANDLINE), Way.CALL),
        (contact("call", email="a@b.fr", phone=LANDLINE, no_calls=True), Way.EMAIL),
        (contact("call", phone=MOBILE, no_calls=True), Way.SMS),
        (contact("call", phone=LANDLINE, no_calls=True, address=["A", "B"]), Way.LETTER),
        (contact("letter", email="a@b.fr", address=["A", "B"]), Way.LETTER),
        (contact("letter", phone=LANDLINE), Way.CALL),
        (contact("lsf", email="a@b.fr"), Way.VIDEO),
        (contact("pigeon", phone=MOBILE), Way.SMS),
        (contact("letter"), Way.NONE),
        ({}, Way.NONE),
    ],
)
def test_the_way_is_the_one_asked_for_else_the_next_that_there_is(reach, way):
    assert choose(reach) == way


def test_nobody_is_called_who_asked_not_to_be_and_nobody_is_left_out(agent):
    ways = [*(way.value for way in Way if way != Way.NONE), ""]
    every = product(ways, ["", "a@b.fr"], ["", MOBILE, LANDLINE], [False, True], [[], ["A", "B"]])
    for number, (preference, email, phone, no_calls, address) in enumerate(every):
        reach = contact(preference, email=email, phone=phone, no_calls=no_calls, address=address)
        assert not (no_calls and choose(reach) == Way.CALL)
        if number % 7 == 0:
            request = SubmissionFactory(in_review=True, assignee=agent, contact=reach)
            deciding.ask(request, "Quand ?", by=agent)
            assert request.errands.count() + Notification.objects.filter(record_id=request.pk).count() >= 1


def test_what_only_confirms_goes_at_once_if_it_can():
    assert choose(contact("letter", email="a@b.fr", address=["A"]), at_once=True) == Way.EMAIL
    assert choose(contact("sms", email="a@b.fr", phone=MOBILE), at_once=True) == Way.SMS
    assert choose(contact("letter", address=["A"]), at_once=True) == Way.LETTER


def test_who_has_no_mail_owes_the_team_a_letter_once(agent):
    request = SubmissionFactory(in_review=True, assignee=agent, contact=contact("letter", address=["Zoé", "1 rue"]))
    deciding.move(request, Status.ACCEPTED, by=agent)
    errand = Errand.objects.get()
    assert (errand.kind, errand.about, errand.team, errand.done_at) == ("letter", "news", request.team, None)
    again = errands.owe_errand(request, Errand.Kind.LETTER, Errand.About.NEWS, errand.event.rpartition(":")[0])
    assert again == errand


def test_sign_language_is_a_task_and_a_word_at_once(agent):
    request = SubmissionFactory(in_review=True, assignee=agent, contact=contact("lsf", phone=MOBILE))
    deciding.ask(request, "Quand ?", by=agent)
    assert (Errand.objects.get().kind, Notification.objects.get().channel) == ("video", "sms")


@pytest.mark.parametrize("about", Errand.About.values)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("site", ["https://solidarites.montpellier.fr", f"https://{'x' * 90}.fr"])
def test_a_text_message_is_one_message_with_the_number_and_nothing_personal(settings, about, language, site):
    from django.utils.translation import override

    settings.SITE_URL = site
    with override(language):
        text = short("K7M4-2QXD", Errand.About(about))
    assert fits(text)
    assert "K7M4-2QXD" in text
    assert about == "code" or site in text


def test_an_address_refused_for_good_is_a_task_at_once(settings, agent):
    settings.EMAIL_BACKEND = "tests.home.records.mail.Refusing"
    request = SubmissionFactory(in_review=True, assignee=agent)
    deciding.ask(request, "Quand ?", by=agent)
    deliver_due(timezone.now())
    deliver_due(timezone.now())
    errand = Errand.objects.get()
    assert (errand.kind, errand.about, errand.submission) == ("other_way", "question", request)
    assert Notification.objects.get().failed_at


def test_a_busy_mailbox_is_no_task_yet(settings, agent):
    settings.EMAIL_BACKEND = "tests.home.records.mail.Busy"
    deciding.ask(SubmissionFactory(in_review=True, assignee=agent), "Quand ?", by=agent)
    deliver_due(timezone.now())
    assert not Errand.objects.exists()
    Notification.objects.update(tries=19, due_at=timezone.now())
    deliver_due(timezone.now())
    assert Errand.objects.get().kind == "other_way"


def test_a_mail_to_staff_that_is_refused_is_no_task_about_the_person(settings):
    settings.EMAIL_BACKEND = "tests.home.records.mail.Refusing"
    from home.records.notices import owe

    owe(event="x", record=SubmissionFactory(), to="agent@exemple.fr", subject="s", body="b")
    deliver_due(timezone.now())
    assert not Errand.objects.exists()


def test_a_task_is_done_once_and_the_first_name_stays(agent):
    errand = errands.owe_errand(SubmissionFactory(), Errand.Kind.CALL, Errand.About.NEWS, "x")
    errands.finish(errand, by=agent)
    errands.finish(errand, by=User.objects.create(username="later"))
    assert Errand.objects.get().done_by == agent


def test_tasks_go_with_their_request_to_the_other_team(agent):
    errand = errands.owe_errand(SubmissionFactory(), Errand.Kind.CALL, Errand.About.NEWS, "x")
    other = InboxFactory(slug="contact", team=TeamFactory(name="contact"))
    passing.reroute(errand.submission, other, "pour vous", by=agent)
    assert Errand.objects.get().team == other.team


def test_the_letter_goes_to_who_gets_the_answer():
    from forms.intakes.joining import contact as reach_of

    page = {"line1": "7 rue Témoin", "line2": "", "postcode": "34000", "city": "Ici", "country": "France"}
    ways = {"email": "", "phone": "", "preference": "letter"}
    answers = {"personne": {"given_name": "Zoé", "family_name": "Canari"}, "aidant": ways | {"name": "Ondine Serin"}}
    assert reach_of(answers | {"adresse": page}).address == ("Ondine Serin", "7 rue Témoin", "34000 Ici")
    assert reach_of(answers | {"joindre": ways, "son-adresse": page}).address[0] == "Zoé Canari"


@pytest.mark.parametrize(
    ("reach", "owed", "tasks", "more"),
    [
        (contact("letter", email="a@b.fr", address=["A", "B"]), ["email"], ["letter"], 5),
        (contact("call", phone=MOBILE), ["sms"], ["call"], 5),
        (contact("letter", address=["A", "B"]), [], ["letter"], 5),
        (contact("email", email="a@b.fr"), ["email"], [], 0),
    ],
)
def test_an_offer_with_an_end_leaves_at_once_too_and_lasts_longer_for_who_waits_for_the_post(reach, owed, tasks, more):
    submission = SubmissionFactory(contact=reach)
    assert events.more_days(submission.reference) == more
    following.follow(reference=submission.reference, event=events.OFFERED, by=None, tell="1", bystander=True)
    assert [notice.channel for notice in Notification.objects.all()] == owed
    assert [errand.kind for errand in Errand.objects.all()] == tasks
