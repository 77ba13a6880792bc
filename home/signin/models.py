"""What sign-in remembers of an account beside its password and its factors."""

from django.conf import settings
from django.db import models


class Access(models.Model):
    """When an account's factors were last taken away: its sessions end, and it may enrol again for a week."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="access")
    reset_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"access {self.pk}"
