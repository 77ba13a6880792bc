"""What the history of a request, of the network and of texts says, line by line. Codes and references only."""

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from forms import refusals
from forms.models import Channel, Inbox, Suspicion
from forms.models.casework import Flaw
from forms.reasons import REOPENED_FOR
from forms.workflow import BY_RULE, STAFF_LABELS
from programmes.events import EVENTS


class MovedFormatter(LogFormatter):
    label = _("Request decided")

    def format_message(self, log_entry):
        target, reason = log_entry.data.get("to", ""), log_entry.data.get("reason", "")
        rule = BY_RULE.get((log_entry.data.get("from"), target)) if log_entry.data.get("by_rule") else ""
        words = [STAFF_LABELS.get(target, target), refusals.words(reason), rule]
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


class AssignedFormatter(LogFormatter):
    label = _("Request given to a colleague")

    def format_message(self, log_entry):
        agent = User.objects.filter(pk=log_entry.data.get("to")).first()
        return _("Given to %(agent)s") % {"agent": (agent and agent.get_full_name()) or agent or _("a colleague")}


class ReroutedFormatter(LogFormatter):
    label = _("Request passed on")

    def format_message(self, log_entry):
        names = dict(Inbox.objects.values_list("slug", "name"))
        origin, to = (names.get(log_entry.data.get(end), "…") for end in ("from", "to"))
        return _("Passed on from “%(origin)s” to “%(to)s”") % {"origin": origin, "to": to}


class ReopenedFormatter(LogFormatter):
    label = _("Request reopened")

    def format_message(self, log_entry):
        reason = REOPENED_FOR.get(log_entry.data.get("reason", ""), "")
        return "{} {}".format(_("Reopened."), reason)


class RejectedFormatter(LogFormatter):
    label = _("Document not accepted")

    def format_message(self, log_entry):
        reason = dict(Flaw.choices).get(log_entry.data.get("reason", ""), "")
        return "{} {}".format(_("Document not accepted."), reason)


class QuarantinedFormatter(LogFormatter):
    label = _("Request put in quarantine")

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason", "")
        return "{} {}".format(_("Put in quarantine."), dict(Suspicion.choices).get(reason, reason))


class RewordedFormatter(LogFormatter):
    label = _("Text of a request changed")

    def format_message(self, log_entry):
        words = _("%(place)s (%(language)s): “%(before)s” became “%(after)s”")
        kept = {name: log_entry.data.get(name) or "…" for name in ("place", "language", "before", "after")}
        return words % kept


class FollowedFormatter(LogFormatter):
    label = _("Follow-up changed")

    def format_message(self, log_entry):
        event = log_entry.data.get("event", "")
        return EVENTS.get(event, event)


LINES = {
    "released": (_("Request released"), _("Released from quarantine")),
    "not_begun": (_("Nothing could start"), _("What was asked for is not free any more: nothing started by itself")),
    "called_spam": (_("Request closed as spam"), _("Closed as spam")),
    "code_renewed": (_("Code renewed"), _("New code made")),
    "taken": (_("Request taken"), _("Taken")),
    "given_back": (_("Request given back"), _("Back in the queue: its agent has left the team")),
    "asked": (_("Question asked"), _("Question sent to the person")),
    "noted": (_("Note written"), _("Note written")),
    "merged": (_("Request merged"), _("Closed as a duplicate, merged into another request")),
    "took_in": (_("Duplicate merged in"), _("A duplicate was merged into this request")),
    "unmerged": (_("Merge undone"), _("The merge was undone: it is a request of its own again")),
    "gave_back": (_("Merge undone"), _("A merge into this request was undone")),
    "document_accepted": (_("Document accepted"), _("Document accepted")),
    "document_asked": (_("Document asked for"), _("A document was asked for")),
    "document_settled": (_("Document settled"), _("What was asked for is here, or is not needed any more")),
    "document_missed": (_("Document missed"), _("A document did not come in time: a task asks the team to decide")),
    "completed": (_("Acceptance complete"), _("Nothing is owed any more: what the acceptance begins has begun")),
    "more_time": (_("More time given"), _("More time given for the documents")),
    "agreed": (_("Agreement recorded"), _("The agreement of the person it is about was recorded")),
    "reason_set": (_("Reason of refusal changed"), _("Reason of refusal changed")),
    "silent": (_("No answer came"), _("No answer came in time: the request is ours to do again")),
    "escalated": (_("Request overdue"), _("Overdue: the lead is told")),
    "level_set": (_("Service level set"), _("Service level set")),
    "messaged": (_("Message sent to the person"), _("A message was written to the person")),
    "template_kept": (_("Ready-made message changed"), _("Ready-made message changed")),
    "errand_done": (_("Task done"), _("Letter posted, call made, or person reached")),
    "not_reached": (
        _("Message refused"),
        _("A message did not get through: the person is to be reached another way"),
    ),
    "translated": (_("Answer in sign language put into French"), _("An answer in sign language was put into French")),
    "interpreter_set": (_("State of the interpreter set"), _("The state of the interpreter was changed")),
    "answered": (_("Question answered"), _("The person answered")),
    "document_added": (_("Document added"), _("A document was added")),
    "kept_for": (_("Retention figure changed"), _("Retention figure changed")),
    "held": (_("Deletion held back"), _("Deletion held back")),
    "erasure_asked": (_("Erasure asked for"), _("Erasure asked for")),
    "purge_signed": (_("Deletion signed"), _("Deletion signed")),
    "purged": (_("Requests deleted"), _("Requests deleted")),
    "dates_set": (_("Request dates set"), _("Dates set")),
    "list_arranged": (_("Choices arranged"), _("Choices arranged")),
    "organisation_added": (_("Partner organisation added"), _("Partner organisation added")),
    "organisation_changed": (_("Partner organisation changed"), _("Partner organisation changed")),
    "partner_approved": (_("Partner approved"), _("Partner approved")),
    "partner_corrected": (_("Partner’s details changed"), _("Partner’s details changed")),
    "partner_code_renewed": (_("Partner’s personal code renewed"), _("Partner’s personal code renewed")),
    "partner_closed": (_("Partner closed"), _("Partner closed")),
    "partner_reopened": (_("Partner reopened"), _("Partner reopened")),
    "export_asked": (_("List of requests asked for"), _("List of requests asked for")),
    "export_taken": (_("List of requests taken away"), _("List of requests taken away")),
    "partner_signed_in": (_("Partner signed in"), _("Partner signed in")),
}
"""Actions whose line is always the same: how lists of actions name each, and what its line says."""

FORMATTERS = {
    "submitted": SubmittedFormatter,
    "quarantined": QuarantinedFormatter,
    "moved": MovedFormatter,
    "followed": FollowedFormatter,
    "reworded": RewordedFormatter,
    "assigned": AssignedFormatter,
    "rerouted": ReroutedFormatter,
    "reopened": ReopenedFormatter,
    "document_rejected": RejectedFormatter,
}


def register(actions) -> None:
    for action, (label, line) in LINES.items():
        actions.register_action(f"forms.{action}", label, line)
    for action, formatter in FORMATTERS.items():
        actions.register_action(f"forms.{action}")(formatter)
