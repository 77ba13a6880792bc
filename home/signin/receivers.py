"""What follows from a sign-in, and from a factor or a password that changed."""

import secrets

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
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


@receiver(post_save, sender=User)
def end_links(instance, raw=False, **kwargs):
    """The links mailed to a closed account die with its password; opened again, it asks for a new one."""
    if not instance.is_active and not raw:
        User.objects.filter(pk=instance.pk).update(password=make_password(secrets.token_urlsafe(48)))


@receiver(authenticator_added)
def log_added(user, authenticator, **kwargs):
    journal.factor_added(user, authenticator.type)


@receiver(authenticator_removed)
def log_removed(user, authenticator, **kwargs):
    journal.factor_removed(user, authenticator.type)
