"""When a staff session ends, and what of the browser's session stays."""

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from forms import device
from home.signin import enrolment
from tests.home.signin.conftest import PASSWORD, give_code, opens, sign_in

NOON = "2026-11-23 12:00:00+01:00"
MINUTE, HOUR = 60, 3600


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_signing_in_gives_a_new_session_id_and_leaves_what_a_resident_opened_behind(client, protected):
    session = client.session
    session[device.DRAFTS] = ["a-draft"]
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client)
    give_code(client)
    assert client.session.session_key != before
    assert device.DRAFTS not in client.session


def test_every_key_that_a_resident_holds_outlives_a_staff_session(settings):
    assert set(settings.VISITOR_SESSION_KEYS) == {device.DRAFTS, device.FOLLOWED}


def test_thirty_minutes_without_use_end_a_session(clock, inside):
    clock.shift(29 * MINUTE)
    assert opens(inside)
    clock.shift(29 * MINUTE)
    assert opens(inside)
    clock.shift(31 * MINUTE)
    assert not opens(inside)


def test_ten_hours_end_a_session_however_busy(clock, inside):
    for _twenty_minutes in range(30):
        assert opens(inside, reverse("mfa_index"))
        clock.shift(20 * MINUTE)
    clock.shift(1)
    assert not opens(inside, reverse("mfa_index"))


def test_public_pages_do_not_keep_a_session_awake(clock, inside):
    for _round in range(4):
        clock.shift(10 * MINUTE)
        inside.get("/sante/vif")
    assert not opens(inside)


def test_a_half_session_lasts_a_quarter_of_an_hour(clock, client, agent):
    sign_in(client)
    clock.shift(16 * MINUTE)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def by_group(user):
    user.groups.add(Group.objects.get(name="slime"))


def by_loss(user):
    user.groups.clear()


def by_right(user):
    user.user_permissions.add(Permission.objects.get(codename="add_helpnumber"))


def by_right_of_the_group(user):
    user.groups.get().permissions.add(Permission.objects.get(codename="add_helpnumber"))


def by_password(user):
    user.set_password("une autre phrase longue")
    user.save()


def by_closing(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def by_promotion(user):
    User.objects.filter(pk=user.pk).update(is_superuser=True)


def by_reset(user):
    enrolment.reset(user, by=User.objects.create_user("admin"))


CHANGES = [by_group, by_loss, by_right, by_right_of_the_group, by_password, by_closing, by_promotion, by_reset]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_rights_ends_every_session_at_once_and_no_draft(inside, protected, change):
    session = inside.session
    session[device.DRAFTS] = ["a-draft"]
    session.save()
    assert opens(inside, reverse("mfa_index"))
    change(protected)
    assert not opens(inside, reverse("mfa_index"))
    assert "_auth_user_id" not in inside.session
    assert inside.session[device.DRAFTS] == ["a-draft"]


def test_a_form_sent_too_late_comes_back_as_typed(clock, inside):
    clock.shift(2 * HOUR)
    response = inside.post("/gestion/account/", {"first_name": "Une phrase longue", "old_password": "secrète"})
    assert response.status_code == 403
    assert "Une phrase longue" in response.content.decode()
    assert "secrète" not in response.content.decode()


def test_the_next_sign_in_page_says_why(clock, inside):
    clock.shift(2 * HOUR)
    inside.get("/gestion/")
    assert inside.get(reverse("account_login")).context["ended"]
    assert not inside.get(reverse("account_login")).context["ended"]


def test_changing_ones_own_password_ends_the_other_sessions_only(inside, protected, client_elsewhere):
    new = {"password1": "encore une autre phrase", "password2": "encore une autre phrase"}
    response = inside.post(reverse("account_change_password"), {"oldpassword": PASSWORD} | new)
    assert response.status_code == 302
    assert opens(inside)
    assert not opens(client_elsewhere)


@pytest.fixture
def client_elsewhere(client, protected, inside, clock):
    other = type(client)()
    clock.shift(2 * MINUTE)  # another code
    sign_in(other)
    give_code(other)
    assert opens(other)
    return other


def test_only_a_post_signs_out(inside):
    for address in (reverse("account_logout"), "/gestion/logout/"):
        inside.get(address)
        assert opens(inside)
    inside.post("/gestion/logout/")
    assert not opens(inside)


def test_the_gate_costs_one_query(inside, django_assert_num_queries, rf):
    from home.signin import sessions

    request = rf.get("/gestion/")
    request.session = inside.session
    with django_assert_num_queries(5):  # session, user, two for the rights that the page asks anyway, and ours
        user, worth = sessions.person(request)
    assert worth is sessions.Worth.FULL
    with django_assert_num_queries(0):
        assert user.has_perm("wagtailadmin.access_admin")
