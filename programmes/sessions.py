"""The screen where the team types course sessions, while sign-ups go on."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import EditView

from programmes.models import CourseSession


class SessionForm(WagtailAdminModelForm):
    """`cancelled` stands for the moment of it. Seats taken are shown, never typed."""

    cancelled = forms.BooleanField(
        label=gettext_lazy("This session is cancelled"),
        required=False,
        help_text=gettext_lazy(
            "Nobody can sign up any more, and those who did read it when they follow their request. "
            "No message is sent: call or write to them."
        ),
    )

    class Meta:
        model = CourseSession
        fields = [
            "title",
            "description",
            "starts_at",
            "ends_at",
            "place",
            "address",
            "level",
            "language",
            "step_free",
            "lsf",
            "capacity",
            "waiting_capacity",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cancelled"].initial = self.instance.cancelled_at is not None
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

    def save(self, commit=True):
        cancelled = self.cleaned_data["cancelled"]
        self.instance.cancelled_at = (self.instance.cancelled_at or timezone.now()) if cancelled else None
        return super().save(commit)


class SessionEditView(EditView):
    """Nobody signs up between the reading of the counts and the writing of the seats."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def get_object(self, queryset=None):
        sessions = self.get_queryset()
        return super().get_object(sessions.select_for_update() if self.request.method == "POST" else sessions)
