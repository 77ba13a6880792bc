"""Joining a group: agreement before any name, people who are far from it shown other ways, the right one answered."""

import re

import pytest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import Draft, Submission, SubmissionHash
from home.records.hashing import email_digest
from tests.forms.conftest import page_of
from tests.forms.factories import AgentFactory, InboxFactory
from tests.forms.samples import stored, typed_purposes
from tests.forms.samples.univers import GROUP, MYSELF, SITUATION, sample

INTAKE = INTAKES["univers"]
STEPS = dict(INTAKE.steps)
HELPED = sample.ways["a professional, answered first"]
NAMED = {"personne", "aidant", "joindre", "adresse", "son-adresse"}


@pytest.fixture
def asked(held):
    """Makes a draft of this device that holds these pages, the last one apart."""
    InboxFactory(slug="univers")
    return lambda pages: held(intake="univers", answers=stored(pages, "verifier"), version=len(pages))


def exit_after(**answers: str) -> str:
    typed = {"qui": MYSELF["qui"], "situation": {name: [value] for name, value in answers.items()}}
    return Journey(INTAKE, typed).exit


def test_no_name_is_asked_before_the_person_agrees():
    steps = Journey(INTAKE, HELPED).steps
    assert steps.index("accord") < min(steps.index(step) for step in NAMED if step in steps)


@pytest.mark.django_db
def test_an_agreement_taken_back_erases_what_was_typed_of_the_person(client, asked):
    draft = asked(sample.ways["a relative, letters for both"])
    refused = client.post(page_of(draft, "accord"), {"agreement": "no"}, follow=True)
    assert refused.redirect_chain[-1][0] == page_of(draft, "sortie")
    assert not NAMED & set(Draft.objects.get().answers)
    assert "Canari" not in refused.content.decode()


@pytest.mark.parametrize(
    ("answers", "leaves"),
    [
        ({"rights": "no", "far_from_work": "no", "followed": "no"}, True),
        ({"rights": "no", "far_from_work": "no", "followed": "yes"}, True),
        ({"rights": "unknown", "far_from_work": "no", "followed": "no"}, False),
        ({"rights": "no", "far_from_work": "yes", "followed": "no"}, False),
        ({"rights": "unknown", "far_from_work": "unknown", "followed": "unknown"}, False),
        ({"rights": "yes", "far_from_work": "yes", "followed": "yes"}, False),
    ],
)
def test_only_those_whom_nothing_concerns_are_shown_other_ways(answers, leaves):
    assert bool(exit_after(**answers)) == leaves


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "email"),
    [
        ("for myself", "canari@exemple.fr"),
        ("a professional, answered first", "serin@exemple.fr"),
        ("a relative, and the person first", "canari@exemple.fr"),
        ("a relative, letters for both", ""),
    ],
)
def test_the_answer_goes_to_who_was_chosen_under_the_name_of_who_joins(client, asked, way, email):
    client.post(page_of(asked(sample.ways[way]), "verifier"), GROUP["verifier"])
    submission = Submission.objects.get()
    assert (submission.name, submission.contact["email"]) == ("Zéphyrine Canari", email)


@pytest.mark.django_db
def test_a_professional_is_found_by_their_own_address(client, asked):
    client.post(page_of(asked(HELPED), "verifier"), GROUP["verifier"])
    assert SubmissionHash.objects.filter(digest=email_digest("serin@exemple.fr")).exists()


@pytest.mark.django_db
def test_writing_for_oneself_after_all_sends_nothing_of_the_other_person(client, asked):
    pages = sample.ways["a relative, letters for both"] | sample.ways["for myself"]
    client.post(page_of(asked(pages), "verifier"), GROUP["verifier"])
    answers = Submission.objects.get().answers
    assert not {"accord", *NAMED} & set(answers)
    assert "Serin" not in str(answers)


def test_the_browser_offers_the_writer_their_own_details_and_nobody_elses():
    offered = {step: set(typed_purposes(form())) for step, form in INTAKE.steps}
    for step in ("personne", "joindre", "son-adresse"):
        assert offered[step] == {"off"}, step
    for step, token in (
        ("identite", "given-name"),
        ("identite", "bday-year"),
        ("contact", "email"),
        ("aidant", "name"),
    ):
        assert token in offered[step]


@pytest.mark.parametrize(
    ("year", "valid"), [("1985", True), ("", True), ("85", False), ("1885", False), ("2999", False)]
)
def test_a_birth_year_is_possible_or_left_out(year, valid):
    typed = MYSELF["identite"] | {"birth_year": [year]}
    assert STEPS["identite"](MultiValueDict(typed)).is_valid() == valid


def test_an_interpreter_of_another_language_needs_its_name_and_only_then():
    support = STEPS["appui"]
    assert list(support(MultiValueDict({"support": ["language"]})).errors) == ["language"]
    dropped = support(MultiValueDict({"support": ["lsf"], "language": ["arabe"]}))
    assert dropped.is_valid()
    assert dropped.cleaned_data["language"] == ""
    assert support(MultiValueDict({})).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize(("support", "said"), [({}, True), ({"support": ["lsf"]}, False)])
def test_a_page_left_empty_says_so_before_sending_and_to_the_team(client, asked, support, said):
    draft = asked(sample.ways["for myself"] | {"appui": support})
    checked = client.get(page_of(draft, "verifier"))
    client.post(page_of(draft, "verifier"), GROUP["verifier"])
    client.force_login(AgentFactory(inbox=InboxFactory(slug="univers")))
    read = client.get(reverse("submissions:detail", args=[Submission.objects.get().pk]))
    for page in (checked, read):
        assert bool(re.search("No answer|Pas de réponse", page.content.decode())) == said


def test_nothing_is_asked_about_health_benefits_or_a_full_birth_date():
    names = {name for _step, form in INTAKE.steps for name in form().fields}
    assert not {"birth_date", "health", "diagnosis", "benefit_number", "income"} & names
    assert SITUATION["situation"].keys() == STEPS["situation"]().fields.keys()
