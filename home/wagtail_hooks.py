"""What the site changes in Wagtail's admin, and the audits that it brings there."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from home.accessibility import desk, rgaa
from home.accounts.bulk_actions import AssignRole, SetActiveState
from home.easyread.desk import EasyReadViewSet, name_what_differs
from home.glossary.desk import GlossaryViewSet
from home.models import Audit

LAST = 1000

# Wagtail keeps one bulk action of a kind for a model: the last one registered. Ours take the place of its own.
for action in (AssignRole, SetActiveState):
    hooks.register("register_bulk_action", action, order=LAST)

register_snippet(EasyReadViewSet)
register_snippet(GlossaryViewSet)
hooks.register("after_create_snippet", name_what_differs)
hooks.register("after_edit_snippet", name_what_differs)


def progress(audit: Audit) -> str:
    return f"{audit.results.count()} / {len(rgaa.criteria(audit.rgaa_version))}"


class AuditViewSet(ModelViewSet):
    """The list, the frame of an audit, and the way to its grid."""

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


@hooks.register("register_admin_viewset")
def register_audits():
    return AuditViewSet()


@hooks.register("register_admin_urls")
def register_results():
    return [path("audit/<int:pk>/resultats/", desk.results, name="audit_results")]
