"""Audits in the staff area: the list, the frame of each, and the way to its grid."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from home.accessibility import rgaa
from home.models import Audit


def progress(audit: Audit) -> str:
    return f"{audit.results.count()} / {len(rgaa.criteria(audit.rgaa_version))}"


class AuditViewSet(ModelViewSet):
    model = Audit
    name = url_prefix = "audit"
    icon = "tick-inverse"
    menu_label = _("Accessibility audits")
    menu_order = 640
    add_to_admin_menu = True
    form_fields = ["rgaa_version", "done_by", "done_on", "environments", "tools", "pages", "rebuilt_on", "is_published"]
    list_display = [
        "__str__",
        "done_by",
        TitleColumn(
            "results",
            label=_("Criteria checked"),
            accessor=progress,
            get_url=lambda audit: reverse("audit_results", args=[audit.pk]),
        ),
        BooleanColumn("is_published", label=_("stated to the public")),
    ]
    inspect_view_enabled = False
