"""Robots without puzzles: what they do is noticed, what people do is not, and the cache may be down."""

import random
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from forms import bots
from forms.models import Draft, Submission
from home.records.models import Notification
from tests.forms.conftest import page_of, press
from tests.forms.factories import PAGES, AgentFactory, DraftFactory, all_typed, typed

pytestmark = pytest.mark.django_db

PAGE_SECONDS = 0.6 + 0.6  # loaded, then the quickest look that tells which page it is
PRESS_SECONDS, KEY_SECONDS = 0.3, 0.08  # an expert's Tab and Space; the fastest typists' single key
AUTOFILL_SECONDS = 0.8


@pytest.fixture(autouse=True)
def real_limits(settings):
    settings.FASTEST_PAGE_SECONDS, settings.SENDINGS_PER_ADDRESS = 2, 30


def drafted(pauses: list[float], **values) -> Draft:
    """A draft of the flatshare request whose pages were saved after these pauses, not in the database."""
    begun = timezone.now() - timedelta(seconds=sum(pauses))
    at, answers = begun.timestamp(), {}
    for place, pause in enumerate(pauses):
        at += pause
        answers[f"step-{place}"] = {"typed": {}, "version": place, "at": at}
    return DraftFactory.build(answers=answers, created_at=begun, **values)


def human_pause(page: dict[str, list[str]], rng: random.Random) -> float:
    """The least that a page takes: someone practised, by keyboard, whose browser fills in names and addresses."""
    texts = [text for texts in page.values() for text in texts]
    typing = sum(min(len(text) * KEY_SECONDS, AUTOFILL_SECONDS) for text in texts)
    return (PAGE_SECONDS + PRESS_SECONDS * (len(texts) + 1) + typing) * rng.uniform(1, 1.5)


def post(**data):
    return RequestFactory().post("/", data, REMOTE_ADDR=data.pop("address", "198.51.100.7"))


def test_two_hundred_quick_people_are_all_believed():
    rng = random.Random(11)
    for rank in range(200):
        pauses = [human_pause(page, rng) for page in PAGES.values()]
        if rank % 4 == 0:  # one in four rests on a page
            pauses[rank % len(pauses)] += 600
        assert bots.suspicion(post(address=f"198.51.100.{rank}"), drafted(pauses)) == "", pauses


def test_at_most_one_robot_in_a_hundred_passes():
    """Those that fill in everything, those that only hurry, those that wait once, and those as slow as people."""
    rng, passed = random.Random(12), 0
    for rank in range(1000):
        kind = rank % 10
        pauses = [rng.uniform(0.01, 0.4) for _page in PAGES]
        pauses[0] += 60 if kind in {6, 7, 8} else 0
        pauses = [rng.uniform(3, 9) for _page in PAGES] if kind == 9 else pauses
        request = post(objet="https://exemple.fr") if kind < 4 else post()
        passed += not bots.suspicion(request, drafted(pauses))
    assert passed <= 10


@pytest.mark.parametrize(
    ("pauses", "hasty"),
    [([0.5] * 8, True), ([600] + [0.5] * 7, True), ([2.5] * 8, False), ([0.5], False), ([], False), ([0.1, 9], True)],
)
def test_haste_is_judged_without_the_longest_pause(pauses, hasty):
    assert bots.hasty(drafted(pauses)) is hasty


def test_the_first_saving_of_a_page_counts_not_a_walk_back_over_it(client, held):
    draft = held()
    saved = []
    for _time in range(2):
        client.post(page_of(draft, "situation"), typed("situation") | {"action": "back"})
        saved.append(Draft.objects.get().answers["situation"]["at"])
    assert saved[0] == saved[1]


def test_a_crowd_at_one_place_is_suspect_and_another_place_is_not(settings):
    settings.SENDINGS_PER_ADDRESS = 2
    slow = drafted([9] * 8)
    assert [bots.suspicion(post(), slow) for _time in range(3)] == ["", "", "too_many"]
    assert bots.suspicion(post(address="203.0.113.9"), slow) == ""


def test_without_its_cache_nobody_is_a_crowd(settings, monkeypatch):
    settings.SENDINGS_PER_ADDRESS = 0
    monkeypatch.setattr(cache, "incr", lambda key: 1 / 0)
    assert bots.suspicion(post(), drafted([9] * 8)) == ""


def test_what_an_agent_types_is_never_suspect():
    draft = drafted([0.1] * 8, entered_by=AgentFactory())
    assert bots.suspicion(post(objet="filled"), draft) == ""


def walk(client, **trap) -> Submission:
    """The whole request at a robot's pace, to its receipt."""
    start = client.post(reverse("forms:start", args=["colocation"]), trap.get("start", {}))
    assert start.status_code == 302
    draft = Draft.objects.get()
    for step in PAGES:
        response = press(client, draft, step, typed(step) | trap.get("check", {}))
        assert response.status_code == 302
    submission = Submission.objects.get()
    receipt = client.get(response.url)
    page = receipt.content.decode()
    assert submission.reference in page and draft.code in page
    assert receipt.context["by_mail"] is False
    return submission


@pytest.mark.parametrize("place", ["start", "check"])
def test_whoever_fills_in_the_hidden_field_still_gets_number_and_code(client, settings, place):
    settings.FASTEST_PAGE_SECONDS = 0
    submission = walk(client, **{place: {"objet": "http://exemple.fr"}})
    assert (submission.suspicion, submission.in_quarantine) == ("honeypot", True)


def test_a_hasty_robot_makes_us_write_to_nobody(client):
    submission = walk(client)
    assert submission.suspicion == "too_fast"
    assert not Notification.objects.exists()


def test_a_person_is_acknowledged_and_not_in_quarantine(client, held):
    ago = datetime.now().timestamp() - 600
    answers = all_typed("verifier")
    for place, kept in enumerate(answers.values()):
        kept["at"] = ago + 60 * place
    draft = held(answers=answers, version=9)
    Draft.objects.update(created_at=timezone.now() - timedelta(seconds=660))
    client.post(page_of(draft, "verifier"), typed("verifier"))
    assert Submission.objects.get().quarantined_at is None
    assert Notification.objects.filter(event__startswith="forms.submitted").count() == 1


@pytest.mark.parametrize("page", ["start", "check"])
def test_the_field_is_out_of_the_way_of_people(client, held, page):
    draft = held(complete=True)
    url = page_of(draft, "verifier") if page == "check" else reverse("forms:start", args=["colocation"])
    html = client.get(url).content.decode()
    field = html[html.index('class="trap"') : html.index("</div>", html.index('class="trap"'))]
    assert 'aria-hidden="true"' in field
    for attribute in ('name="objet"', 'tabindex="-1"', 'autocomplete="off"', "data-1p-ignore", 'data-lpignore="true"'):
        assert attribute in field
    assert "style=" not in field and "value=" not in field
