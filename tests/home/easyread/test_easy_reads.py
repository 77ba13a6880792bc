"""A text in easy French: bound to its page and to the review of its readers."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import EasyRead, EasyReadStatus
from tests.database import settle_roles
from tests.home.factories import (
    EasyReadFactory,
    EmergencyPageFactory,
    HelpNumberFactory,
    HomePageFactory,
    StandardPageFactory,
)
from tests.programmes.factories import ProcedurePageFactory, ProgrammePageFactory

pytestmark = pytest.mark.django_db
MARK = "icons/easy.html"


def page_of(**fields):
    return StandardPageFactory(body=[("section", {"title": "Prix", "text": "<p>Un repas : 5 €.</p>"})], **fields)


def test_one_changed_amount_makes_it_outdated_and_setting_it_right_makes_it_current_again():
    page = page_of()
    easy = EasyReadFactory(page=page, reviewed=True)
    assert EasyRead.objects.get(pk=easy.pk).status(page) == EasyReadStatus.CURRENT
    for amount, status in (("6 €", EasyReadStatus.OUTDATED), ("5 €", EasyReadStatus.CURRENT)):
        page.body = [("section", {"title": "Prix", "text": f"<p>Un repas : {amount}.</p>"})]
        page.save_revision().publish()
        assert EasyRead.objects.get(pk=easy.pk).status() == status


def test_a_changed_help_number_makes_the_texts_that_it_stands_on_outdated():
    number = HelpNumberFactory(number="3919")
    easy = EasyReadFactory(page=EmergencyPageFactory())
    number.number = "3920"
    number.save()
    assert easy.status() == EasyReadStatus.OUTDATED


def test_a_page_without_a_published_text_has_none():
    page = page_of()
    assert EasyRead.objects.status_of(page) == EasyReadStatus.ABSENT
    EasyReadFactory(page=page, live=False)
    assert EasyRead.objects.status_of(page) == EasyReadStatus.ABSENT


def test_a_review_is_of_the_words_as_they_stood():
    easy = EasyReadFactory(reviewed=True)
    easy.title = "D’autres mots"
    assert easy.status() == EasyReadStatus.NOT_REVIEWED


def test_a_review_has_readers_and_a_day_that_has_come():
    for review in ({"readers": "Un groupe"}, {"reviewed_on": date(2026, 1, 1)}):
        with pytest.raises(ValidationError):
            EasyRead(title="Un titre", **review).clean()
    with pytest.raises(ValidationError):
        EasyRead(title="Un titre", readers="Un groupe", reviewed_on=timezone.localdate() + timedelta(1)).clean()


def test_the_database_takes_no_half_review():
    easy = EasyReadFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EasyRead.objects.filter(pk=easy.pk).update(readers="Un groupe")


def test_it_is_of_a_page_in_french():
    english = StandardPageFactory(parent=HomePageFactory(language="en"))
    with pytest.raises(ValidationError):
        EasyReadFactory(page=english).clean()


def test_a_phone_number_that_the_page_does_not_give_is_refused_and_another_figure_is_not():
    wrong = [("call", {"number": "3918", "lines": "Appelez.", "link": ""})]
    with pytest.raises(ValidationError, match="3918"):
        EasyReadFactory(page=page_of(), body=wrong).clean()
    EasyReadFactory(
        page=page_of(), body=[("part", {"title": "Prix", "lines": "Un repas à 7 €.", "picture": ""})]
    ).clean()


def test_the_mark_is_shown_only_once_readers_have_read_the_text(client):
    easy = EasyReadFactory(page=page_of())
    address = f"{easy.page.url}facile/"
    before = client.get(address)
    assert MARK not in [template.name for template in before.templates]
    assert "pas encore" in before.content.decode() or "not yet" in before.content.decode()
    easy.readers, easy.reviewed_on = "Ana et Luc d’exemple", date(2026, 11, 1)
    easy.seal_review()
    easy.save()
    after = client.get(address)
    assert MARK in [template.name for template in after.templates]
    assert "Ana et Luc" in after.content.decode()


def test_an_outdated_text_says_so_and_loses_its_mark(client):
    easy = EasyReadFactory(page=page_of(), reviewed=True)
    easy.page.specific.save()
    easy.page.summary = "Autre chose."
    easy.page.save()
    response = client.get(f"{easy.page.url}facile/")
    assert response.context["status"] == EasyReadStatus.OUTDATED
    assert MARK not in [template.name for template in response.templates]


def test_a_page_leads_to_its_text_in_both_languages(client):
    page = page_of()
    english = StandardPageFactory(parent=HomePageFactory(language="en"), translation_key=page.translation_key)
    link = f'href="{page.url}facile/"'
    assert link not in client.get(page.url).content.decode()
    EasyReadFactory(page=page)
    for version in (page, english):
        assert link in client.get(version.url).content.decode()
    assert client.get(f"{english.url}facile/").headers["Location"] == f"{page.url}facile/"


def test_a_procedure_leads_to_the_text_of_its_programme(client):
    programme = ProgrammePageFactory()
    EasyReadFactory(page=programme)
    procedure = ProcedurePageFactory(programme=programme)
    assert f'href="{programme.url}facile/"' in client.get(procedure.url).content.decode()


def test_a_text_is_kept_by_caches_and_leaves_no_cookie(client):
    easy = EasyReadFactory(page=page_of())
    response = client.get(f"{easy.page.url}facile/")
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies and not response.wsgi_request.session.accessed


def test_the_text_of_a_discreet_page_is_as_discreet(client):
    easy = EasyReadFactory(page=EmergencyPageFactory(title="Numéros"), title="Vous êtes en danger")
    response = client.get(f"{easy.page.url}facile/")
    assert (response.headers["Cache-Control"], response.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    content = response.content.decode()
    assert "<title>Numéros utiles, en facile à lire –" in content and "govuk-exit-this-page" in content


@pytest.mark.parametrize("path", ["/nulle-part/facile/", "/facile/", "/a/b/c/facile/"])
def test_an_address_without_a_text_is_not_found(client, path):
    page_of()
    assert client.get(path).status_code == 404


def test_the_text_of_a_page_that_is_not_public_is_not_found(client):
    easy = EasyReadFactory(page=page_of())
    PageViewRestriction.objects.create(page=easy.page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{easy.page.url}facile/").status_code == 404


def test_communication_writes_it_and_the_chief_editors_publish_it(client):
    page = page_of(parent=HomePageFactory())
    settle_roles()
    writer, chief = (User.objects.create_user(name) for name in ("communication", "redaction-chef"))
    for user in (writer, chief):
        user.groups.set([Group.objects.get(name=user.username)])
    assert not writer.has_perm("home.publish_easyread") and chief.has_perm("home.publish_easyread")
    client.force_login(writer)
    client.post(reverse("wagtailsnippets_home_easyread:add"), posted(page))
    easy = EasyRead.objects.get()
    assert not easy.live and easy.source_digest and easy.page_id == page.pk
    client.force_login(chief)
    client.post(reverse("wagtailsnippets_home_easyread:edit", args=[easy.pk]), posted(page) | {"action-publish": "1"})
    easy.refresh_from_db()
    assert easy.live


def test_saving_names_the_figures_that_the_page_does_not_state(client):
    page = page_of(parent=HomePageFactory())
    settle_roles()
    chief = User.objects.create_user("redaction-chef")
    chief.groups.set([Group.objects.get(name="redaction-chef")])
    client.force_login(chief)
    response = client.post(reverse("wagtailsnippets_home_easyread:add"), posted(page, "Un repas à 9 €."), follow=True)
    assert any("9 €" in str(message) for message in response.context["messages"])


def posted(page, lines="Un repas à 5 €."):
    return {
        "page": page.pk,
        "title": "En mots simples",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "part",
        "body-0-value-title": "Le prix",
        "body-0-value-lines": lines,
        "body-0-value-picture": "",
        "readers": "",
        "reviewed_on": "",
    }
