"""What the team types on the screens of the rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.models.candidates import BEST, CRITERIA
from programmes.services.flatshares.offering import DAYS_TO_ANSWER, MOST_DAYS

MARKS = [(str(mark), str(mark)) for mark in range(BEST + 1)]


def day(label: str) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages={"required": _("Type a day")})


def minutes(label: str, least: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=600, error_messages={"required": _("Type a number of minutes")}
    )


class ScoreForm(forms.Form):
    """Five marks, from 0 to 4, in the published words."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for criterion, label in CRITERIA.items():
            self.fields[criterion] = forms.TypedChoiceField(
                label=label,
                choices=MARKS,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a mark from 0 to 4 for each criterion")},
            )


class OfferForm(forms.Form):
    use_required_attribute = False
    days = forms.IntegerField(
        label=_("Days to answer"),
        min_value=2,
        max_value=MOST_DAYS,
        initial=DAYS_TO_ANSWER,
        error_messages={"required": _("Type in how many days the offer is to be answered")},
    )


class LeaseForm(forms.Form):
    use_required_attribute = False
    starts_on = day(_("The lease begins on"))
    ends_on = day(_("The lease ends on"))


class EndForm(forms.Form):
    use_required_attribute = False
    on = day(_("The student leaves on"))


class PlanForm(forms.Form):
    use_required_attribute = False
    on = day(_("Day"))
    minutes = minutes(_("Minutes planned"), 15)


class KeepForm(forms.Form):
    use_required_attribute = False
    minutes = minutes(_("Minutes kept (0 when nobody came)"), 0)
