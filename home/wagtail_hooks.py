"""What the site changes in Wagtail's admin."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.accounts.bulk_actions import AssignRole, SetActiveState
from home.signed.desk import urls as signed_urls
from home.signed.desk import views as signed_desk

LAST = 1000

# Wagtail keeps one bulk action of a kind for a model: the last one registered. Ours take the place of its own.
for action in (AssignRole, SetActiveState):
    hooks.register("register_bulk_action", action, order=LAST)


@hooks.register("register_admin_urls")
def register_screens():
    return [path("lsf/", include((signed_urls.urlpatterns, "signed_desk")))]


class SignedMenuItem(MenuItem):
    def is_shown(self, request):
        return signed_desk.may(request.user)


@hooks.register("register_admin_menu_item")
def signed_videos():
    return SignedMenuItem(
        _("Sign language"), reverse_lazy("signed_desk:list"), name="signed", icon_name="media", order=65
    )


SIGNED_LINES = {
    "received": _("Sign-language film received"),
    "retried": _("Sign-language film converted again"),
    "described": _("Words of a sign-language video changed"),
    "checked": _("Sign-language video checked"),
    "published": _("Sign-language video published"),
    "withdrawn": _("Sign-language video taken off the site"),
    "confirmed": _("Signs confirmed after a change of the text"),
    "deleted": _("Sign-language video deleted"),
}


@hooks.register("register_log_actions")
def register_signed_lines(actions):
    for action, line in SIGNED_LINES.items():
        actions.register_action(f"signed.{action}", line, line)
