"""Named views of a team's lists: made, and taken away, by its members."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from forms.models import Inbox, SavedView

MOST = 20


class NameTaken(Exception):
    """A view of this name is there already, for the same people."""


class TooManyViews(Exception):
    """More of them would hide each other."""


def views_of(inbox: Inbox, user: User) -> QuerySet[SavedView]:
    """The team's, and the user's own."""
    return inbox.views.filter(Q(owner=None) | Q(owner=user))


def save(inbox: Inbox, name: str, filters: str, *, by: User, shared: bool) -> SavedView:
    """Raises NameTaken, TooManyViews."""
    if views_of(inbox, by).count() >= MOST:
        raise TooManyViews
    try:
        with transaction.atomic():
            owner = None if shared else by
            return SavedView.objects.create(inbox=inbox, owner=owner, name=name, filters=filters)
    except IntegrityError as refusal:
        raise NameTaken from refusal
