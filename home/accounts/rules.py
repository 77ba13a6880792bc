"""Which accounts may be changed through the user screens, and by whom."""

from django.contrib.auth.models import User


def may_change(user: User, account: User) -> bool:
    """Never one's own, nor a superuser's without being one."""
    return account != user and (user.is_superuser or not account.is_superuser)
