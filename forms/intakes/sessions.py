"""The sessions that one may sign up for, in words: when, where, and how many seats are left."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import CourseSession
from programmes.seats_in_words import seats_in_words

NONE_SUITS = "none"


class SessionLabel(SafeString):
    """The text of a radio button, with the line that stands below it: what the team typed is said to be French."""

    hint = ""

    @classmethod
    def of(cls, session: CourseSession) -> "SessionLabel":
        return cls(format_html("{}, {}", french(session.title), session.when))


def french(words: str) -> SafeString:
    return format_html('<span lang="fr">{}</span>', words)


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
    label = SessionLabel.of(session)
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
    described = french(session.description.rstrip(".")) if session.description else ""
    parts = format_html_join(". ", "{}", ((part,) for part in [seats, described, *about] if part))
    label.hint = format_html("{}.", parts)
    return label
