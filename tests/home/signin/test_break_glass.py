"""Every right for a few hours: by command alone, told at once, ended by itself."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.records.models import Notification
from home.signin import glass
from home.signin.models import BreakGlass
from tests.database import settle_roles
from tests.home.signin.conftest import opens

pytestmark = pytest.mark.django_db

REASON = "Le site est en panne et personne ne peut publier"


@pytest.fixture
def people():
    settle_roles()
    for name in ("dpo", "responsable"):
        User.objects.create_user(name, email=f"{name}@exemple.fr").groups.set(Group.objects.filter(name=name))
    return User.objects.create_user("technique", email="technique@exemple.fr")


def break_glass(*options):
    call_command("break_glass", "technique", "--reason", REASON, *options)


def is_super(account):
    return User.objects.get(pk=account.pk).is_superuser


def test_it_opens_for_hours_and_the_officer_and_the_lead_are_told_why(people, settings):
    break_glass("--hours", "2")
    assert is_super(people)
    assert {row.to for row in Notification.objects.all()} == {"dpo@exemple.fr", "responsable@exemple.fr"}
    assert all(REASON in row.body for row in Notification.objects.all())
    [entry] = ModelLogEntry.objects.filter(action="signin.glass_broken")
    assert entry.data == {"hours": 2}


def test_the_sweep_ends_it_and_says_so(people):
    break_glass("--hours", "2")
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=59)):
        glass.end_over()
        assert is_super(people)
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        call_command("deliver_notices", stdout=StringIO())
        assert not is_super(people)
        assert glass.end_over() == 0
    assert ModelLogEntry.objects.filter(action="signin.glass_ended").count() == 1
    assert Notification.objects.count() == 4


def test_without_any_sweep_the_next_click_ends_it(people, client, settings):
    settings.STAFF_MFA = False
    break_glass("--hours", "1")
    client.force_login(User.objects.get(pk=people.pk))
    assert opens(client)
    BreakGlass.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not opens(client)
    assert not is_super(people)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("options", [["--hours", "0"], ["--hours", "9"], ["--hours", "1", "--reason", " "]])
def test_it_takes_a_reason_and_few_hours(people, options):
    with pytest.raises(CommandError):
        break_glass(*options)
    assert not is_super(people)


def test_it_opens_neither_twice_nor_for_a_closed_account(people):
    break_glass()
    with pytest.raises(CommandError):
        break_glass()
    User.objects.update(is_superuser=False, is_active=False)
    BreakGlass.objects.all().delete()
    with pytest.raises(CommandError):
        break_glass()


def test_the_table_holds_one_open_access_an_account(people):
    break_glass()
    with pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.create(user=people, reason=REASON, until=timezone.now())
