"""What the lead fills in: a number of working days, the words of a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.inbox.forms import StaffForm
from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import MessageTemplate
from forms.services.messaging import PLACES, unknown_places
from forms.workflow import STAFF_LABELS


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


def words_in(language: str, label) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=3000,
        required=language == "fr",
        widget=forms.Textarea({"rows": 6, "lang": language}),
        error_messages={"required": gettext_lazy("Type the words in French")},
    )


class TemplateForm(StaffForm):
    """A ready-made message, in both languages; the second one may wait."""

    LANGUAGES = ReasonForm.LANGUAGES

    name = forms.CharField(
        label=gettext_lazy("Its name, for agents"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give this message a name")},
    )
    intake = forms.ChoiceField(label=gettext_lazy("For which request?"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("In which state?"), required=False)
    fr = words_in("fr", gettext_lazy("In French, as the person reads it"))
    en = words_in("en", gettext_lazy("In English"))
    hidden = forms.BooleanField(label=gettext_lazy("No longer offered to agents"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intake"].choices = [("", _("Any")), *((slug, intake.title) for slug, intake in INTAKES.items())]
        self.fields["status"].choices = [("", _("Any")), *((key.value, label) for key, label in STAFF_LABELS.items())]

    def clean(self):
        cleaned = super().clean()
        for language in self.LANGUAGES:
            if unknown := unknown_places(cleaned.get(language) or ""):
                names = {"unknown": ", ".join(unknown), "known": ", ".join(f"{{{name}}}" for name in PLACES)}
                self.add_error(language, _("“%(unknown)s” cannot be filled in. Use only: %(known)s") % names)
        return cleaned

    def put_into(self, template: MessageTemplate) -> MessageTemplate:
        for name in ("name", "intake", "status", "hidden"):
            setattr(template, name, self.cleaned_data[name])
        template.texts = {language: self.cleaned_data[language].strip() for language in self.LANGUAGES}
        return template
