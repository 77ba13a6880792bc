"""Wagtail's bulk actions on users, held to the same rule as the form of one account."""

from wagtail.users.views import bulk_actions

from home.accounts.rules import may_change


class AssignRole(bulk_actions.AssignRoleBulkAction):
    def check_perm(self, obj):
        return super().check_perm(obj) and may_change(self.request.user, obj)


class SetActiveState(bulk_actions.SetActiveStateBulkAction):
    def check_perm(self, obj):
        return super().check_perm(obj) and may_change(self.request.user, obj)
