"""“Did you mean gmail.com?”: a suggestion that never stops anybody."""

import pytest

from forms.mail_domains import KNOWN, MEANT_TOO, suggested_domain
from forms.models import Draft
from tests.forms.conftest import page_of
from tests.forms.factories import all_typed, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.fr", "gmail.com"),
        ("GMAL.COM ", "gmail.com"),
        ("ornage.fr", "orange.fr"),
        ("orange.ft", "orange.fr"),
        ("hotmial.fr", "hotmail.fr"),
        ("wanado.fr", "wanadoo.fr"),
        ("lapsote.net", "laposte.net"),
        ("yaho.fr", "yahoo.fr"),
        ("outlok.com", "outlook.com"),
        ("icoud.com", "icloud.com"),
        ("fre.fr", "free.fr"),
    ],
)
def test_common_slips_are_found(domain, meant):
    assert suggested_domain(f"canari@{domain}") == meant


@pytest.mark.parametrize(
    "domain",
    [
        *KNOWN,
        *MEANT_TOO,
        "exemple.fr",
        "montpellier.fr",
        "etu.umontpellier.fr",
        "hotmail.it",
        "outlook.es",
        "gmx.de",
        "me.com",
    ],
)
def test_right_addresses_are_left_alone(domain):
    assert suggested_domain(f"canari@{domain}") == ""


@pytest.mark.parametrize("text", ["", "@", "canari", "canari@", "@@", "a@b@"])
def test_what_is_no_address_gets_no_suggestion(text):
    assert suggested_domain(text) == ""


def with_slip(held, slip="canari@gmial.com"):
    answers = all_typed("verifier")
    slipped = answers["contact"]["typed"] | {"email": [slip]}
    return held(answers=answers | {"contact": answers["contact"] | {"typed": slipped}}, version=8)


def test_a_doubtful_address_stops_nobody(client, held):
    draft = held(answers=all_typed("contact", "verifier"), version=8)
    page = typed("contact") | {"email": ["canari@gmial.com"]}
    assert client.post(page_of(draft, "contact"), page).url != page_of(draft, "contact")


def test_the_page_proposes_the_address_and_takes_it_by_one_button(client, held):
    draft = with_slip(held)
    shown = client.get(page_of(draft, "contact"))
    assert "canari@gmail.com" in shown.content.decode()
    form = typed("contact") | {"email": ["canari@gmial.com"], "action": "mail"}
    assert client.post(page_of(draft, "contact"), form).url == page_of(draft, "contact")
    assert Draft.objects.get().answers["contact"]["typed"]["email"] == ["canari@gmail.com"]
    assert "gmial" not in client.get(page_of(draft, "contact")).content.decode()


def test_the_check_page_proposes_it_too_and_its_button_keeps_every_other_answer(client, held):
    draft = with_slip(held)
    before = Draft.objects.get().answers["contact"]["typed"]
    [(url, hint)] = client.get(page_of(draft, "verifier")).context["mail_hints"]
    data = dict(hint.texts) | {"action": "mail", "version": "8"}
    assert client.post(url, data).url == page_of(draft, "verifier")
    after = Draft.objects.get().answers["contact"]["typed"]
    kept = {name: texts for name, texts in before.items() if any(texts)}
    assert {name: texts for name, texts in after.items() if any(texts)} == kept | {"email": ["canari@gmail.com"]}
    assert client.get(page_of(draft, "verifier")).context["mail_hints"] == []


def test_reading_the_proposal_costs_no_query_more(client, held, django_assert_max_num_queries):
    draft = with_slip(held)
    for step in ("contact", "verifier"):
        with django_assert_max_num_queries(12):
            client.get(page_of(draft, step))
