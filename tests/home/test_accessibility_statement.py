"""The statement in the law's format, what it rests on, and the mention that lapses by itself."""

from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from home.accessibility import rgaa
from home.accessibility.rgaa import Conformity, Verdict
from home.models import AuditResult
from tests.database import settle_roles
from tests.home.factories import AccessibilityPageFactory, AuditFactory, HomePageFactory

pytestmark = pytest.mark.django_db

HEADINGS = [
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Non-conformités",
    "Dérogations pour charge disproportionnée",
    "Contenus non soumis à l’obligation d’accessibilité",
    "Établissement de cette déclaration d’accessibilité",
    "Technologies utilisées pour la réalisation du site",
    "Environnement de test",
    "Outils pour évaluer l’accessibilité",
    "Pages du site ayant fait l’objet de la vérification de conformité",
    "Retour d’information et contact",
    "Voies de recours",
]


def read(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def mention(client):
    foot = BeautifulSoup(client.get("/").content, "html.parser").select_one(".foot__law")
    return next(" ".join(link.text.split()) for link in foot.find_all("a") if link.text.startswith("Accessibilité"))


def test_the_standard_holds_106_criteria_in_13_themes():
    assert len(rgaa.themes()) == 13 and len(rgaa.criteria()) == 106
    assert [*rgaa.criteria()][-1] == "13.12"


@pytest.mark.parametrize("trait", [None, "partial"])
def test_every_heading_of_the_fixed_format_stands_in_order_over_some_text(client, trait):
    page = AccessibilityPageFactory()
    if trait:
        AuditFactory(**{trait: True})
    said = [heading for heading in read(client, page).select("main h2, main h3") if heading.find_parent(class_="body")]
    assert [heading.text.strip() for heading in said] == HEADINGS
    for heading in said:
        after = heading.find_next_sibling()
        assert after.name.startswith("h") or after.text.strip(), heading.text


def test_without_an_audit_it_is_not_compliant(client):
    page = AccessibilityPageFactory()
    assert "non conforme" in read(client, page).select_one("main").text
    assert mention(client) == "Accessibilité : non conforme"


def test_the_rate_is_computed_from_the_results_and_never_rounded_up(client):
    page = AccessibilityPageFactory()
    AuditFactory(partial=True)  # 70 met, 33 not met, 3 not concerned
    text = " ".join(read(client, page).select_one("main").text.split())
    assert "67" in text and "partiellement conforme" in text and "68" not in text
    assert "La vidéo n’a pas de sous-titres" in text


@pytest.mark.parametrize(
    ("met", "not_met", "expected"),
    [
        (0, 0, Conformity.NOT),
        (106, 0, Conformity.FULL),
        (53, 53, Conformity.PARTIAL),
        (52, 53, Conformity.NOT),
        (0, 1, Conformity.NOT),
    ],
)
def test_half_of_the_criteria_is_partial_and_all_of_them_full(met, not_met, expected):
    assert rgaa.conformity(met, not_met) == expected


def test_the_mention_goes_back_by_itself_three_years_after_the_audit(client):
    AccessibilityPageFactory()
    audit = AuditFactory(partial=True, done_on=date(2026, 3, 10))
    with time_machine.travel(date(2029, 3, 10)):
        assert mention(client) == "Accessibilité : partiellement conforme"
    with time_machine.travel(date(2029, 3, 11)):
        assert mention(client) == "Accessibilité : non conforme"
    assert audit.is_published


def test_it_goes_back_on_the_day_when_the_site_is_rebuilt(client):
    AccessibilityPageFactory()
    AuditFactory(partial=True, done_on=date(2026, 3, 10), rebuilt_on=date(2026, 9, 1))
    with time_machine.travel(date(2026, 8, 31)):
        assert mention(client) == "Accessibilité : partiellement conforme"
    with time_machine.travel(date(2026, 9, 1)):
        assert mention(client) == "Accessibilité : non conforme"


def test_a_newer_standard_ends_an_audit_after_eighteen_months(monkeypatch):
    monkeypatch.setitem(rgaa.PUBLISHED_ON, "5", date(2027, 1, 31))
    assert rgaa.counts_until(date(2026, 6, 1), rgaa.VERSION) == date(2028, 7, 31)
    assert rgaa.counts_until(date(2026, 6, 1), "5") == date(2029, 6, 1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_months_are_added_to_the_same_day_or_the_last_one(day, months):
    found = rgaa.add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


def test_an_audit_is_stated_only_with_all_its_results():
    audit = AuditFactory()
    audit.is_published = True
    with pytest.raises(ValidationError):
        audit.clean()


def test_a_scheme_covers_three_years_at_most():
    page = AccessibilityPageFactory()
    page.scheme, page.scheme_from, page.scheme_until = page.page_ptr, date(2026, 1, 1), date(2029, 1, 2)
    with pytest.raises(ValidationError):
        page.clean()


@pytest.fixture
def chief(client):
    HomePageFactory()
    settle_roles()
    user = User.objects.create_user("redaction-chef-test")
    user.groups.add(Group.objects.get(name="redaction-chef"))
    client.force_login(user)
    return user


def test_a_criterion_not_met_needs_its_words(client, chief):
    audit = AuditFactory()
    address = reverse("audit_results", args=[audit.pk])

    refused = client.post(address, {"1.1-verdict": Verdict.NOT_MET})
    assert "Critère 1.1" in refused.content.decode() and not AuditResult.objects.exists()

    client.post(address, {"1.1-verdict": Verdict.NOT_MET, "1.1-found": "Une image.", "1.2-verdict": Verdict.MET})
    audit.refresh_from_db()
    assert (audit.met, audit.not_met) == (1, 1)
