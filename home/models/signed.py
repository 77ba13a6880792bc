"""Sign-language videos, and the French texts that they sign. Nothing here is about a resident; signers are credited."""

from datetime import date
from enum import StrEnum

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def own_storage():
    """Outside every folder that has an address: `home.signed.serving` gives out what is published, piece by piece."""
    return storages["signed"]


class SignedMedia(models.Model):
    """One filmed clip and what comes with it. The film as it came (`upload`) is kept until its two web files are made;
    size, length and frame rate are read from the files, never typed.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("received")
        TRANSCODING = "transcoding", _("being converted")
        READY = "ready", _("to be checked")
        CHECKED = "checked", _("checked")
        PUBLISHED = "published", _("published")
        FAILED = "failed", _("could not be converted")

    class SignLanguage(models.TextChoices):
        LSF = "fsl", _("French sign language (LSF)")
        INTERNATIONAL = "ise", _("International sign")

    class Register(models.TextChoices):
        TRANSLATION = "translation", _("prepared translation")
        INTERPRETATION = "interpretation", _("live interpretation")
        ORIGINAL = "original", _("first made in sign language")

    MADE = (State.READY, State.CHECKED, State.PUBLISHED)

    title = models.CharField(_("title"), max_length=160)
    captions = models.TextField(_("captions (WebVTT)"), blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    sign_language = models.CharField(_("sign language"), max_length=3, choices=SignLanguage, default=SignLanguage.LSF)
    register = models.CharField(_("kind of signing"), max_length=20, choices=Register, default=Register.TRANSLATION)
    signer = models.CharField(_("who signs"), max_length=120, blank=True)
    checker = models.CharField(_("who checked the signs"), max_length=120, blank=True)
    image_right_ends = models.DateField(_("last day of the image right"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    is_placeholder = models.BooleanField(_("marks a clip to be filmed"), default=False, editable=False)

    upload = models.FileField(storage=own_storage, blank=True, editable=False)
    file = models.FileField(storage=own_storage, blank=True, editable=False)
    low_file = models.FileField(storage=own_storage, blank=True, editable=False)
    poster = models.FileField(storage=own_storage, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), default=0, editable=False)
    low_size = models.PositiveBigIntegerField(_("bytes, low bandwidth"), default=0, editable=False)
    duration = models.FloatField(_("seconds"), default=0, editable=False)
    fps = models.FloatField(_("frames a second"), default=0, editable=False)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UPLOADED, editable=False)
    reason = models.CharField(_("reason"), max_length=20, blank=True, editable=False)
    progress = models.PositiveSmallIntegerField(_("per cent done"), default=0, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("sign-language video")
        verbose_name_plural = _("sign-language videos")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["uploaded", "transcoding", "ready", "checked", "published", "failed"]),
                name="signed_known_state",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(uploaded_by=None) | ~Q(checked_by=F("uploaded_by")),
                name="signed_checked_by_someone_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "published"]) | Q(checked_by__isnull=False) | Q(is_placeholder=True),
                name="signed_checked_before_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~(Q(title="") | Q(captions="") | Q(transcript="") | Q(file="")),
                name="signed_complete_when_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(is_placeholder=True) | Q(image_right_ends__isnull=False),
                name="signed_image_right_when_published",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="signed_progress_in_per_cent"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_made(self) -> bool:
        return self.state in self.MADE

    @property
    def shape(self) -> str:
        """The frame that leaves room for captions below the picture."""
        share = self.width / self.height if self.height else 1
        return "wide" if share > 1.5 else "tall" if share < 0.8 else "plain"

    def may_be_shown_on(self, day: date) -> bool:
        return self.image_right_ends is None or day <= self.image_right_ends


class SignedStatus(StrEnum):
    """What a text has in sign language. Only `current` counts as covered."""

    ABSENT = "absent"
    PLACEHOLDER = "placeholder"
    CURRENT = "current"
    OUTDATED = "outdated"
    EXPIRED = "expired"


STATUS_WORDS = {
    SignedStatus.ABSENT: _("not in sign language"),
    SignedStatus.PLACEHOLDER: _("to be filmed"),
    SignedStatus.CURRENT: _("up to date"),
    SignedStatus.OUTDATED: _("the text has changed since"),
    SignedStatus.EXPIRED: _("the image right is over"),
}


class SignedVersionQuerySet(models.QuerySet):
    def published(self):
        """With their videos, the newest first."""
        shown = self.filter(media__state=SignedMedia.State.PUBLISHED).select_related("media")
        return shown.order_by("-media__published_at", "-pk")


class SignedVersion(models.Model):
    """That a clip signs a text. `target` names the text (see `home.signed.targets`); `source_hash` is the digest of its
    French sentences when they were signed, `text_hash` the digest as they stand now.
    """

    target = models.CharField(_("text"), max_length=200, db_index=True)
    page_key = models.UUIDField(null=True, editable=False, db_index=True)
    media = models.ForeignKey(SignedMedia, on_delete=models.CASCADE, related_name="versions")
    source_hash = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    signed_on = models.DateField(_("text of"), default=timezone.localdate)
    outdated_since = models.DateTimeField(null=True, editable=False)

    objects = SignedVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("text in sign language")
        verbose_name_plural = _("texts in sign language")
        constraints = [
            models.UniqueConstraint("target", "media", name="signed_once_by_a_clip"),
            models.CheckConstraint(
                condition=Q(outdated_since=None, text_hash=F("source_hash"))
                | Q(outdated_since__isnull=False) & ~Q(text_hash=F("source_hash")),
                name="signed_outdated_since_it_differs",
            ),
        ]

    def __str__(self) -> str:
        return self.target

    @property
    def status(self) -> SignedStatus:
        if self.media.state != SignedMedia.State.PUBLISHED:
            return SignedStatus.ABSENT
        if not self.media.may_be_shown_on(timezone.localdate()):
            return SignedStatus.EXPIRED
        if self.media.is_placeholder:
            return SignedStatus.PLACEHOLDER
        return SignedStatus.CURRENT if self.text_hash == self.source_hash else SignedStatus.OUTDATED
