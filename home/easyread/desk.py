"""The screens of easy-to-read texts: written by communication, approved by the chief editors."""

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import EasyRead


class StatusColumn(Column):
    def get_value(self, instance: EasyRead) -> str:
        return instance.status().label if instance.live else ""


class EasyReadViewSet(SnippetViewSet):
    model = EasyRead
    icon = "openquote"
    menu_label = gettext_lazy("Easy-to-read texts")
    menu_order = 65
    add_to_admin_menu = True
    list_display = ["title", StatusColumn("status", label=gettext_lazy("State")), "compared_on", "reviewed_on"]
    list_per_page = 20

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return EasyRead.objects.select_related("page")


def name_what_differs(request: HttpRequest, saved: models.Model) -> None:
    """After each save: the figures that the page does not state, and what keeps the mark away."""
    if not isinstance(saved, EasyRead):
        return
    unstated = [fact.written for fact in saved.unstated()]
    if unstated:
        words = _("The page does not state these: %(facts)s. Check each one.")
        messages.warning(request, words % {"facts": ", ".join(unstated)})
    if saved.readers and not saved.is_reviewed:
        messages.warning(request, _("The text has changed since it was read: have it read again, and date that."))
    if not saved.is_current():
        messages.warning(request, _("The page has changed since this text was compared with it."))
