"""The inboxes inside Wagtail's admin: addresses, menu item, and what the log's lines say."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.log_actions import LogFormatter

from forms.inbox import queries, urls
from forms.reasons import BY_RULE, REASONS
from forms.retention import doors
from forms.retention import urls as retention_urls
from forms.workflow import STAFF_LABELS


@hooks.register("register_admin_urls")
def register_inboxes():
    return [
        path("demandes/", include((urls.urlpatterns, "submissions"))),
        path("conservation/", include((retention_urls.urlpatterns, "conservation"))),
    ]


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


class RetentionMenuItem(MenuItem):
    def is_shown(self, request):
        return doors.may(request.user, doors.SIGN)


@hooks.register("register_admin_menu_item")
def register_retention():
    return RetentionMenuItem(
        _("Retention"), reverse("conservation:list"), name="retention", icon_name="history", order=60
    )


class MovedFormatter(LogFormatter):
    label = _("Request decided")

    def format_message(self, log_entry):
        target, reason = log_entry.data.get("to", ""), log_entry.data.get("reason", "")
        words = [STAFF_LABELS.get(target, target), (REASONS | BY_RULE).get(reason, "")]
        return ". ".join(str(part).rstrip(".") for part in words if part)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("forms.submitted", _("Request sent"), _("Request received"))
    actions.register_action("forms.taken", _("Request taken"), _("Taken"))
    actions.register_action("forms.asked", _("Question asked"), _("Question sent to the person"))
    actions.register_action("forms.answered", _("Question answered"), _("The person answered"))
    actions.register_action("forms.moved")(MovedFormatter)
    actions.register_action("forms.kept_for", _("Retention figure changed"), _("Retention figure changed"))
    actions.register_action("forms.held", _("Deletion held back"), _("Deletion held back"))
    actions.register_action("forms.erasure_asked", _("Erasure asked for"), _("Erasure asked for"))
    actions.register_action("forms.purge_signed", _("Deletion signed"), _("Deletion signed"))
    actions.register_action("forms.purged", _("Requests deleted"), _("Requests deleted"))
