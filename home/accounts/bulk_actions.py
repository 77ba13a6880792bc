"""Wagtail's bulk actions on users, held to the same rule as the form of one account."""

from django import forms
from django.contrib.auth.models import Group
from wagtail.users.views import bulk_actions

from home.accounts.joining import GUARDED
from home.accounts.rules import may_change


class RoleForm(forms.Form):
    """The roles that read no request: the lead confirms who gets the others."""

    role = forms.ModelChoiceField(queryset=Group.objects.exclude(name__in=GUARDED))


class AssignRole(bulk_actions.AssignRoleBulkAction):
    form_class = RoleForm

    def check_perm(self, obj):
        return super().check_perm(obj) and may_change(self.request.user, obj)


class SetActiveState(bulk_actions.SetActiveStateBulkAction):
    @classmethod
    def execute_action(cls, objects, mark_as_active=False, **kwargs):
        """One by one, so that what follows from closing an account does."""
        for account in objects:
            account.is_active = mark_as_active
            account.save(update_fields=["is_active"])
        return len(objects), 0

    def check_perm(self, obj):
        return super().check_perm(obj) and may_change(self.request.user, obj)
