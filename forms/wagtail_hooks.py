"""What forms brings into Wagtail's admin: inboxes, the network, texts and dates, retention, and the log's lines."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.ui.sidebar import LinkMenuItem

from forms import log_lines
from forms.figures import urls as figures_urls
from forms.inbox import queries, urls
from forms.lead import urls as lead_urls
from forms.partners import desk, desk_urls
from forms.retention import doors
from forms.retention import urls as retention_urls
from forms.services.reopening import LEAD
from forms.staffing import urls as staffing_urls
from forms.staffing import views as staffing
from forms.wording import urls as wording_urls
from forms.wording import views as wording_views
from home.doors import any_of
from home.menu import ScreenMenuItem


@hooks.register("register_admin_urls")
def register_screens():
    return [
        path("demandes/", include((urls.urlpatterns, "submissions"))),
        path("demandes/partenaires/", include((desk_urls.urlpatterns, "network"))),
        path("demandes/chiffres/", include((figures_urls.urlpatterns, "figures"))),
        path("comptes/", include((staffing_urls.urlpatterns, "staffing"))),
        path("textes/", include((wording_urls.urlpatterns, "wording"))),
        path("delais/", include((lead_urls.urlpatterns, "lead"))),
        path("conservation/", include((retention_urls.urlpatterns, "conservation"))),
    ]


class RequestsMenuItem(ScreenMenuItem):
    """Says how many requests wait for the agent's teams."""

    def render_component(self, request):
        agent = request.user.has_perm(queries.WORK)
        waiting = queries.count_to_do(queries.visible(request.user)) if agent else 0
        label = f"{self.label} ({queries.figure(waiting)})" if waiting else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


MENU = [
    RequestsMenuItem(
        pgettext_lazy("inbox", "Requests"),
        reverse_lazy("submissions:list"),
        name="requests",
        icon_name="mail",
        order=50,
        may=any_of(queries.WORK, queries.COUNT),
    ),
    ScreenMenuItem(
        _("Partner network"),
        reverse_lazy("network:list"),
        name="network",
        icon_name="group",
        order=55,
        may=any_of(desk.MANAGE),
    ),
    ScreenMenuItem(
        _("Texts and dates"),
        reverse_lazy("wording:list"),
        name="texts",
        icon_name="edit",
        order=55,
        may=any_of(wording_views.CHANGE, wording_views.TRANSLATE),
    ),
    ScreenMenuItem(
        _("Times and reasons"),
        reverse_lazy("lead:levels"),
        name="lead",
        icon_name="time",
        order=56,
        may=any_of(LEAD),
    ),
    ScreenMenuItem(
        _("Figures"),
        reverse_lazy("figures:home"),
        name="figures",
        icon_name="table",
        order=57,
        may=any_of(LEAD),
    ),
    ScreenMenuItem(
        _("Retention"),
        reverse_lazy("conservation:list"),
        name="retention",
        icon_name="history",
        order=60,
        may=lambda user: doors.may(user, doors.SIGN),
    ),
    ScreenMenuItem(
        _("Who sees what"),
        reverse_lazy("staffing:list"),
        name="staffing",
        icon_name="user",
        order=62,
        may=staffing.reads,
    ),
]
for item in MENU:
    hooks.register("register_admin_menu_item", lambda item=item: item)

hooks.register("register_log_actions", log_lines.register)
