"""What the site brings into Wagtail's admin: accounts, easy texts, words, audits and sign-language videos."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.accessibility import desk as audits
from home.accessibility.viewset import AuditViewSet
from home.accounts.bulk_actions import AssignRole, SetActiveState
from home.easyread.desk import EasyReadViewSet, name_what_differs
from home.glossary.desk import GlossaryViewSet
from home.menu import ScreenMenuItem
from home.signed import log_lines
from home.signed.desk import urls as signed_urls
from home.signed.desk import views as signed_desk

LAST = 1000

# Wagtail keeps one bulk action of a kind for a model: the last one registered. Ours take the place of its own.
for action in (AssignRole, SetActiveState):
    hooks.register("register_bulk_action", action, order=LAST)

register_snippet(EasyReadViewSet)
register_snippet(GlossaryViewSet)
hooks.register("after_create_snippet", name_what_differs)
hooks.register("after_edit_snippet", name_what_differs)
hooks.register("register_admin_viewset", AuditViewSet)
hooks.register("register_log_actions", log_lines.register)


@hooks.register("register_admin_urls")
def register_screens():
    return [
        path("audit/<int:pk>/resultats/", audits.results, name="audit_results"),
        path("lsf/", include((signed_urls.urlpatterns, "signed_desk"))),
    ]


@hooks.register("register_admin_menu_item")
def signed_videos():
    link = reverse_lazy("signed_desk:list")
    return ScreenMenuItem(_("Sign language"), link, name="signed", icon_name="media", order=65, may=signed_desk.may)
