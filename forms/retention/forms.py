"""What the officer fills in: a hold, a figure, a person, why their requests are opened, filters of reads."""

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.inbox.forms import StaffForm, agent_name
from forms.intake import Keep
from forms.models import PurgeItem, Submission
from forms.reference import normalise
from forms.services.proposing import LONGEST_HOLD
from home.records import hashing


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HoldForm(StaffForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it held back?"),
        choices=PurgeItem.Hold,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason")},
    )
    until = forms.DateField(
        label=gettext_lazy("On which day do you look at it again?"),
        widget=DayInput,
        error_messages={
            "required": gettext_lazy("Choose a day"),
            "invalid": gettext_lazy("Type a day, for example 27/03/2027"),
        },
    )

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today < until <= today + LONGEST_HOLD:
            raise ValidationError(_("Choose a day after today, within a year"))
        return until


class FigureForm(StaffForm):
    """The days of one class, within its bounds."""

    days = forms.IntegerField(
        error_messages={
            "required": gettext_lazy("Type a number of days"),
            "invalid": gettext_lazy("Type a number of days, in figures"),
        }
    )

    def __init__(self, *args, keep: Keep, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.keep = keep

    def clean_days(self):
        days = self.cleaned_data["days"]
        bounds = {"least": self.keep.at_least.days, "most": self.keep.at_most.days}
        if not bounds["least"] <= days <= bounds["most"]:
            raise ValidationError(_("Type a number between %(least)s and %(most)s") % bounds)
        return days


class PersonForm(StaffForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Type the person’s name")},
    )
    reach = forms.CharField(
        label=gettext_lazy("Phone or e-mail"),
        max_length=254,
        error_messages={"required": gettext_lazy("Type a phone number or an e-mail address of theirs")},
    )

    def clean_name(self):
        if not hashing.name_words(self.cleaned_data["name"]):
            raise ValidationError(_("Type the person’s name"))
        return self.cleaned_data["name"]

    def clean_reach(self):
        reach = self.cleaned_data["reach"]
        if not (hashing.phone_digest(reach) or hashing.email_digest(reach)):
            raise ValidationError(_("Type a whole phone number or e-mail address"))
        return reach


class ChosenForm(StaffForm):
    """Requests found for a person, and why they are exported or erased. Only references travel."""

    REASONS = [
        ("access", gettext_lazy("The person asked what we hold on them")),
        ("erasure", gettext_lazy("The person asked us to erase it")),
        ("objection", gettext_lazy("The person objects to what we do with it")),
        ("authority", gettext_lazy("A court or the data protection authority asked")),
    ]

    chosen = forms.ModelMultipleChoiceField(
        Submission.objects.all(),
        to_field_name="reference",
        error_messages={
            "required": gettext_lazy("Tick at least one request"),
            "invalid_choice": gettext_lazy("One of these requests is not there any more. Search again."),
        },
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason")},
    )


class ReadsForm(StaffForm):
    """The filters of the log of reads. A value that is none filters nothing and says so."""

    reader = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Reader"), required=False, empty_label=gettext_lazy("Anybody")
    )
    reference = forms.CharField(label=gettext_lazy("Request number"), required=False, max_length=60)
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=DayInput,
        error_messages={"invalid": gettext_lazy("Type a day, for example 27/03/2027")},
    )

    def __init__(self, *args, readers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers
        self.fields["reader"].label_from_instance = agent_name

    def clean_reference(self):
        typed = self.cleaned_data["reference"].strip()
        if typed and not normalise(typed):
            raise ValidationError(_("This is not a request number. It looks like K7M4-2QXD."))
        return normalise(typed)

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())
