"""Who enters the follow-up of groups. To everyone else it does not exist."""

from functools import wraps
from typing import Any

from django.contrib.auth.models import Group
from django.http import Http404

from programmes.services.insertion import TEAM


def team_of(user: Any) -> Group | None:
    """The team of the groups, for those who belong to it. A superuser enters by no other way."""
    teams = Group.objects.filter(name=TEAM, user=user, permissions__codename="follow_groups")
    return teams.first() if user.is_active else None


def enters(user: Any) -> bool:
    return team_of(user) is not None


def team_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.group_team = team_of(request.user)
        if request.group_team is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
