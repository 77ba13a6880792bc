"""Who works the requests: groups with exactly their rights, and an inbox for each request team."""

from forms.services.inboxes import ensure_inboxes
from home.roles import ensure_roles


def ensure_teams() -> None:
    """Safe to run again."""
    ensure_roles()
    ensure_inboxes()
