"""What is chosen on the screens of accounts and teams."""

from django import forms
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy

from forms.inbox.forms import StaffForm
from forms.models import Inbox
from forms.staffing.words import name
from home.accounts.joining import GUARDED


class TeamField(forms.ModelChoiceField):
    def label_from_instance(self, group: Group) -> str:
        return name(group, self.inboxes)


class ProposeForm(StaffForm):
    """A team that the account is not in yet."""

    team = TeamField(
        Group.objects.none(),
        label=gettext_lazy("Team"),
        empty_label=gettext_lazy("Choose a team"),
        error_messages={
            "required": gettext_lazy("Choose a team"),
            "invalid_choice": gettext_lazy("The account is in this team already, or nobody is proposed for it."),
        },
    )

    def __init__(self, *args, account: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        teams = Group.objects.filter(name__in=GUARDED).exclude(user=account)
        self.fields["team"].inboxes = dict(Inbox.objects.values_list("team", "name"))
        self.fields["team"].queryset = teams.order_by("name")
