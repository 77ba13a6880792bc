"""What the teams type: residences, flats and rooms; course sessions and their seats."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from programmes import group_lines
from programmes.models import CourseSession, Flat, Residence, Room
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


hooks.register("register_log_actions", group_lines.register)
