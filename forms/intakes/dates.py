"""Dates as people give them: three short boxes for a birth date, a list of months for a stay."""

from datetime import date, timedelta
from itertools import islice

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.intakes.fields import TextField

EARLIEST = date(1900, 1, 1)


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year apart: no calendar to handle, and « 2 » is as good as « 02 »."""

    template_name = "forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, autocomplete: str) -> None:
        parts = {name: _part(autocomplete, name) for name in ("day", "month", "year")}
        super().__init__(parts)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = [_("Day"), _("Month"), _("Year")]
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else ""


def _part(autocomplete: str, name: str) -> forms.TextInput:
    width = 4 if name == "year" else 2
    attrs = {
        "inputmode": "numeric",
        "class": f"govuk-input govuk-date-input__input govuk-input--width-{width}",
    }
    return forms.TextInput(attrs | ({"autocomplete": f"{autocomplete}-{name}"} if autocomplete else {}))


class DayField(forms.Field):
    """A real day, typed in three parts. Each message names the part to look at. None when nothing is typed."""

    def __init__(self, *, required_message: str = "", autocomplete: str = "", **kwargs) -> None:
        super().__init__(widget=DatePartsWidget(autocomplete), **kwargs)
        if required_message:
            self.error_messages["required"] = required_message

    def clean(self, value):
        parts = [str(part or "").strip() for part in value or ["", "", ""]]
        if any(parts):
            self._look_at_each(*parts)
            return self.accept(_real_day(*(int(part) for part in parts)))
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return None

    def _look_at_each(self, day: str, month: str, year: str) -> None:
        for part, message in (
            (day, _("The day is missing or is not a number. For example: 27")),
            (month, _("The month is missing or is not a number. For example: 3 for March")),
            (year, _("The year is missing or is not a number. For example: 2004")),
        ):
            if not (part.isascii() and part.isdigit() and len(part) <= 4):
                raise ValidationError(message)
        if len(year) < 4:
            raise ValidationError(_("Type the year with four digits. For example: 2004"))

    def accept(self, day: date) -> date:
        """The day, if it can be the answer. Raises ValidationError."""
        return day

    def shown(self, value: date | str) -> str:
        return date_format(value if isinstance(value, date) else parse_date(value) or EARLIEST, "DATE_FORMAT")


class BirthDateField(DayField):
    def __init__(self, **kwargs) -> None:
        super().__init__(autocomplete="bday", **kwargs)

    def accept(self, day: date) -> date:
        return _in_the_past(day)


class RecentDayField(DayField):
    """A day of the past year, today included."""

    def accept(self, day: date) -> date:
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Check the date."))
        return _within_a_year(day)


class NearDayField(DayField):
    """A day of the past year or of the year to come."""

    def accept(self, day: date) -> date:
        return _within_a_year(day)


class BirthYearField(TextField):
    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-4"}

    def run_validators(self, value):
        super().run_validators(value)
        if value and not (value.isascii() and value.isdigit() and len(value) == 4):
            raise ValidationError(_("Type the year with four digits. For example: 2004"))
        if value and not EARLIEST.year <= int(value) <= timezone.localdate().year:
            raise ValidationError(_("The year of birth cannot be right. Check it."))


def _real_day(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise ValidationError(_("The month goes from 1 to 12. Check it."))
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(_("This month has no such day. Check the day and the month.")) from None


def _in_the_past(day: date) -> date:
    if day < EARLIEST:
        raise ValidationError(_("This year is too far back. Check the year."))
    if day >= timezone.localdate():
        raise ValidationError(_("A birth date is in the past. Check the year."))
    return day


def _within_a_year(day: date) -> date:
    if abs(day - timezone.localdate()) > timedelta(days=366):
        raise ValidationError(_("This date is more than a year away. Check the year."))
    return day


def coming_months(count: int = 24) -> list[tuple[str, str]]:
    """Choices from this month on: ("2026-09", "September 2026")."""
    return [(month.strftime("%Y-%m"), month_name(month)) for month in islice(_months(timezone.localdate()), count)]


def _months(first: date):
    number = first.year * 12 + first.month - 1
    while True:
        yield date(number // 12, number % 12 + 1, 1)
        number += 1


def month_name(month: date) -> str:
    return capfirst(date_format(month, "F Y"))


class MonthField(forms.ChoiceField):
    """A month of the two years to come, as a list: native month pickers are missing from half the browsers."""

    def __init__(self, *, required_message: str, **kwargs) -> None:
        super().__init__(choices=lambda: [("", _("Choose a month")), *coming_months()], **kwargs)
        self.error_messages["required"] = required_message
        self.error_messages["invalid_choice"] = gettext_lazy("This month is over or too far away. Choose another one.")

    def shown(self, value: str) -> str:
        return month_name(parse_date(f"{value}-01") or EARLIEST)
