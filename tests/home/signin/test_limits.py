"""Brute force ends at the fifth try, for the one who tries and for nobody else."""

import logging

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.signin import limits
from tests.home.signin.conftest import PASSWORD, code_now, give_code, opens, sign_in

HERE, ELSEWHERE = "127.0.0.1", "127.0.0.9"


def refused(response) -> bool:
    return response.status_code == 200 and bool(response.context["form"].errors)


def said(response) -> list[str]:
    return [error for errors in response.context["form"].errors.values() for error in errors]


def guess(client, times, **extra):
    return [said(sign_in(client, password=f"devinette {n}", **extra)) for n in range(times)][-1]


def test_five_wrong_passwords_then_a_quarter_of_an_hour(client, protected):
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False) as clock:
        fifth = guess(client, 5)
        sixth = said(sign_in(client))
        assert fifth != sixth
        clock.shift(14 * 60 + 55)
        assert said(sign_in(client)) == sixth
        clock.shift(6)
        assert sign_in(client).url == reverse("mfa_authenticate")


def test_four_slips_are_forgotten_by_the_right_password(client, protected):
    for _round in range(3):
        guess(client, 4)
        assert sign_in(client).status_code == 302
        client.post(reverse("account_logout"))


def test_a_stranger_who_guesses_locks_only_themself_out(client, protected):
    guess(client, 6, REMOTE_ADDR=ELSEWHERE)
    assert refused(sign_in(client, REMOTE_ADDR=ELSEWHERE))
    assert sign_in(client, REMOTE_ADDR=HERE).status_code == 302


@pytest.mark.parametrize(("proxies", "header"), [(0, "203.0.113.{n}"), (1, "203.0.113.{n}, 198.51.100.7")])
def test_a_forged_address_escapes_no_lock(client, protected, settings, proxies, header):
    settings.PROXIES = proxies
    for n in range(6):
        last = sign_in(client, password="devinette", headers={"x-forwarded-for": header.format(n=n)})
    assert said(last) != said(sign_in(client, "autre", headers={"x-forwarded-for": header.format(n=9)}))


def test_a_forged_address_locks_nobody_else_out(client, protected, settings):
    settings.PROXIES = 1
    for _try in range(6):
        sign_in(client, password="devinette", headers={"x-forwarded-for": "203.0.113.5, 198.51.100.7"})
    assert sign_in(client, headers={"x-forwarded-for": "203.0.113.5"}).status_code == 302


def test_an_unknown_name_a_wrong_password_and_a_closed_account_are_told_the_same(client, protected):
    User.objects.create_user("partie", password=PASSWORD, is_active=False)
    answers = [sign_in(client, "inconnue"), sign_in(client, password="devinette"), sign_in(client, "partie")]
    assert len({tuple(said(answer)) for answer in answers}) == 1
    assert [answer.status_code for answer in answers] == [200] * 3


@pytest.mark.parametrize("username", ["inconnue", "agent", "partie"])
def test_each_try_costs_one_password_check(client, protected, monkeypatch, username):
    """What takes the time: the same work whether the name exists, is closed, or not."""
    User.objects.create_user("partie", password=PASSWORD, is_active=False)
    from django.contrib.auth.hashers import MD5PasswordHasher

    done, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: done.append(1) or encode(self, *args))
    sign_in(client, username, password="devinette")
    assert len(done) == 1


def test_five_wrong_codes_then_a_quarter_of_an_hour(client, protected):
    sign_in(client)
    for _try in range(5):
        give_code(client, "000000")
    assert refused(give_code(client))
    assert not opens(client)


def test_ten_wrong_codes_from_anywhere_are_enough(client, protected):
    for n in range(10):
        browser = type(client)(REMOTE_ADDR=f"127.0.1.{n}")
        sign_in(browser)
        give_code(browser, "000000")
    sign_in(client)
    assert refused(give_code(client))


def test_a_lock_and_its_failures_are_written_down_without_a_name(client, protected, caplog):
    with caplog.at_level(logging.WARNING, logger="home.signin"):
        guess(client, 5)
        sign_in(client, "mot-de-passe-tapé-ici")
    assert ModelLogEntry.objects.filter(action="signin.locked", object_id=protected.pk).count() == 1
    own = [record.getMessage() for record in caplog.records if record.name.startswith("home.signin")]
    assert len(own) == 7
    assert not any("agent" in line or "tapé" in line or HERE in line for line in own)


def test_no_parallel_try_slips_between():
    allowed = 0
    for _try in range(9):
        try:
            limits.admit("password", "agent", HERE)
            allowed += 1
        except limits.Refused:
            pass
    assert allowed == limits.TRIES


def test_a_code_of_the_application_is_not_worth_more_because_it_is_late(client, protected):
    """One period of drift is forgiven, two are not."""
    with time_machine.travel("2026-11-23 10:00:00+01:00", tick=False) as clock:
        code = code_now()
        sign_in(client)
        clock.shift(61)
        give_code(client, code)
        assert not opens(client)
    assert Authenticator.objects.count() == 2


def spray(client, names, **extra):
    return [sign_in(client, f"nom-{n}", password="devinette", **extra) for n in range(names)][-1]


def test_many_names_tried_from_one_place_are_stopped(client, protected):
    spray(client, limits.TRIES_OF_ALL_NAMES)
    assert refused(sign_in(client))
    assert sign_in(client, REMOTE_ADDR=ELSEWHERE).status_code == 302


def test_an_account_of_ones_own_buys_no_more_guesses(client, protected):
    spray(client, limits.TRIES_OF_ALL_NAMES - 1)
    assert sign_in(client).status_code == 302
    client.post(reverse("account_logout"))
    spray(client, 1)
    assert refused(sign_in(client))


def test_a_colleague_who_signs_in_all_day_is_no_guesser(client, protected, monkeypatch):
    monkeypatch.setattr(limits, "TRIES_OF_ALL_NAMES", 3)
    for _day in range(5):
        assert sign_in(client).status_code == 302
        client.post(reverse("account_logout"))


def test_all_the_addresses_of_one_ipv6_client_are_one_place(client, protected, settings):
    settings.PROXIES = 1
    for n in range(5):
        sign_in(client, password="devinette", headers={"x-forwarded-for": f"2001:db8:0:1::{n}"})
    assert refused(sign_in(client, headers={"x-forwarded-for": "2001:db8:0:1:ffff::1"}))
    assert sign_in(client, headers={"x-forwarded-for": "2001:db8:0:2::1"}).status_code == 302


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::/64"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_where_tries_come_from(rf, address, place):
    assert limits.place(rf.get("/", REMOTE_ADDR=address)) == place
