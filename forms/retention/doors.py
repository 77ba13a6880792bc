"""Who enters the screens of retention and rights. To everyone else they do not exist."""

from collections.abc import Callable

from django.contrib.auth.models import Permission, User

from home import doors

SIGN, RIGHTS, READS = "sign_purges", "answer_rights", "read_access_log"


def may(user: User, right: str) -> bool:
    """Whether a group of theirs has the right. A superuser has it by no other way."""
    if user.is_superuser:  # whom Django gives every right unasked
        return (
            user.is_active
            and Permission.objects.filter(group__user=user, content_type__app_label="forms", codename=right).exists()
        )
    return f"forms.{right}" in user.get_group_permissions()


def only(right: str) -> Callable[[doors.View], doors.View]:
    """Guards a view: without the right, its address is unknown."""
    return doors.only(lambda user: may(user, right))
