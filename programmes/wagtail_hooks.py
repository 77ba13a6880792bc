"""What the teams type: residences, flats and rooms; course sessions and their seats."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from home.roles import HOUSEHOLDS
from programmes import log_lines
from programmes.desk.households import urls as household_urls
from programmes.models import CourseSession, Flat, Residence, Room, VisitTarget
from programmes.sessions import SessionEditView, SessionForm


class ResidenceViewSet(ModelViewSet):
    model = Residence
    icon = "home"
    menu_label = _("Residences")
    form_fields = ["name", "district"]
    list_display = ["name", "district"]


class FlatViewSet(ModelViewSet):
    model = Flat
    icon = "group"
    menu_label = _("Flats")
    form_fields = ["residence", "kind", "area"]
    list_display = ["kind", "area", "residence"]


class RoomViewSet(ModelViewSet):
    model = Room
    icon = "key"
    menu_label = _("Rooms")
    form_fields = ["flat", "name", "step_free", "is_open"]
    list_display = [
        "name",
        "flat",
        BooleanColumn("step_free", label=_("step-free")),
        BooleanColumn("is_open", label=_("open this season")),
    ]
    list_filter = ["flat", "is_open", "step_free"]


class FlatsharesGroup(ModelViewSetGroup):
    menu_label = _("Flatshares")
    menu_icon = "home"
    menu_order = 60
    items = (ResidenceViewSet, FlatViewSet, RoomViewSet)


@hooks.register("register_admin_viewset")
def register_flatshares():
    return FlatsharesGroup()


class SessionViewSet(ModelViewSet):
    model = CourseSession
    icon = "date"
    menu_label = _("Sessions")
    menu_order = 61
    add_to_admin_menu = True
    edit_view_class = SessionEditView
    list_display = [
        "title",
        "starts_at",
        "capacity",
        "taken",
        "waiting",
        BooleanColumn("is_open", label=pgettext_lazy("session", "Open")),
    ]
    list_filter = ["level", "lsf"]
    search_fields = ["title", "place"]

    def get_form_class(self, for_update=False):
        return SessionForm


@hooks.register("register_admin_viewset")
def register_sessions():
    return SessionViewSet()


class VisitTargetViewSet(ModelViewSet):
    model = VisitTarget
    icon = "table"
    menu_label = _("Targets of visits")
    menu_order = 63
    add_to_admin_menu = True
    form_fields = ["first_year", "last_year", "number", "unit", "area", "source", "stated_on"]
    list_display = ["first_year", "last_year", "number", "unit", "area"]


@hooks.register("register_admin_viewset")
def register_targets():
    return VisitTargetViewSet()


@hooks.register("register_admin_urls")
def register_desk():
    return [
        path("menages/", include((household_urls.urlpatterns, "households"))),
    ]


class HouseholdsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(HOUSEHOLDS)


@hooks.register("register_admin_menu_item")
def register_households():
    address = reverse_lazy("households:list")
    return HouseholdsMenuItem(_("Households"), address, name="households", icon_name="home", order=52)


hooks.register("register_log_actions", log_lines.register)
