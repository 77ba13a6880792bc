"""What the teams type: residences, flats and rooms; course sessions and their seats."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from home.menu import ScreenMenuItem
from programmes import group_lines
from programmes.desk.cohorts import doors as cohort_doors
from programmes.desk.cohorts import urls as cohort_urls
from programmes.models import Agency, CourseSession, Flat, Residence, Room, Space
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


class SpaceViewSet(ModelViewSet):
    model = Space
    icon = "list-ul"
    menu_label = pgettext_lazy("unisvers", "Spaces")
    form_fields = ["name", "code", "position"]
    list_display = ["name", "position"]


class AgencyViewSet(ModelViewSet):
    model = Agency
    icon = "site"
    menu_label = _("Employment agencies")
    form_fields = ["name", "address"]
    list_display = ["name", "address"]


class InsertionGroup(ModelViewSetGroup):
    menu_label = _("Unis’Vers")
    menu_icon = "group"
    menu_order = 64
    items = (SpaceViewSet, AgencyViewSet)


@hooks.register("register_admin_viewset")
def register_insertion():
    return InsertionGroup()


@hooks.register("register_admin_urls")
def register_cohorts():
    return [path("groupes/", include((cohort_urls.urlpatterns, "groups_desk")))]


@hooks.register("register_admin_menu_item")
def register_cohorts_item():
    return ScreenMenuItem(
        _("Follow-up of groups"),
        reverse_lazy("groups_desk:list"),
        name="groups-desk",
        icon_name="group",
        order=63,
        may=cohort_doors.enters,
    )


hooks.register("register_log_actions", group_lines.register)
