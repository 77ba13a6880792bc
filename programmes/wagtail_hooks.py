"""Residences, flats and rooms, typed by the flatshare team."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from programmes.models import Flat, Residence, Room


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
