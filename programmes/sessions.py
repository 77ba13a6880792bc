"""The screen where the team types course sessions, while sign-ups go on."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import EditView

from programmes.models import CourseSession
from programmes.models.enrolments import TAKE_ATTENDANCE
from programmes.services import seat_offers


class SessionForm(WagtailAdminModelForm):
    """Seats taken are shown, never typed. A session is called off where its people are: they are told there."""

    class Meta:
        model = CourseSession
        fields = [
            "title",
            "kind",
            "description",
            "starts_at",
            "ends_at",
            "place",
            "address",
            "level",
            "language",
            "equipment",
            "mediator",
            "step_free",
            "lsf",
            "capacity",
            "waiting_capacity",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"].queryset = mediators()
        if self.instance.pk:
            held = {"taken": self.instance.taken, "waiting": self.instance.waiting}
            self.fields["capacity"].help_text = _("Taken now: %(taken)s. People waiting: %(waiting)s.") % held

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The session ends before it starts. Choose a later hour."))
        return cleaned

    def clean_capacity(self):
        seats = self.cleaned_data["capacity"]
        if seats < 1:
            raise ValidationError(_("A session has one seat at least."))
        self._refuse_below("taken", seats, _("%(held)s seats are taken: type this number or more."))
        return seats

    def clean_waiting_capacity(self):
        places = self.cleaned_data["waiting_capacity"]
        self._refuse_below("waiting", places, _("%(held)s people are waiting: type this number or more."))
        return places

    def _refuse_below(self, counter: str, asked: int, message: str) -> None:
        held = getattr(self.instance, counter)
        if asked < held:
            raise ValidationError(message % {"held": held})


def mediators():
    """Who keeps sheets."""
    right = {"groups__permissions__content_type__app_label": "programmes"}
    keepers = User.objects.filter(is_active=True, groups__permissions__codename=TAKE_ATTENDANCE, **right)
    return keepers.order_by("last_name", "first_name", "username").distinct()


class SessionEditView(EditView):
    """Nobody signs up between the reading of the counts and the writing of the seats."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Seats that were added go to those who wait, as many as fit."""
        response = super().form_valid(form)
        seat_offers.offer_at(self.object.pk)
        return response

    def get_object(self, queryset=None):
        sessions = self.get_queryset()
        return super().get_object(sessions.select_for_update() if self.request.method == "POST" else sessions)
