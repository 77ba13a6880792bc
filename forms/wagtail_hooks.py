"""The inboxes inside Wagtail's admin: addresses, menu item, and what the log's lines say."""

from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.log_actions import LogFormatter

from forms.inbox import queries, urls
from forms.models import Channel, Suspicion
from forms.partners import desk, desk_urls
from forms.reasons import REASONS
from forms.wording import urls as wording_urls
from forms.wording import views as wording_views
from forms.workflow import STAFF_LABELS


@hooks.register("register_admin_urls")
def register_inboxes():
    return [
        path("demandes/", include((urls.urlpatterns, "submissions"))),
        path("demandes/partenaires/", include((desk_urls.urlpatterns, "network"))),
    ]


@hooks.register("register_admin_urls")
def register_wording():
    return [path("textes/", include((wording_urls.urlpatterns, "wording")))]


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


class MovedFormatter(LogFormatter):
    label = _("Request decided")

    def format_message(self, log_entry):
        target, reason = log_entry.data.get("to", ""), log_entry.data.get("reason", "")
        words = [STAFF_LABELS.get(target, target), REASONS.get(reason, "")]
        return ". ".join(str(part).rstrip(".") for part in words if part)


class SubmittedFormatter(LogFormatter):
    label = _("Request sent")

    def format_message(self, log_entry):
        entered = {
            Channel.DESK: _("Entered at the desk"),
            Channel.PHONE: _("Entered by phone"),
            Channel.LETTER: _("Entered from a letter"),
            Channel.PARTNER: _("Sent by a partner"),
        }
        return entered.get(log_entry.data.get("channel"), _("Request received"))


class QuarantinedFormatter(LogFormatter):
    label = _("Request put in quarantine")

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason", "")
        return "{} {}".format(_("Put in quarantine."), dict(Suspicion.choices).get(reason, reason))


NETWORK_ACTIONS = {
    "organisation_added": _("Partner organisation added"),
    "organisation_changed": _("Partner organisation changed"),
    "partner_approved": _("Partner approved"),
    "partner_corrected": _("Partner’s details changed"),
    "partner_code_renewed": _("Partner’s personal code renewed"),
    "partner_closed": _("Partner closed"),
    "partner_reopened": _("Partner reopened"),
    "partner_signed_in": _("Partner signed in"),
}


class RewordedFormatter(LogFormatter):
    label = _("Text of a request changed")

    def format_message(self, log_entry):
        words = _("%(place)s (%(language)s): “%(before)s” became “%(after)s”")
        kept = {name: log_entry.data.get(name) or "…" for name in ("place", "language", "before", "after")}
        return words % kept


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("forms.submitted")(SubmittedFormatter)
    actions.register_action("forms.quarantined")(QuarantinedFormatter)
    actions.register_action("forms.released", _("Request released"), _("Released from quarantine"))
    actions.register_action("forms.called_spam", _("Request closed as spam"), _("Closed as spam"))
    actions.register_action("forms.code_renewed", _("Code renewed"), _("New code made"))
    actions.register_action("forms.taken", _("Request taken"), _("Taken"))
    actions.register_action("forms.asked", _("Question asked"), _("Question sent to the person"))
    actions.register_action("forms.answered", _("Question answered"), _("The person answered"))
    actions.register_action("forms.moved")(MovedFormatter)
    for action, label in NETWORK_ACTIONS.items():
        actions.register_action(f"forms.{action}", label, label)


@hooks.register("register_log_actions")
def register_settings_log_actions(actions):
    actions.register_action("forms.dates_set", _("Request dates set"), _("Dates set"))
    actions.register_action("forms.list_arranged", _("Choices arranged"), _("Choices arranged"))
    actions.register_action("forms.reworded")(RewordedFormatter)
