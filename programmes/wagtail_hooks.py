"""What the teams type: residences, flats and rooms; course sessions and their seats."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from home.doors import any_of
from home.menu import ScreenMenuItem
from home.roles import HOUSEHOLDS, LEADING
from programmes import log_lines
from programmes.desk.board import urls as board_urls
from programmes.desk.cohorts import urls as cohort_urls
from programmes.desk.households import urls as household_urls
from programmes.desk.rooms import doors as rooms
from programmes.desk.rooms import urls as rooms_urls
from programmes.desk.sessions import urls as session_urls
from programmes.models import Agency, CourseSession, Flat, Residence, Room, Space, VisitTarget
from programmes.sessions import SessionEditView, SessionForm


class ResidenceViewSet(ModelViewSet):
    model = Residence
    icon = "home"
    menu_label = _("Residences")
    form_fields = ["name", "district", "correspondents"]
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
    list_filter = ["kind", "level", "lsf"]
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


hooks.register("register_log_actions", log_lines.register)


@hooks.register("register_admin_urls")
def register_screens():
    return [
        path("chiffres/", include((board_urls.urlpatterns, "board"))),
        path("chambres/", include((rooms_urls.urlpatterns, "rooms"))),
        path("menages/", include((household_urls.urlpatterns, "households"))),
        path("groupes/", include((cohort_urls.urlpatterns, "groups_desk"))),
        path("ateliers-suivi/", include((session_urls.urlpatterns, "sessions_desk"))),
    ]


MENU = [
    ScreenMenuItem(
        _("Rooms to let"),
        reverse_lazy("rooms:board"),
        name="rooms",
        icon_name="key",
        order=52,
        may=any_of(rooms.LET),
    ),
    ScreenMenuItem(
        _("Students of your residences"),
        reverse_lazy("rooms:housed"),
        name="housed",
        icon_name="group",
        order=53,
        may=any_of(rooms.SEE_HOUSED),
    ),
    ScreenMenuItem(
        _("Households"),
        reverse_lazy("households:list"),
        name="households",
        icon_name="home",
        order=52,
        may=any_of(HOUSEHOLDS),
    ),
    ScreenMenuItem(
        _("Follow-up of sessions"),
        reverse_lazy("sessions_desk:list"),
        name="sessions-desk",
        icon_name="list-ul",
        order=54,
        may=any_of("programmes.work_seats", "programmes.take_attendance"),
    ),
    ScreenMenuItem(
        _("Follow-up of groups"),
        reverse_lazy("groups_desk:list"),
        name="groups-desk",
        icon_name="group",
        order=54,
        may=any_of("programmes.follow_groups"),
    ),
    ScreenMenuItem(
        pgettext_lazy("menu", "Programmes in figures"),
        reverse_lazy("board:home"),
        name="board",
        icon_name="table",
        order=58,
        may=any_of(LEADING),
    ),
]
for item in MENU:
    hooks.register("register_admin_menu_item", lambda item=item: item)
