"""Which months the lead looks at: the address says them, so that it can be shared."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from programmes.counts.periods import Period, last_months
from programmes.models import CourseSession

OLDEST, USUAL = 36, 12
"""In months: how far one may look back, and what is shown first."""


def months() -> list[tuple[str, str]]:
    return [(key(month), capfirst(date_format(month, "F Y"))) for month in reversed(last_months(OLDEST).months)]


def kinds() -> list[tuple[str, str]]:
    return [("", _("All sessions")), *((kind.value, capfirst(str(kind.label))) for kind in CourseSession.Kind)]


def key(month: date) -> str:
    return f"{month:%Y-%m}"


def month_of(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


class BoardForm(forms.Form):
    """What is none of the lists counts as nothing chosen."""

    de = forms.TypedChoiceField(label=gettext_lazy("From the month"), choices=months, coerce=month_of, required=False)
    a = forms.TypedChoiceField(label=gettext_lazy("To the month"), choices=months, coerce=month_of, required=False)
    genre = forms.ChoiceField(label=pgettext_lazy("sessions", "Kind"), choices=kinds, required=False)

    @classmethod
    def of(cls, typed: dict[str, str]) -> "BoardForm":
        usual = last_months(USUAL)
        return cls({"de": key(usual.first), "a": key(usual.last), "genre": "", **typed})

    @property
    def period(self) -> Period:
        """The last twelve months where the address says nothing that can be; months said backwards are turned."""
        self.is_valid()
        usual = last_months(USUAL)
        first, last = self.cleaned_data.get("de") or usual.first, self.cleaned_data.get("a") or usual.last
        return Period(min(first, last), max(first, last))

    @property
    def kind(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("genre", "")
