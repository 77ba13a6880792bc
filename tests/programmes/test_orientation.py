from hypothesis import given
from hypothesis import strategies as st

from programmes.models.pages import Audience, Need, Territory
from programmes.orientation import NEEDS, UNSURE, Answers, Offer, OrientationForm, orient

AUDIENCES = st.sampled_from(Audience.values)
OFFERS = st.lists(
    st.builds(
        Offer,
        page=st.integers(),
        need=st.sampled_from(Need.values),
        audiences=st.frozensets(AUDIENCES, max_size=3),
        territory=st.sampled_from(Territory.values),
    ),
    max_size=6,
    unique_by=lambda offer: offer.page,
)
ANSWERS = st.builds(
    Answers,
    need=st.sampled_from([value for value, _label in NEEDS]),
    audience=AUDIENCES,
    territory=st.sampled_from(Territory.values),
)


@given(OFFERS, ANSWERS)
def test_what_fits_answers_the_need_that_was_said(offers, answers):
    needs = {offer.page: offer.need for offer in offers}
    assert all(answers.need in (needs[page], UNSURE) for page in orient(offers, answers).fitting)


@given(OFFERS, ANSWERS)
def test_others_are_only_looked_for_when_nothing_fits(offers, answers):
    result = orient(offers, answers)
    assert not (result.fitting and result.others)


@given(OFFERS, ANSWERS)
def test_a_shelter_is_never_proposed_as_something_else(offers, answers):
    needs = {offer.page: offer.need for offer in offers}
    assert all(needs[page] != Need.SAFETY for page in orient(offers, answers).others)


@given(OFFERS, ANSWERS)
def test_the_order_of_the_editors_is_kept(offers, answers):
    pages = [offer.page for offer in offers]
    for found in orient(offers, answers)[:2]:
        assert found == sorted(found, key=pages.index)


@given(AUDIENCES, st.sampled_from(Territory.values))
def test_whoever_asks_for_safety_is_answered_wherever_they_live(audience, territory):
    shelter = Offer("shelter", Need.SAFETY, frozenset({Audience.MOTHER}), Territory.CITY)
    result = orient([shelter], Answers(Need.SAFETY, audience, territory))
    assert result == (["shelter"], [], True)


@given(st.sampled_from(Need.values), AUDIENCES)
def test_a_programme_for_anyone_answers_everyone_in_the_city(need, audience):
    offer = Offer("programme", need, frozenset(), Territory.CITY)
    assert orient([offer], Answers(need, audience, Territory.CITY)).fitting == ["programme"]


def test_a_programme_of_the_city_is_not_proposed_elsewhere():
    offer = Offer("programme", Need.DIGITAL, frozenset({Audience.ANYONE}), Territory.CITY)
    assert orient([offer], Answers(Need.DIGITAL, Audience.OLDER, Territory.METROPOLIS)) == ([], [], False)


def test_a_programme_for_others_gives_way_to_what_is_open():
    flat = Offer("flat", Need.HOUSING, frozenset({Audience.STUDENT}), Territory.ANYWHERE)
    courses = Offer("courses", Need.DIGITAL, frozenset({Audience.ANYONE}), Territory.CITY)
    assert orient([flat, courses], Answers(Need.HOUSING, Audience.OLDER, Territory.CITY)) == ([], ["courses"], False)


def test_every_question_must_be_answered_and_says_so():
    form = OrientationForm({})
    assert set(form.errors) == {"need", "audience", "territory"}
