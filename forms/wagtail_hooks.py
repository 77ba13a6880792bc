"""What forms brings into Wagtail's admin: inboxes, the network, texts and dates, and the log's lines."""

from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from forms import log_lines
from forms.inbox import queries, urls
from forms.partners import desk, desk_urls
from forms.wording import urls as wording_urls
from forms.wording import views as wording_views


@hooks.register("register_admin_urls")
def register_screens():
    return [
        path("demandes/", include((urls.urlpatterns, "submissions"))),
        path("demandes/partenaires/", include((desk_urls.urlpatterns, "network"))),
        path("textes/", include((wording_urls.urlpatterns, "wording"))),
    ]


class TextsMenuItem(MenuItem):
    def is_shown(self, request):
        return any(request.user.has_perm(right) for right in (wording_views.CHANGE, wording_views.TRANSLATE))


@hooks.register("register_admin_menu_item")
def register_texts_menu_item():
    return TextsMenuItem(_("Texts and dates"), reverse_lazy("wording:list"), name="texts", icon_name="edit", order=55)


class RequestsMenuItem(MenuItem):
    """Says how many requests wait for the agent's teams."""

    def is_shown(self, request):
        return any(request.user.has_perm(right) for right in (queries.WORK, queries.COUNT))

    def render_component(self, request):
        agent = request.user.has_perm(queries.WORK)
        waiting = queries.count_to_do(queries.visible(request.user)) if agent else 0
        label = f"{self.label} ({queries.figure(waiting)})" if waiting else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def register_menu_item():
    return RequestsMenuItem(
        pgettext_lazy("inbox", "Requests"), reverse("submissions:list"), name="requests", icon_name="mail", order=50
    )


class NetworkMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(desk.MANAGE)


@hooks.register("register_admin_menu_item")
def register_network():
    return NetworkMenuItem(_("Partner network"), reverse("network:list"), name="network", icon_name="group", order=55)


hooks.register("register_log_actions", log_lines.register)
