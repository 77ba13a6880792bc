"""The share of a household's income that goes to water, gas and power: a sum done on the spot and kept nowhere."""

import re
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

THRESHOLD = Decimal(10)
"""Per cent of income: the energy-effort rate of the announcement of 14 February 2018."""

LARGEST = Decimal(10_000_000)
TENTH = Decimal("0.1")
NOISE = re.compile(r"[\s€'’]|euros?|eur", re.IGNORECASE)
AMOUNT = re.compile(r"(?:\d{1,12}|\d{1,3}(?:[.,]\d{3})+)(?:[.,]\d{1,2})?", re.ASCII)


class Period(models.TextChoices):
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


MONTHS = {Period.MONTH: 1, Period.YEAR: 12}


class Share(NamedTuple):
    """`percent` has one decimal, and is None when there is no income to divide by."""

    percent: Decimal | None
    is_over: bool


def parse_amount(text: str) -> Decimal:
    """Read an amount as people write it: `1 234,50 €`, `1.234,50`, `1234.5`. Raises ValueError when it is not one."""
    figures = NOISE.sub("", text)
    if not AMOUNT.fullmatch(figures):
        raise ValueError(text)
    whole, cents = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", figures, re.ASCII).groups()
    return Decimal(f"{re.sub('[.,]', '', whole)}.{cents or 0}")


def energy_share(bills: Decimal, bills_period: str, income: Decimal, income_period: str) -> Share:
    """Compare two amounts whatever their periods. With no income at all, any bill is over the threshold."""
    yearly_bills = bills * 12 / MONTHS[Period(bills_period)]
    yearly_income = income * 12 / MONTHS[Period(income_period)]
    if not yearly_income:
        return Share(None, yearly_bills > 0)
    exact = yearly_bills * 100 / yearly_income
    return Share(rounded(exact), exact > THRESHOLD)


def rounded(exact: Decimal) -> Decimal:
    """One decimal, and never a figure that contradicts the answer: 10.04 is over 10, so it shows as 10.1."""
    nearest = exact.quantize(TENTH, ROUND_HALF_UP)
    return exact.quantize(TENTH, ROUND_UP) if nearest == THRESHOLD < exact else nearest


class AmountField(forms.Field):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 24})

    def to_python(self, value: str | None) -> Decimal | None:
        if not value or not value.strip():
            return None
        try:
            amount = parse_amount(value)
        except ValueError:
            raise ValidationError(_("Write an amount in figures. For example: 120 or 1450.50")) from None
        if amount > LARGEST:
            raise ValidationError(_("This amount is too large. Check the figures."))
        return amount


class EnergyShareForm(forms.Form):
    use_required_attribute = False

    bills = AmountField(
        label=_("Your water, gas and electricity bills"),
        help_text=_("All together, in euros. For example: 120"),
        error_messages={"required": _("Write what you pay, even roughly")},
    )
    bills_period = forms.ChoiceField(label=_("These bills are for"), choices=Period, initial=Period.MONTH)
    income = AmountField(
        label=_("The income of your home"),
        help_text=_("Everyone’s together, in euros: wages, benefits, pensions. Write 0 if there is none."),
        error_messages={"required": _("Write your income, even roughly. Write 0 if there is none.")},
    )
    income_period = forms.ChoiceField(label=_("This income is for"), choices=Period, initial=Period.MONTH)

    def share(self) -> Share:
        return energy_share(**self.cleaned_data)
