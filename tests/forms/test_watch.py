"""Being told when a request opens: nobody is put on the list by somebody else, one mail is sent, one press stops it."""

import re
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, now

from forms.intakes import INTAKES
from forms.models import IntakeSettings, IntakeWatch
from forms.services import watching
from forms.watching import MAILS_PER_ADDRESS
from home.records.models import Notification
from programmes.models import CourseSession
from tests.forms.conftest import page_of
from tests.forms.factories import IntakeWatchFactory
from tests.forms.officers import round_of_the_day

pytestmark = pytest.mark.django_db
WATCH = reverse("forms:watch", args=["colocation"])
ADDRESS = "canari@exemple.fr"


@pytest.fixture
def closed():
    return IntakeSettings.objects.create(intake="colocation", closes_on=localdate() - timedelta(days=9))


@pytest.fixture
def mailed(django_capture_on_commit_callbacks):
    """Does something, and gives the mails that left because of it."""

    def run(act):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return run


def links(message) -> list[str]:
    return re.findall(r"http://[^/]+(/\S+)", message.body)


def tell() -> str:
    out = StringIO()
    call_command("tell_openings", stdout=out)
    return out.getvalue()


def test_an_address_is_on_the_list_once_confirmed_from_its_mailbox(client, closed, mailed):
    [message] = mailed(lambda: client.post(WATCH, {"email": ADDRESS}))
    confirm, stop = links(message)
    assert message.to == [ADDRESS]
    assert client.get(confirm).status_code == 200
    assert IntakeWatch.objects.get().confirmed_at is None
    client.post(confirm)
    watch = IntakeWatch.objects.get()
    assert watch.confirmed_at
    assert watch.purge_on == localdate() + timedelta(days=365)
    assert reverse("forms:watch_stop", args=[confirm.split("/")[-2]]) == stop


@pytest.mark.parametrize("slug", ["colocation", "signalement"])
def test_mails_name_the_service_only_if_declared_and_never_the_person(slug):
    watch = IntakeWatchFactory(intake=slug)
    for subject, body in (watching.confirmation(watch), watching.news(watch)):
        assert (str(INTAKES[slug].title) in body) == INTAKES[slug].names_service_in_mail
        assert INTAKES[slug].names_service_in_mail or slug not in subject + body
        assert "canari" not in subject + body


def test_asking_again_answers_the_same_and_writes_once_a_day_until_confirmed(client, closed, mailed):
    first, again = client.post(WATCH, {"email": ADDRESS}), client.post(WATCH, {"email": ADDRESS.upper()})
    assert Notification.objects.count() == IntakeWatch.objects.count() == 1
    with time_machine.travel(now() + timedelta(days=1)):
        client.post(WATCH, {"email": ADDRESS})
    assert Notification.objects.count() == 2
    watching.confirm(IntakeWatch.objects.get().pk)
    with time_machine.travel(now() + timedelta(days=2)):
        known = client.post(WATCH, {"email": ADDRESS})
    assert Notification.objects.count() == 2
    assert first.url == again.url == known.url
    assert client.get(first.url).status_code == 200


def test_a_bad_address_is_corrected_on_a_page_of_its_own(client, closed):
    page = client.post(WATCH, {"email": "canari"})
    assert page.context["form"].errors["email"]
    assert not IntakeWatch.objects.exists()


def test_a_connection_asks_for_so_many_mails_a_day(client, closed, mailed):
    for rank in range(MAILS_PER_ADDRESS + 1):
        page = client.post(WATCH, {"email": f"canari{rank}@exemple.fr"})
    assert page.context["form"].non_field_errors()
    assert IntakeWatch.objects.count() == MAILS_PER_ADDRESS


def test_an_open_request_leads_to_its_start_unless_it_announces_news(client, monkeypatch):
    assert client.get(WATCH).url == reverse("forms:start", args=["colocation"])
    monkeypatch.setitem(INTAKES, "colocation", replace(INTAKES["colocation"], announces=timezone.now))
    assert client.get(WATCH).status_code == 200
    assert client.get(reverse("forms:watch", args=["licornes"])).status_code == 404


def test_one_press_stops_and_following_the_link_does_not(client, closed, mailed):
    _confirm, stop = links(mailed(lambda: client.post(WATCH, {"email": ADDRESS}))[0])
    assert client.get(stop).status_code == 200
    assert IntakeWatch.objects.exists()
    assert client.post(stop).status_code == 200
    assert not IntakeWatch.objects.exists()
    assert client.post(stop).status_code == client.get(stop).status_code == 200


def test_mail_programs_can_press_the_button_themselves(closed, mailed):
    [message] = mailed(lambda: watching.ask("colocation", ADDRESS, language="fr"))
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https?://[^/]+(/\S+)>", message.extra_headers["List-Unsubscribe"])[1]
    Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert not IntakeWatch.objects.exists()


def test_a_link_that_is_not_ours_opens_nothing(client):
    watch = IntakeWatchFactory()
    for name in ("watch_confirm", "watch_stop"):
        client.post(reverse(f"forms:{name}", args=[f"{watch.pk}.0"]))
    assert IntakeWatch.objects.get().confirmed_at is None


def test_when_it_opens_each_confirmed_address_gets_one_mail_and_goes(closed, mailed):
    IntakeWatchFactory(confirmed=True, email=ADDRESS)
    unconfirmed = IntakeWatchFactory()
    elsewhere = IntakeWatchFactory(confirmed=True, intake="univers")
    IntakeSettings.objects.create(intake="univers", opens_on=localdate() + timedelta(days=9))
    assert mailed(tell) == []
    closed.opens_on = localdate()
    closed.save()
    [message] = mailed(tell)
    assert message.to == [ADDRESS]
    assert mailed(tell) == []
    assert set(IntakeWatch.objects.all()) == {unconfirmed, elsewhere}


def test_new_sessions_are_told_to_those_who_asked_before_them(mailed):
    IntakeWatchFactory(intake="ateliers", confirmed=True)
    CourseSession.objects.update(created_at=timezone.now() - timedelta(days=1))
    assert mailed(tell) == []
    CourseSession.objects.update(created_at=timezone.now() + timedelta(seconds=1))
    [message] = mailed(tell)
    assert reverse("forms:start", args=["ateliers"]) in message.body
    assert not IntakeWatch.objects.exists()


def test_without_a_session_there_is_no_news(mailed):
    IntakeWatchFactory(intake="ateliers", confirmed=True)
    CourseSession.objects.update(cancelled_at=timezone.now())
    assert mailed(tell) == []


def test_who_finds_no_session_is_led_to_the_list(client, held):
    draft = held(intake="ateliers", answers={"seance": {"typed": {"session": ["none"]}, "version": 1}})
    assert reverse("forms:watch", args=["ateliers"]) in client.get(page_of(draft, "sortie")).content.decode()


def test_old_addresses_are_deleted_whether_confirmed_or_not(closed):
    kept = IntakeWatchFactory()
    IntakeWatchFactory(purge_on=localdate() - timedelta(days=1))
    round_of_the_day()
    assert list(IntakeWatch.objects.all()) == [kept]
