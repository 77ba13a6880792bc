"""The queues that the teams of `home.roles` work."""

from django.contrib.auth.models import Group

from forms.models import Inbox
from home.roles import TEAMS


def ensure_inboxes() -> None:
    """Give each request team its inbox; one that staff renamed keeps its name. The groups must exist."""
    for team, name in TEAMS.items():
        Inbox.objects.get_or_create(slug=team, defaults={"name": name, "team": Group.objects.get(name=team)})
