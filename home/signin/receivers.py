"""What follows from a sign-in, and from a factor or a password that changed."""

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from home.signin import journal, sessions


@receiver(user_logged_in)
def mark_session(request, user, **kwargs):
    request.session.pop(sessions.MARK, None)
    sessions.start(request, user)
    journal.signed_in(user)


@receiver(password_changed)
def keep_own_session(request, user, **kwargs):
    request.session.cycle_key()
    sessions.start(request, user)


@receiver(authenticator_added)
def log_added(user, authenticator, **kwargs):
    journal.factor_added(user, authenticator.type)


@receiver(authenticator_removed)
def log_removed(user, authenticator, **kwargs):
    journal.factor_removed(user, authenticator.type)
