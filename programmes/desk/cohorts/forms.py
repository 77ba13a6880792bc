"""What the team fills in: a group, an activity, a place, an end."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from programmes.cohort_states import Outcome
from programmes.models import Activity, Agency, Cohort, CohortMember


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class GroupField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Cohort) -> str:
        return _("%(group)s, free places: %(free)s") % {"group": obj.name, "free": obj.free}


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name() or obj.get_username()


def colleagues(team: Any):
    """Who may be somebody's referrer, by name."""
    people = User.objects.filter(groups=team, is_active=True)
    return people.order_by("last_name", "first_name", "username")


class CohortForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Cohort
        fields = ("name", "starts_on", "ends_on", "capacity", "referrer")
        field_classes = {"referrer": PersonField}
        widgets = {"starts_on": day_input(), "ends_on": day_input()}
        error_messages = {
            "name": {"required": gettext_lazy("Give the group a name")},
            "starts_on": {"required": gettext_lazy("Type the first day")},
            "ends_on": {"required": gettext_lazy("Type the last day")},
            "capacity": {"required": gettext_lazy("Type how many places there are")},
        }

    def __init__(self, *args: Any, team: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referrer"].queryset = colleagues(team)
        self.fields["referrer"].required = False
        self.fields["referrer"].label = _("Referrer of the group")

    def clean_capacity(self) -> int:
        capacity = self.cleaned_data["capacity"]
        if capacity < self.instance.taken:
            raise ValidationError(_("More people than that are in the group"))
        return capacity


class StartForm(forms.Form):
    """The reason is asked of the lead, below fifteen people."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Below 15 people, why the group starts: without any name"),
        max_length=300,
        required=False,
    )


class ActivityForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Activity
        fields = ("space", "title", "starts_at", "place")
        widgets = {"starts_at": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        error_messages = {
            "space": {"required": gettext_lazy("Choose the space")},
            "title": {"required": gettext_lazy("Give the activity a title")},
            "starts_at": {"required": gettext_lazy("Type the day and the hour")},
            "place": {"required": gettext_lazy("Type the place")},
        }


class AdmitForm(forms.Form):
    """A place in a group of the member's team, with someone of the team to turn to."""

    use_required_attribute = False
    cohort = GroupField(
        label=pgettext_lazy("unisvers", "Group"),
        queryset=Cohort.objects.none(),
        error_messages={"required": gettext_lazy("Choose the group")},
    )
    referrer = PersonField(
        label=gettext_lazy("Referrer: the person of the team to turn to"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Choose the referrer")},
    )
    agency = forms.ModelChoiceField(
        label=gettext_lazy("Employment agency, if one follows them"), queryset=Agency.objects.all(), required=False
    )
    agreed_on = forms.DateField(
        label=gettext_lazy("Day on which you saw their agreement"),
        widget=day_input(),
        error_messages={"required": gettext_lazy("Type the day on which you saw their agreement")},
    )

    def __init__(self, *args: Any, member: CohortMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Cohort.objects.filter(team=member.team_id, ends_on__gte=timezone.localdate())
        self.fields["cohort"].queryset = groups.order_by("starts_on", "pk")
        self.fields["referrer"].queryset = colleagues(member.team_id)

    def clean_agreed_on(self):
        day = self.cleaned_data["agreed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet"))
        return day


class ReferrerForm(forms.Form):
    use_required_attribute = False
    referrer = PersonField(
        label=gettext_lazy("Referrer: the person of the team to turn to"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Choose the referrer")},
    )

    def __init__(self, *args: Any, member: CohortMember, **kwargs: Any) -> None:
        super().__init__(*args, initial={"referrer": member.referrer_id}, **kwargs)
        self.fields["referrer"].queryset = colleagues(member.team_id)


class FinishForm(forms.Form):
    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=gettext_lazy("What did it lead to?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it led to")},
    )


class LeaveForm(forms.Form):
    use_required_attribute = False
    told = forms.BooleanField(
        label=gettext_lazy("This person stops. No reason is asked."),
        error_messages={"required": gettext_lazy("Tick the box first: this cannot be undone")},
    )
