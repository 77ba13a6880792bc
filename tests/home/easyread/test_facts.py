"""The figures of an easy text, compared with those of the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.easyread.facts import MONTHS, Kind, missing

few = settings(max_examples=40, deadline=None)
amounts = st.integers(1, 99_999).map("{} €".format)
dates = st.builds("{} {} {}".format, st.integers(1, 28), st.sampled_from(MONTHS), st.integers(1990, 2030))
phones = st.lists(st.integers(0, 99), min_size=4, max_size=4).map(
    lambda pairs: "04 " + " ".join(f"{pair:02}" for pair in pairs)
)


@few
@given(st.lists(st.one_of(amounts, dates, phones), max_size=5))
def test_what_the_page_states_is_never_pointed_out(stated):
    assert missing("\n".join(stated), "\n".join(reversed(stated))) == []


@few
@given(st.one_of(st.tuples(amounts, amounts), st.tuples(dates, dates), st.tuples(phones, phones)))
def test_another_figure_of_the_same_kind_is_pointed_out(pair):
    easy, page = pair
    if easy != page:
        assert [fact.written for fact in missing(easy, page)] == [easy]


@pytest.mark.parametrize(
    ("easy", "page"),
    [
        ("Vous donnez 3 heures.", "Trois heures par semaine."),
        ("Un repas coûte 5 euros.", "Le repas : 5\u00a0€."),
        ("Appelez le 04 67 34 70 00.", "+33 4 67 34 70 00"),
        ("L’annonce date de février 2018.", "Annonce du 14 février 2018."),
        ("Le lieu fait 1000 m².", "Un lieu de 1\u202f000 m²."),
        ("Appelez le 115.", "Le 115 cherche un toit."),
    ],
)
def test_the_same_figure_written_otherwise_is_the_same(easy, page):
    assert missing(easy, page) == []


@pytest.mark.parametrize(
    ("easy", "page", "kind"),
    [
        ("Un repas coûte 6 €.", "Un repas à 5 €.", Kind.AMOUNT),
        ("Appelez le 119.", "Appelez le 115.", Kind.PHONE),
        ("Le 15 février 2018", "Le 14 février 2018", Kind.DATE),
        ("Vous donnez 4 heures.", "Trois heures.", Kind.NUMBER),
        ("Cela coûte 3 €.", "Trois heures.", Kind.AMOUNT),
    ],
)
def test_a_figure_that_the_page_does_not_state_is_named_with_its_kind(easy, page, kind):
    assert [fact.kind for fact in missing(easy, page)] == [kind]
