"""The user screens of Wagtail's admin, narrowed."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.users.views import users

from home.accounts.forms import AccountForm, NewAccountForm
from home.accounts.invitations import invite
from home.accounts.rules import may_change


class NewAccountView(users.CreateView):
    success_message = _("Account “%(object)s” created. The person gets a mail to choose a password.")

    def save_instance(self):
        account = super().save_instance()
        invite(self.request, account)
        return account


class AccountView(users.EditView):
    def dispatch(self, request, *args, **kwargs):
        if not may_change(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class StaffViewSet(users.UserViewSet):
    add_view_class = NewAccountView
    edit_view_class = AccountView
    copy_view_enabled = False
    # Wagtail's own templates for users name the fields that we took away
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else NewAccountForm
