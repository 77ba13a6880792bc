"""What people sent, and the queues where teams work it."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.models.clock import News
from forms.models.drafts import Channel, Draft, Suspicion
from forms.models.partners import Partner
from forms.reasons import SUBJECT
from forms.workflow import OPEN, STAFF_LABELS, Status
from home.records.fields import EncryptedJSONField, EncryptedTextField
from home.records.models import Record, SearchHash, TeamRecord


class Interpreter(models.TextChoices):
    """Where the interpreter in sign language stands, for a request that needs one; empty for the others."""

    NEEDED = "needed", _("needs an interpreter")
    ASKED = "asked", _("interpreter asked")
    BOOKED = "booked", _("interpreter booked")
    NONE = "none", _("no interpreter found")


IS_OPEN = Q(status__in=sorted(OPEN), quarantined_at=None)
"""Open, and not in quarantine: what the clock runs for."""

STATUS_CHOICES = [(status.value, label) for status, label in STAFF_LABELS.items()]


class Inbox(models.Model):
    """A queue of requests and the team that works it. Its slug is the key that an intake's route gives."""

    slug = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    team = models.OneToOneField(Group, verbose_name=_("team"), on_delete=models.PROTECT, related_name="inbox")

    class Meta:
        verbose_name = _("inbox")
        verbose_name_plural = _("inboxes")
        ordering = ["name"]
        permissions = [
            ("work_inbox", _("Can work the requests of their teams")),
            ("count_submissions", _("Can see how many requests there are, never what they say")),
        ]

    def __str__(self) -> str:
        return self.name


class Submission(TeamRecord):
    """What one person sent. Its reference is its only name in logs, mails and screens of other teams.

    One that looks like a robot's is quarantined: it starts nothing until an agent releases it. Closed as spam, it
    stays quarantined until it is deleted.
    """

    draft = models.OneToOneField(Draft, on_delete=models.SET_NULL, null=True, editable=False, related_name="submission")
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.SET_NULL, null=True, editable=False, related_name="alerts"
    )
    intake = models.SlugField(_("request"))
    reference = models.CharField(_("reference"), max_length=9, unique=True, editable=False)
    code_hash = models.CharField(max_length=128, editable=False)
    language = models.CharField(_("language"), max_length=5)
    status = models.CharField(_("status"), max_length=20, choices=STATUS_CHOICES, default=Status.RECEIVED.value)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("agent"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel, default=Channel.WEB, db_default=Channel.WEB.value
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    quarantined_at = models.DateTimeField(_("quarantined at"), null=True, editable=False)
    suspicion = models.CharField(
        _("suspicion"), max_length=10, choices=Suspicion, blank=True, default="", db_default="", editable=False
    )
    code_renewed_at = models.DateTimeField(_("code renewed at"), null=True, editable=False)
    received_at = models.DateTimeField(_("received at"))
    first_action_at = models.DateTimeField(_("first looked after at"), null=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, editable=False)
    days_left = models.PositiveSmallIntegerField(_("working days left"), null=True, editable=False)
    shed_at = models.DateTimeField(_("answers that served one day forgotten at"), null=True, editable=False)
    news = models.CharField(
        _("news"), max_length=10, choices=News, blank=True, default="", db_default="", editable=False
    )
    escalated_on = models.DateField(_("told to the lead on"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    interpreter = models.CharField(
        _("interpreter"), max_length=10, choices=Interpreter, blank=True, default="", db_default="", editable=False
    )
    name = EncryptedTextField(_("name"))
    contact = EncryptedJSONField(_("contact"))
    answers = EncryptedJSONField(_("answers"))
    message = EncryptedTextField(_("message that goes with the decision"), null=True)
    household_message = EncryptedTextField(_("message to the person it is about"), null=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="merged",
    )

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["received_at", "pk"]
        indexes = [
            models.Index(fields=["team", "status", "received_at", "id"], name="submission_inbox"),
            models.Index(fields=["team", "received_at", "id"], name="submission_all"),
            models.Index(
                fields=["partner", "received_at", "id"],
                name="submission_of_partner",
                condition=Q(partner__isnull=False),
            ),
            models.Index(
                fields=["team", "status", "due_on", "received_at", "id"], name="submission_due", condition=IS_OPEN
            ),
            models.Index(
                fields=["team", "due_on", "received_at", "id"],
                name="submission_to_do",
                condition=IS_OPEN & Q(days_left=None),
            ),
            models.Index(
                fields=["team", "due_on", "received_at", "id"],
                name="submission_waits",
                condition=IS_OPEN & Q(days_left__isnull=False),
            ),
            models.Index(
                fields=["team", "due_on", "received_at", "id"],
                name="submission_free",
                condition=IS_OPEN & Q(assignee=None),
            ),
            models.Index(
                fields=["assignee", "due_on", "received_at", "id"],
                name="submission_mine",
                condition=IS_OPEN & Q(assignee__isnull=False),
            ),
            models.Index(
                fields=["team", "due_on", "received_at", "id"],
                name="submission_to_interpret",
                condition=IS_OPEN & ~Q(interpreter=""),
            ),
            models.Index(fields=["purge_on"], name="submission_purge_on", condition=Q(purge_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(OPEN), closed_at=None, purge_on=None)
                | (~Q(status__in=sorted(OPEN)) & Q(closed_at__isnull=False, purge_on__isnull=False)),
                name="submission_purge_date_once_decided",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="submission_known_status"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.REFUSED.value) | ~Q(reason=""), name="submission_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(reason=SUBJECT) | Q(status=Status.ACCEPTED.value), name="submission_subject_is_accepted"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(OPEN)) | Q(quarantined_at__isnull=False) | Q(due_on__isnull=False),
                name="submission_open_has_a_day",
            ),
            models.CheckConstraint(condition=Q(news__in=["", *News.values]), name="submission_known_news"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status=Status.DUPLICATE.value), name="submission_merged_is_duplicate"
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="submission_known_channel"),
            models.CheckConstraint(
                condition=Q(interpreter__in=["", *Interpreter.values]), name="submission_known_interpreter"
            ),
            models.CheckConstraint(
                condition=Q(quarantined_at=None, suspicion="")
                | Q(
                    quarantined_at__isnull=False,
                    suspicion__in=Suspicion.values,
                    assignee=None,
                    status__in=[Status.RECEIVED.value, Status.WITHDRAWN.value, Status.OUT_OF_SCOPE.value],
                ),
                name="submission_nobody_works_it_in_quarantine",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def waiting(self) -> bool:
        """Whether it is the person's turn: the clock stands still."""
        return self.days_left is not None and self.status in OPEN

    @property
    def is_subject(self) -> bool:
        """Accepted, as long as some documents still come: nothing has begun yet."""
        return self.status == Status.ACCEPTED and self.reason == SUBJECT

    @property
    def in_quarantine(self) -> bool:
        """Waiting there: neither released, nor closed as spam, nor withdrawn."""
        return self.quarantined_at is not None and self.status == Status.RECEIVED


class SubmissionHash(SearchHash):
    """A keyed hash by which an agent finds a request: a name word, its first letters, a phone, a mail address."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="hashes")

    class Meta:
        indexes = [models.Index(fields=["digest", "submission"], name="submission_hash")]
        constraints = [models.UniqueConstraint(fields=["submission", "digest"], name="submission_hash_once")]


class Inquiry(Record):
    """A question put to the applicant. While it is open, the request waits for them and not for us."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="inquiries")
    question = EncryptedTextField(_("question"))
    answer = EncryptedTextField(_("answer"), null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("question to the applicant")
        verbose_name_plural = _("questions to applicants")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(answered_at=None), name="inquiry_one_open_per_submission"
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_at=None) | Q(answer__isnull=False, answered_at__isnull=False),
                name="inquiry_answered_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.submission.reference
