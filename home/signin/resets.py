"""An administrator takes a colleague's factors away: a telephone lost, a key broken."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from home.accounts.rules import may_change
from home.signin import enrolment, mails


@permission_required("auth.change_user")
def reset_factors(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(User, pk=pk)
    if not may_change(request.user, account):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "signin/reset.html", {"account": account})
    enrolment.reset(account, by=request.user)
    mails.send(account, _("Your second factor was taken away"), _told(request.user))
    messages.success(request, _("Second factor of “%(name)s” taken away.") % {"name": account.get_username()})
    return redirect("wagtailusers_users:index")


def _told(admin: User) -> str:
    return _(
        "%(name)s took away the second factor of your account, and your codes with it. All your sessions are closed.\n"
        "Sign in within 7 days to protect your account again.\n"
        "You did not ask for this? Call your information systems department at once."
    ) % {"name": admin.get_full_name() or admin.get_username()}
