"""Sign-in inside Wagtail's admin: what the log says, the way to one's factors, the reset of a colleague's."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from home.accounts.rules import may_change
from home.menu import ScreenMenuItem
from home.signin import resets


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("signin.in", _("Signed in"), _("Signed in"))
    actions.register_action("signin.locked", _("Sign-in locked"), _("Locked for 15 minutes after wrong tries"))
    actions.register_action("signin.added", _("Second factor added"), _("Second factor added"))
    actions.register_action("signin.removed", _("Second factor removed"), _("Second factor removed"))
    actions.register_action("signin.proposed", _("Proposed for a team"), _("Proposed for a team"))
    actions.register_action("signin.joined", _("Joined a team"), _("Joined a team, confirmed by the lead"))
    actions.register_action("signin.not_joined", _("Refused for a team"), _("Refused for a team by the lead"))
    actions.register_action("signin.left", _("Left a team"), _("Taken out of a team"))
    actions.register_action("signin.glass_broken", _("Emergency access opened"), _("Every right, for a few hours"))
    actions.register_action("signin.glass_ended", _("Emergency access ended"), _("Usual rights again"))
    actions.register_action("signin.reset", _("Second factors taken away"), _("Second factors taken away"))


@hooks.register("register_admin_urls")
def register_resets():
    return [path("comptes/<int:pk>/facteurs/", resets.reset_factors, name="signin_reset")]


@hooks.register("register_user_listing_buttons")
def reset_button(user, request_user):
    if may_change(request_user, user):
        yield Button(_("Reset the second factor"), reverse("signin_reset", args=[user.pk]), icon_name="key")


@hooks.register("register_admin_menu_item")
def own_factors():
    link = reverse("mfa_index")
    return ScreenMenuItem(_("My sign-in"), link, name="signin", icon_name="key", order=9000, may=lambda _user: True)
