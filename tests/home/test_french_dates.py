"""The first of a month, in every way that a date is written."""

from datetime import date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

FIRST = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("language", "format_", "written"),
    [
        ("fr", "j F Y", "1er septembre 2026"),
        ("fr", "l j F", "mardi 1er septembre"),
        ("fr", "DATE_FORMAT", "1er septembre 2026"),
        ("fr", "d/m", "01/09"),
        ("fr", "c", "2026-09-01"),
        ("en", "j F Y", "1 September 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_people_do(language, format_, written):
    with override(language):
        assert date_format(FIRST, format_) == written
        assert Template("{{ day|date:how }}").render(Context({"day": FIRST, "how": format_})) == written


def test_a_moment_says_it_too():
    with override("fr"):
        at = timezone.make_aware(datetime(2026, 9, 1, 8, 5))
        assert date_format(at, "DATETIME_FORMAT").startswith("1er septembre 2026")


def test_a_date_in_a_template_without_any_format_says_it_too():
    with override("fr"):
        assert Template("{{ day }}").render(Context({"day": FIRST})) == "1er septembre 2026"


@given(st.dates().filter(lambda day: day.day > 1))
def test_no_other_day_changes(day):
    with override("fr"):
        assert date_format(day, "j") == str(day.day)
