"""What the lead fills in: a number of working days, the words of a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.inbox.forms import StaffForm
from forms.intake import Intake


class LevelForm(StaffForm):
    """The working days of one request, within its bounds."""

    days = forms.IntegerField(
        error_messages={
            "required": gettext_lazy("Type a number of days"),
            "invalid": gettext_lazy("Type a number of days, in figures"),
        }
    )

    def __init__(self, *args, intake: Intake, **kwargs) -> None:
        super().__init__(*args, auto_id=f"{intake.slug}_%s", **kwargs)
        self.bounds = intake.answer_within

    def clean_days(self):
        days = self.cleaned_data["days"]
        if self.bounds.bounded(days) != days:
            bounds = {"least": self.bounds.at_least, "most": self.bounds.at_most}
            raise ValidationError(_("Choose between %(least)s and %(most)s working days") % bounds)
        return days


class ReasonForm(StaffForm):
    """The words of a reason in both languages; the second one may wait. `stays`: it cannot be hidden."""

    LANGUAGES = ("fr", "en")

    fr = forms.CharField(
        label=gettext_lazy("In French, as the person reads it"),
        max_length=600,
        widget=forms.Textarea({"rows": 3, "lang": "fr"}),
        error_messages={"required": gettext_lazy("Type the words in French")},
    )
    en = forms.CharField(
        label=gettext_lazy("In English"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3, "lang": "en"}),
    )
    hidden = forms.BooleanField(label=gettext_lazy("No longer offered to agents"), required=False)

    def __init__(self, *args, stays: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if stays:
            del self.fields["hidden"]

    def texts(self) -> dict[str, str]:
        return {language: self.cleaned_data[language].strip() for language in self.LANGUAGES}
