"""What the lead chooses: which requests are counted, over how many weeks."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from forms.inbox.forms import StaffForm
from forms.intakes import INTAKES
from forms.models import Export

WEEKS = (4, 12, 26, 52)
USUAL = 12


def intakes() -> list[tuple[str, str]]:
    return [("", _("All requests")), *((slug, str(intake.title)) for slug, intake in INTAKES.items())]


def periods() -> list[tuple[int, str]]:
    return [(weeks, ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}) for weeks in WEEKS]


class FiguresForm(StaffForm):
    """A value that is none of the lists counts as none, and the page says so."""

    intake = forms.ChoiceField(label=pgettext_lazy("inbox", "Request"), choices=intakes, required=False)
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("Over the last"), choices=periods, coerce=int, required=False, empty_value=USUAL
    )

    @property
    def chosen(self) -> tuple[str, int]:
        """The intake, empty for all of them, and the weeks."""
        self.is_valid()
        return self.cleaned_data.get("intake", ""), self.cleaned_data.get("weeks", USUAL)


class ExportForm(StaffForm):
    """What a lead takes away, and what for."""

    intake = forms.ChoiceField(label=pgettext_lazy("inbox", "Request"), choices=intakes, required=False)
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("Over the last"), choices=periods, coerce=int, required=False, empty_value=USUAL
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("What is it for?"),
        choices=Export.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what the list is for: the log keeps it")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("In which format?"),
        choices=Export.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a format")},
    )
