"""A clip says that it is of an older text, from the very change on, until the text is what it was."""

import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Page

from forms.services import wording
from home.models import ContactDetails, SignedVersion
from home.signed import clips, coverage, targets, watching
from home.signed.publishing import confirm
from tests.home.factories import EmergencyPageFactory, HomePageFactory, StandardPageFactory
from tests.home.signed import people
from tests.home.signed.factories import SignedVersionFactory

pytestmark = pytest.mark.django_db
STEP = "step:colocation/heures"


@pytest.fixture
def page():
    body = [("section", {"title": "Prix", "text": "<p>Il coûte 5 €.</p>"})]
    return StandardPageFactory(title="Vos droits", body=body)


def write(page, text):
    page = Page.objects.get(pk=page.pk).specific
    page.body = [("section", {"title": "Prix", "text": f"<p>{text}</p>"})]
    page.save_revision().publish()


def status(key):
    return SignedVersion.objects.select_related("media").get(target=key).status


def test_one_changed_amount_flags_the_clip_at_once_and_restoring_it_clears_it(page):
    key = SignedVersionFactory(target=targets.of_page(page)).target
    write(page, "Il coûte 6 €.")
    assert status(key) == "outdated"
    assert SignedVersion.objects.get().outdated_since
    write(page, "Il coûte 5 €.")
    assert status(key) == "current"
    assert SignedVersion.objects.get().outdated_since is None


def test_the_page_says_so_to_its_readers_and_its_owner_is_told_once(client, page, django_capture_on_commit_callbacks):
    Page.objects.filter(pk=page.pk).update(owner=people.editor("proprietaire"))
    SignedVersionFactory(target=targets.of_page(page))
    for text in ("Il coûte 6 €.", "Il coûte 7 €."):
        with django_capture_on_commit_callbacks(execute=True):
            write(page, text)
    assert "lsf__mark" in client.get(page.url).content.decode()
    (letter,) = [one for one in mail.outbox if "Vos droits" in one.subject]
    assert "proprietaire@exemple.fr" in letter.bcc


def test_signs_that_still_hold_are_confirmed(page):
    version = SignedVersionFactory(target=targets.of_page(page))
    write(page, "Il coûte six euros.")
    confirm(SignedVersion.objects.get(pk=version.pk), by=people.editor("communication"))
    assert status(version.target) == "current"


def test_a_page_shows_its_clip_and_its_english_version_too(client, page):
    SignedVersionFactory(target=targets.of_page(page))
    english = StandardPageFactory(parent=HomePageFactory(language="en"), translation_key=page.translation_key)
    for address in (page.url, english.url):
        shown = client.get(address).content.decode()
        assert "<video" in shown and 'lang="fsl"' in shown and 'srclang="fr"' in shown
        assert "autoplay" not in shown


def test_a_page_without_a_clip_says_how_to_be_served_now_and_how_to_ask(client, page):
    ContactDetails.objects.update(relay_name="Relais Exemple", relay_link="https://relais.example/")
    shown = client.get(page.url).content.decode()
    assert "<video" not in shown
    assert "https://relais.example/" in shown and "/demarches/contact/commencer/?page=Vos%20droits" in shown


def test_nothing_is_asked_for_from_a_page_that_someone_may_have_to_leave_in_a_hurry(client):
    assert "commencer/?page=" not in client.get(EmergencyPageFactory().url).content.decode()


def test_whoever_asks_for_a_page_types_neither_the_reason_nor_the_page(client):
    step = client.post("/demarches/contact/commencer/?page=Vos%20droits").headers["Location"]
    assert step.endswith("/joindre/")
    assert "Vos droits" in client.get(step.replace("/joindre/", "/page/")).content.decode()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "current"),
        ({"media__image_right_ends": datetime.date(2020, 1, 1)}, "expired"),
        ({"media__is_placeholder": True}, "placeholder"),
        ({"media__state": "checked"}, "absent"),
    ],
)
def test_the_status_is_computed(values, expected):
    assert SignedVersionFactory(**values).status == expected


def test_words_of_staff_flag_the_clip_of_a_step_at_once():
    version = SignedVersionFactory(target=STEP)
    wording.reword("colocation", "fr", {"heures//lead": "Dites-nous tout."}, by=people.editor("communication"))
    assert status(version.target) == "outdated"
    wording.reword("colocation", "fr", {"heures//lead": ""}, by=people.editor("communication"))
    assert status(version.target) == "current"


def test_changed_contact_details_flag_their_clip():
    SignedVersionFactory(target=targets.CONTACT)
    details = ContactDetails.objects.get()
    details.phone = "04 00 00 00 00"
    details.save()
    assert status(targets.CONTACT) == "outdated"


def test_a_deployment_compares_every_text(page):
    version = SignedVersionFactory(target=targets.of_page(page))
    page.title = "Autrement"
    page.save()
    assert status(version.target) == "current"
    watching.refresh_all()
    assert status(version.target) == "outdated"


def test_the_clips_of_a_step_and_its_answers_cost_one_query(client, django_assert_num_queries):
    SignedVersionFactory(target="step:colocation/situation")
    SignedVersionFactory(target="choice:colocation/situation/student/yes")
    with django_assert_num_queries(1):
        assert len(clips.of_targets(["step:colocation/situation"], below="choice:colocation/situation/")) == 2
    shown = client.get(client.post("/demarches/colocation/commencer/").headers["Location"]).content.decode()
    assert shown.count("<video") == 2
    assert "<video" not in shown[shown.index("<label") : shown.index("</label>")]


def test_a_clip_costs_a_public_page_no_query(client, page, django_assert_max_num_queries):
    counts = []
    for _time in range(2):
        cache.clear()
        with django_assert_max_num_queries(15) as asked:
            client.get(page.url)
        counts.append(len(asked))
        SignedVersionFactory(target=targets.of_page(page))
    assert counts[0] == counts[1]


def test_coverage_drops_by_exactly_one_when_a_clip_goes(page):
    SignedVersionFactory(target=targets.CONTACT)
    version = SignedVersionFactory(target=targets.of_page(page))
    before = sum(share.current for share in coverage.shares(coverage.rows()))
    version.media.delete()
    assert before == 2
    assert sum(share.current for share in coverage.shares(coverage.rows())) == 1


def test_a_clip_to_be_filmed_counts_for_nothing():
    SignedVersionFactory(media__is_placeholder=True)
    assert sum(share.current for share in coverage.shares(coverage.rows())) == 0


def test_every_listed_text_can_be_read(page):
    found = targets.every()
    assert len({target.key for target in found}) == len(found) > 100
    assert all(targets.text_hash(target.key) for target in found[::7])


@pytest.mark.parametrize(
    "key", ["page:rien", "step:colocation/rien", "choice:x", "autre:1", "contact:autre", "", "page:"]
)
def test_a_text_that_there_is_not_has_no_digest(key):
    assert targets.text_hash(key) is None


def test_the_report_takes_few_queries_however_many_pages(client, django_assert_max_num_queries):
    client.force_login(people.editor("communication"))
    address = reverse("signed_desk:report")
    counts = []
    for _time in range(2):
        cache.clear()
        with django_assert_max_num_queries(25) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
        for _page in range(3):
            SignedVersionFactory(target=targets.of_page(StandardPageFactory()))
    assert counts[0] == counts[1]
