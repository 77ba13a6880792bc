import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.energy_share import THRESHOLD, EnergyShareForm, energy_share, parse_amount

AMOUNTS = st.decimals(min_value=0, max_value=10_000_000, places=2)
PERIODS = st.sampled_from(["month", "year"])


def written(amount: Decimal, group: str, point: str, suffix: str) -> str:
    """An amount as people write it: `1 234,50 €`."""
    whole, cents = f"{amount:,.2f}".split(".")
    return whole.replace(",", group) + point + cents + suffix


@given(
    AMOUNTS,
    st.sampled_from(["", " ", "\u00a0", "\u202f", "’", "."]),
    st.sampled_from([",", "."]),
    st.sampled_from(["", "€", " €", "\u00a0€", " euros", " EUR"]),
)
def test_reads_an_amount_however_it_is_written(amount, group, point, suffix):
    assert parse_amount(written(amount, group, point, suffix)) == amount


@given(st.integers(min_value=0, max_value=10**7))
def test_reads_a_whole_amount_with_grouped_thousands(amount):
    assert parse_amount(f"{amount:,}") == amount


@given(st.text(max_size=30))
def test_any_other_text_is_refused_and_never_breaks(text):
    try:
        assert parse_amount(text) >= 0
    except ValueError as refusal:
        assert str(refusal) == text


@pytest.mark.parametrize("text", ["", "douze", "-5", "1e9", "12,34,6", "1.2.3", "NaN", "٣٤", "12,", "\x00"])
def test_what_is_not_an_amount_is_refused(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_amount(text)


@given(AMOUNTS, AMOUNTS.filter(bool), PERIODS)
def test_same_period_on_both_sides_does_not_change_the_share(bills, income, period):
    assert energy_share(bills, period, income, period) == energy_share(bills, "month", income, "month")


@given(AMOUNTS, AMOUNTS.filter(bool))
def test_a_yearly_income_is_twelve_monthly_ones(bills, income):
    assert energy_share(bills, "month", income * 12, "year") == energy_share(bills, "month", income, "month")


@given(AMOUNTS, PERIODS, AMOUNTS.filter(bool), PERIODS)
def test_the_figure_shown_never_contradicts_the_answer(bills, bills_period, income, income_period):
    share = energy_share(bills, bills_period, income, income_period)
    assert (share.percent > THRESHOLD) == share.is_over


@given(AMOUNTS, PERIODS, PERIODS)
def test_without_income_any_bill_is_over(bills, bills_period, income_period):
    assert energy_share(bills, bills_period, Decimal(0), income_period) == (None, bills > 0)


def test_exactly_ten_per_cent_is_not_over():
    assert energy_share(Decimal(120), "month", Decimal(1200), "month") == (Decimal("10.0"), False)


def test_just_over_ten_per_cent_shows_as_over():
    assert energy_share(Decimal("100.01"), "month", Decimal(1000), "month") == (Decimal("10.1"), True)


def test_an_empty_amount_says_what_to_write():
    form = EnergyShareForm({"bills": "", "bills_period": "month", "income": "1200", "income_period": "month"})
    assert list(form.errors) == ["bills"]


def test_an_absurd_amount_is_questioned():
    form = EnergyShareForm({"bills": "99999999", "bills_period": "month", "income": "1", "income_period": "month"})
    assert list(form.errors) == ["bills"]
