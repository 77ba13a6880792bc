"""Who enters the screens of retention and rights. To everyone else they do not exist."""

from functools import wraps

from django.contrib.auth.models import Permission, User
from django.http import Http404

SIGN, RIGHTS, READS = "sign_purges", "answer_rights", "read_access_log"


def may(user: User, right: str) -> bool:
    """Whether a group of theirs has the right. A superuser has it by no other way."""
    if user.is_superuser:  # whom Django gives every right unasked
        return (
            user.is_active
            and Permission.objects.filter(group__user=user, content_type__app_label="forms", codename=right).exists()
        )
    return f"forms.{right}" in user.get_group_permissions()


def only(right: str):
    """Decorates a view: without the right, 404 as for an address that never was."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user, right):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
