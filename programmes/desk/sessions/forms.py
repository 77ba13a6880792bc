"""What the team fills in: filters, and the word with which a session is called off."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.models import CourseSession

UPCOMING, PAST = "upcoming", "past"


class FilterForm(forms.Form):
    """A value that is none of the list filters nothing."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any kind")), *CourseSession.Kind.choices]
    )
    when = forms.ChoiceField(
        label=pgettext_lazy("sessions", "When"),
        required=False,
        choices=[(UPCOMING, _("To come")), (PAST, _("Over or cancelled"))],
    )
    lsf = forms.ChoiceField(
        label=_("LSF interpreter"), required=False, choices=[("", _("Any")), *CourseSession.SignLanguage.choices]
    )

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return self.cleaned_data


class CallOffForm(forms.Form):
    """The word goes to people as it is typed: the page of their request shows it."""

    use_required_attribute = False
    message = forms.CharField(
        label=_("Why, in words for the people who come"),
        max_length=600,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Type a few words: people read them on the page of their request")},
    )
    instead = forms.ModelMultipleChoiceField(
        label=_("Other dates to propose"),
        queryset=CourseSession.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, session: CourseSession, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instead"].queryset = CourseSession.objects.open().exclude(pk=session.pk)
