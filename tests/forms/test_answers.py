"""What counts as an answer: the rules of the fields, and of the flatshare's questions."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from forms.intake import Journey, Keep, shown
from forms.intakes import INTAKES
from forms.intakes.dates import BirthDateField, MonthField, coming_months
from forms.intakes.fields import EmailField, LongTextField, PhoneField, TextField, count_signs
from tests.forms.factories import typed

STEPS = dict(INTAKES["colocation"].steps)


def form_of(step: str, **changes):
    return STEPS[step](MultiValueDict(typed(step) | {name: [value] for name, value in changes.items()}))


@given(st.text())
def test_text_is_clean_or_refused_with_a_message(text):
    try:
        cleaned = TextField(required=False, limit=200).clean(text)
    except ValidationError as refusal:
        assert all(refusal.messages)
    else:
        assert cleaned == " ".join(cleaned.split())
        assert "\0" not in cleaned


def test_names_keep_their_letters_in_composed_form():
    assert TextField().clean("  Ze\u0301phyrine  d’A\u0301vila-N\u0303 ") == "Zéphyrine d’Ávila-Ñ"


def test_lone_surrogates_are_refused_with_a_message():
    with pytest.raises(ValidationError):
        TextField().clean("a\ud800b")


def test_length_counts_what_people_see_and_nothing_is_cut():
    field = LongTextField(limit=4)
    assert field.clean("e\u0301te\u0301s") == "étés"
    assert count_signs("👩\u200d🎓") == 2
    with pytest.raises(ValidationError, match="4"):
        field.clean("étése")


def test_line_breaks_count_once_whatever_the_browser_sends():
    assert LongTextField(limit=3).clean("a\r\nb") == "a\nb"


@pytest.mark.parametrize("text", ["canari", "canari@", "@exemple.fr", "canari@exemple", "a b@exemple.fr"])
def test_mail_addresses_that_cannot_work_get_a_message_with_an_example(text):
    with pytest.raises(ValidationError, match="@"):
        EmailField().clean(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+33 (0)6.12.34.56.78", "+33612345678"),
        ("+44 7400 123456", "+447400123456"),
    ],
)
def test_phone_numbers_are_read_however_written(text, number):
    assert PhoneField().clean(text) == number


@pytest.mark.parametrize("text", ["06 12", "bonjour", "+999 1", "0" * 39])
def test_phone_numbers_that_cannot_ring_get_a_message(text):
    with pytest.raises(ValidationError):
        PhoneField().clean(text)


@pytest.mark.parametrize("parts", [["2", "3", "2004"], ["02", "03", "2004"], [" 2 ", "3", "2004"]])
def test_birth_dates_are_read_with_or_without_zeros(parts):
    assert BirthDateField(required_message="?").clean(parts) == date(2004, 3, 2)


@given(st.lists(st.text(max_size=6), min_size=3, max_size=3))
def test_any_three_texts_are_a_past_date_or_a_message(parts):
    try:
        day = BirthDateField(required_message="?").clean(parts)
    except ValidationError as refusal:
        assert all(refusal.messages)
    else:
        assert date(1900, 1, 1) <= day < date.today()


@pytest.mark.parametrize("parts", [["31", "2", "2004"], ["2", "13", "2004"], ["2", "3", "04"], ["", "3", "2004"]])
def test_impossible_dates_get_a_message(parts):
    with pytest.raises(ValidationError):
        BirthDateField(required_message="?").clean(parts)


@time_machine.travel("2026-12-15")
def test_months_go_over_the_year_and_past_ones_are_refused():
    assert [key for key, _name in coming_months(2)] == ["2026-12", "2027-01"]
    with pytest.raises(ValidationError):
        MonthField(required_message="?").clean("2026-11")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "", "phone": "", "preference": "lsf"}, "email"),
        ({"email": "", "preference": "email"}, "email"),
        ({"phone": "", "preference": "sms"}, "phone"),
        ({"phone": "04 67 34 70 00", "preference": "sms"}, "phone"),
        ({"phone": "", "preference": "call"}, "phone"),
    ],
)
def test_the_answer_people_prefer_must_be_able_to_reach_them(changes, field):
    assert list(form_of("contact", **changes).errors) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "", "phone": "", "preference": "letter"},
        {"email": "", "preference": "lsf"},
        {"phone": "04 67 34 70 00", "preference": "call"},
    ],
)
def test_one_way_to_be_reached_is_enough_and_a_letter_asks_for_none(changes):
    assert form_of("contact", **changes).is_valid()


def test_the_french_postcode_rule_is_for_france_only():
    assert list(form_of("adresse", postcode="340").errors) == ["postcode"]
    assert form_of("adresse", postcode="34 000").is_valid()
    assert form_of("adresse", postcode="", country="Irlande").is_valid()


def test_a_care_course_is_named_and_another_course_is_no_obstacle():
    assert list(form_of("etudes", care_course="").errors) == ["care_course"]
    assert form_of("etudes", care_related="no", care_course="").is_valid()


@pytest.mark.django_db
def test_the_same_flat_is_not_chosen_twice():
    flat = STEPS["logement"]().fields["second_choice"].choices[1][0]
    assert form_of("logement", first_choice=flat).is_valid()
    assert list(form_of("logement", first_choice=flat, third_choice=flat).errors) == ["third_choice"]


@pytest.mark.django_db
def test_one_leaves_after_one_moves_in():
    month = typed("logement")["arrival"][0]
    assert list(form_of("logement", departure=month).errors) == ["departure"]


@pytest.mark.django_db
def test_a_flat_is_shown_by_its_name_even_when_it_is_listed_no_more():
    field = STEPS["logement"]().fields["first_choice"]
    assert "96 m²" in shown(field, field.choices[1][0])[0]
    assert shown(field, "999999") != ["999999"]


@pytest.mark.django_db
def test_a_journey_skips_steps_that_their_condition_hides():
    intake = INTAKES["colocation"]
    hidden = type(intake)(**{**vars(intake), "conditions": {"etudes": lambda answers: "situation" not in answers}})
    assert "etudes" in Journey(hidden, {}).steps
    assert "etudes" not in Journey(hidden, {"situation": typed("situation")}).steps


def test_nothing_is_kept_longer_than_allowed():
    day = timedelta(days=1)
    with pytest.raises(ValueError, match="longer"):
        Keep(default=2 * day, at_most=day)
