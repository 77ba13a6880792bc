"""How soon a request is to be answered, as its lead sets it. Nothing here is about a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class News(models.TextChoices):
    """Why a request is the team's turn again, until someone acts on it."""

    NEW = "new", _("New")
    ANSWERED = "answered", _("The person answered")
    DOCUMENT = "document", _("A document came")
    SILENT = "silent", _("No answer came")
    REROUTED = "rerouted", _("Passed on by another team")
    REOPENED = "reopened", _("Reopened")


class ServiceLevel(models.Model):
    """The working days in which a request is answered, chosen by the lead; without a row, the declared ones hold."""

    intake = models.SlugField(_("request"), unique=True)
    days = models.PositiveSmallIntegerField(_("working days"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("service level")
        verbose_name_plural = _("service levels")
        permissions = [("lead_requests", _("Can set service levels and reasons, and reopen requests"))]

    def __str__(self) -> str:
        return self.intake
