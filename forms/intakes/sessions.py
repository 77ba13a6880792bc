"""The sessions that one may sign up for, in words: when, where, and how many seats are left."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import CourseSession
from programmes.seats_in_words import seats_in_words

NONE_SUITS = "none"


class SessionLabel(str):
    """The text of a radio button, with the line that stands below it."""

    hint = ""


class SessionRadios(forms.RadioSelect):
    def create_option(self, name, value, label, *args, **kwargs):
        return super().create_option(name, value, label, *args, **kwargs) | {"hint": getattr(label, "hint", "")}


class SessionField(forms.ChoiceField):
    """One open session by its key, or none of them. Read when it is asked, and shown in words even after it is over."""

    widget = SessionRadios

    def __init__(self, **kwargs) -> None:
        super().__init__(choices=session_choices, **kwargs)
        self.error_messages["required"] = gettext_lazy("Choose a session, or say that none suits you")
        self.error_messages["invalid_choice"] = gettext_lazy(
            "This session is full, cancelled or already started. Your other answers are kept: choose another session."
        )

    def shown(self, value: str) -> str:
        if value == NONE_SUITS:
            return _("No session suits me")
        session = CourseSession.objects.filter(pk=value).first()
        return f"{session}. {session.where}" if session else _("A session that is not listed any more")


def session_choices() -> list[tuple[str, str]]:
    """The open sessions that have a seat or a place on the waiting list, soonest first."""
    listed = [(session, seats_in_words(session)) for session in CourseSession.objects.open().with_queue()]
    return [
        *((str(session.pk), _label(session, seats)) for session, seats in listed if seats),
        (NONE_SUITS, _("No session suits me")),
    ]


def _label(session: CourseSession, seats: str) -> SessionLabel:
    label = SessionLabel(session)
    sign_language = session.lsf == CourseSession.SignLanguage.BOOKED
    about = [
        "" if session.kind == CourseSession.Kind.COURSE else capfirst(session.get_kind_display()),
        session.get_level_display(),
        session.where,
        _("Language: %(language)s") % {"language": session.language},
        _("On the spot: %(equipment)s") % {"equipment": session.equipment} if session.equipment else "",
        _("Step-free") if session.step_free else "",
        _("With an LSF interpreter") if sign_language else "",
    ]
    label.hint = ". ".join(str(part) for part in [seats, session.description.rstrip("."), *about] if part) + "."
    return label
