"""Flagging a home: agreement before any name, nothing carried over to another home, danger said on each page."""

import pytest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forms import device
from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Draft, Submission, SubmissionHash
from home.records.hashing import email_digest, name_query, phone_digest
from home.records.models import Notification
from tests.forms.conftest import page_of
from tests.forms.factories import DraftFactory, InboxFactory
from tests.forms.samples import sample, stored, typed_purposes
from tests.forms.samples.signalement import AGREED, CALL_FIRST, HOME, HOUSEHOLD, LAST, OWN, PROFESSIONAL, RELATIVE
from tests.forms.samples.signalement import writer as written_by
from tests.home.factories import HomePageFactory

INTAKE = INTAKES["signalement"]
STEPS = dict(INTAKE.steps)
NAMED = {"referent", "professionnel", "menage", "logement", "constats", "precisions"}
REFUSED = CALL_FIRST | {"agreement": ["no"]}
WAYS = sample("signalement").ways
on_every_way = pytest.mark.parametrize("pages", WAYS.values(), ids=WAYS)


@pytest.fixture
def flagged(held):
    """Makes a draft of this device that holds these pages."""
    InboxFactory(slug="slime")
    return lambda pages, *but: held(intake="signalement", answers=stored(pages, "verifier", *but), version=len(pages))


def send(client, draft) -> Submission:
    client.post(page_of(draft, "verifier"), LAST["verifier"])
    return Submission.objects.get(draft=draft)


def form_of(step: str, typed: dict[str, list[str]], **changes: str):
    return STEPS[step](MultiValueDict(typed | {name: [value] for name, value in changes.items()}))


@pytest.mark.django_db
@on_every_way
def test_every_way_reaches_the_energy_team(client, flagged, pages):
    draft = flagged(pages)
    submission = send(client, draft)
    assert submission.team.inbox.slug == "slime"
    assert set(submission.answers) == set(pages)
    assert submission.name == "Zéphyrine Canari"


@pytest.mark.django_db
def test_the_answer_goes_to_who_wrote_and_the_household_is_found_too(client, flagged):
    submission = send(client, flagged(PROFESSIONAL))
    assert submission.contact == {"email": "temoin@exemple.fr", "phone": "+33467001122", "preference": "email"}
    digests = {phone_digest("06 12 34 56 78"), phone_digest("04 67 00 11 22"), *name_query("canari")}
    digests |= {email_digest("canari@exemple.fr"), email_digest("temoin@exemple.fr")}
    assert SubmissionHash.objects.filter(submission=submission, digest__in=digests).count() == len(digests)
    assert not SubmissionHash.objects.filter(digest__in=name_query("témoin")).exists()


@pytest.mark.django_db
def test_the_mail_names_neither_the_service_nor_the_household(client, flagged):
    send(client, flagged(OWN))
    mail = Notification.objects.get()
    assert (mail.channel, mail.to) == ("sms", "+33612345678")  # as they asked
    for word in ("Canari", "logement", "chauffer", "home", "énergie", "SLIME"):
        assert word not in mail.subject + mail.body


@pytest.mark.django_db
def test_while_a_neighbour_fills_it_in_nobody_writes_to_the_household(client, flagged):
    draft = flagged({"vous": RELATIVE["vous"]})
    for step, typed in list(RELATIVE.items())[1:]:
        client.post(page_of(draft, step), typed)
    assert Submission.objects.exists()
    assert {notice.to for notice in Notification.objects.all()} == {"temoin@exemple.fr"}


@pytest.mark.django_db
def test_a_phone_not_to_be_called_is_not_shown_among_the_ways_to_answer(client, flagged):
    silent = OWN | {"moi": HOUSEHOLD | {"do_not_phone": ["on"], "preference": ["email"]}}
    submission = send(client, flagged(silent))
    assert submission.contact["phone"] == ""
    assert SubmissionHash.objects.filter(digest=phone_digest("06 12 34 56 78")).exists()


@pytest.mark.django_db
def test_without_agreement_one_leaves_before_any_name_with_a_text_for_the_household(client, flagged):
    draft = flagged({"vous": written_by("relative")})
    page = client.post(page_of(draft, "accord"), REFUSED, follow=True)
    assert page.redirect_chain[-1][0] == page_of(draft, "sortie")
    assert "govuk-inset-text" in page.content.decode()
    for step in NAMED & set(RELATIVE):
        assert client.get(page_of(draft, step)).url == page_of(draft, "accord")


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["continue", "back", "leave"])
def test_an_agreement_taken_back_erases_what_was_typed_of_the_household(client, flagged, action):
    draft = flagged(RELATIVE)
    client.post(page_of(draft, "accord"), REFUSED | {"action": action})
    assert set(Draft.objects.get().answers) == {"vous", "accord"}


@pytest.mark.django_db
def test_a_window_left_open_on_the_household_keeps_nothing_once_the_agreement_is_refused(client, flagged):
    draft = flagged({"vous": written_by("relative"), "accord": REFUSED})
    client.post(page_of(draft, "menage"), HOUSEHOLD | {"action": "leave"})
    client.post(page_of(draft, "verifier"), LAST["verifier"])
    assert set(Draft.objects.get().answers) == {"vous", "accord"}
    assert not Submission.objects.exists()


PRESSES = [(step, typed) for pages in WAYS.values() for step, typed in pages.items() if step != "verifier"]
PRESSES += [("accord", REFUSED), ("accord", REFUSED), ("vous", written_by("relative"))]


class AgreementTest(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(presses=st.lists(st.sampled_from(PRESSES), min_size=3, max_size=8), start=st.sampled_from(list(WAYS)))
    def test_whatever_is_pressed_no_name_stays_where_agreement_is_refused(self, presses, start):
        HomePageFactory()
        InboxFactory(slug="slime")
        draft = DraftFactory(intake="signalement", answers=stored(WAYS[start], "verifier"), version=20)
        session = self.client.session
        session[device.DRAFTS] = [str(draft.pk)]
        session.save()
        for step, typed in [*presses, ("verifier", LAST["verifier"])]:
            self.client.post(page_of(draft, step), typed)
            draft.refresh_from_db()
            kept = {name: page["typed"] for name, page in draft.answers.items()}
            refused = kept.get("accord") == REFUSED and kept["vous"]["role"] != ["self"]
            assert not (refused and NAMED & set(kept))
            assert not (refused and Submission.objects.exists())


@pytest.mark.django_db
@pytest.mark.parametrize("pages", [RELATIVE, PROFESSIONAL], ids=["neighbour", "professional"])
def test_writing_for_oneself_after_all_sends_nothing_of_the_other_household(client, flagged, pages):
    draft = flagged(pages | {"moi": HOUSEHOLD | {"given_name": ["Autre"]}, "chez-moi": HOME})
    client.post(page_of(draft, "vous"), written_by("self"))
    submission = send(client, draft)
    assert set(submission.answers) == set(OWN)
    assert submission.name == "Autre Canari"
    assert submission.contact["email"] == "canari@exemple.fr"


@pytest.mark.django_db
def test_flagging_another_home_starts_empty(client, flagged):
    send(client, flagged(RELATIVE))
    receipt = client.get(page_of(Draft.objects.get(), "verifier"), follow=True).content.decode()
    start = reverse("forms:start", args=["signalement"])
    assert f'href="{start}"' in receipt
    second = client.post(start)
    assert Draft.objects.exclude(submission__isnull=False).get().answers == {}
    base = second.url.removesuffix("vous/")
    client.post(second.url, written_by("relative"))
    client.post(f"{base}accord/", AGREED)
    pages = [client.get(second.url), client.get(f"{base}accord/"), client.get(f"{base}referent/"), client.get(start)]
    for page in pages:
        assert page.status_code == 200
        for canary in ("Canari", "canari", "Ondine", "Témoin", "temoin", "À moi</"):
            assert canary not in page.content.decode()


@pytest.mark.django_db
@on_every_way
def test_each_page_says_what_to_do_in_danger(client, flagged, pages):
    draft = flagged(pages)
    seen = [client.get(page_of(draft, step)) for step in pages]
    seen += [client.get(reverse("forms:start", args=["signalement"]))]
    seen += [client.post(page_of(draft, "verifier"), LAST["verifier"], follow=True)]
    for page in seen:
        assert page.status_code == 200
        for number in ("tel:17", "tel:112", "sms:114", "tel:18"):
            assert number in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("pages", sample("signalement").exits.values(), ids=sample("signalement").exits)
def test_exits_say_what_to_do_in_danger_too(client, flagged, pages):
    page = client.get(page_of(flagged(pages), "sortie"))
    assert page.status_code == 200
    assert "sms:114" in page.content.decode()


def test_other_requests_show_no_danger_line(client, db):
    assert "sms:114" not in client.get(reverse("forms:start", args=["colocation"])).content.decode()


@pytest.mark.parametrize(
    ("step", "typed", "changes", "field"),
    [
        ("accord", AGREED, {"agreed_on_day": "", "agreed_on_month": "", "agreed_on_year": ""}, "agreed_on"),
        ("accord", AGREED, {"agreed_with": "", "agreement": "written"}, "agreed_with"),
        ("accord", AGREED, {"agreed_on_year": "2099"}, "agreed_on"),
        ("accord", AGREED, {"agreed_on_year": "2001"}, "agreed_on"),
        ("menage", HOUSEHOLD, {"do_not_phone": "on", "preference": "call"}, "preference"),
        ("menage", HOUSEHOLD, {"language": ""}, "language"),
        ("menage", HOUSEHOLD, {"phone": "", "email": "", "preference": "lsf"}, "email"),
        ("logement", HOME, {"landlord": ""}, "landlord"),
        ("logement", HOME, {"postcode": "340"}, "postcode"),
        ("constats", LAST["constats"], {"other_sign": ""}, "other_sign"),
        ("constats", LAST["constats"], {"cut_off_on_day": "3"}, "cut_off_on"),
        ("precisions", {}, {"details": "a" * 1001}, "details"),
    ],
)
def test_what_contradicts_or_is_missing_is_said_on_its_question(step, typed, changes, field):
    assert list(form_of(step, typed, **changes).errors) == [field]


def test_no_sign_is_ticked_but_one_is_written():
    assert list(STEPS["constats"](MultiValueDict({})).errors) == ["signs"]
    form = STEPS["constats"](MultiValueDict({"other_sign": ["Une vitre cassée"]}))
    assert form.is_valid()
    assert form.cleaned_data["signs"] == ["other"]


@pytest.mark.parametrize(
    ("step", "typed", "changes", "blank"),
    [
        ("accord", AGREED, {"agreement": "call_first"}, ["agreed_on", "agreed_with"]),
        ("menage", HOUSEHOLD, {"interpreter": "lsf"}, ["language"]),
        ("logement", HOME, {"tenure": "hosted"}, ["landlord"]),
    ],
)
def test_an_answer_to_a_question_that_is_not_asked_any_more_is_dropped(step, typed, changes, blank):
    form = form_of(step, typed, **changes)
    assert form.is_valid()
    assert not [name for name in blank if form.cleaned_data[name]]


def test_the_browser_is_invited_to_fill_in_only_what_is_about_its_user():
    purposes = {step: set(typed_purposes(STEPS[step]())) for step in STEPS}
    assert {"given-name", "family-name", "tel", "email"} <= purposes["moi"]
    assert {"address-line1", "postal-code", "address-level2"} <= purposes["chez-moi"]
    assert purposes["menage"] == purposes["logement"] == {"off"}


@on_every_way
def test_no_birth_date_nor_door_code_is_asked(pages):
    asked = {name for step in Journey(INTAKE, pages).steps for name in STEPS[step].base_fields}
    assert not [name for name in asked if "birth" in name or "code" in name.removeprefix("postcode")]
