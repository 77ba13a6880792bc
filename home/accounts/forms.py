"""The forms of accounts: no password is typed for another, and nobody is made a superuser."""

import secrets

from django.contrib.auth.models import Group, User
from wagtail.users import forms

from home.accounts.joining import GUARDED


class StaffFields(forms.UserForm):
    password_enabled = False
    field_order = ("username", "email", "first_name", "last_name", "is_active", "groups")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)
        self.fields["groups"].queryset = Group.objects.exclude(name__in=GUARDED)

    def clean_groups(self):
        """The teams that read requests stay as they are: they are joined and left on a screen of their own."""
        kept = self.instance.groups.filter(name__in=GUARDED) if self.instance.pk else Group.objects.none()
        return [*self.cleaned_data["groups"], *kept]


class NewAccountForm(StaffFields, forms.UserCreationForm):
    def save(self, commit: bool = True) -> User:
        """The password is one that nobody knows: the person chooses theirs by the invitation, or by "forgotten"."""
        self.instance.set_password(secrets.token_urlsafe(48))
        return super().save(commit)


class AccountForm(StaffFields, forms.UserEditForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Passwords are reset by mail: whoever may change the address of an account in use may take it over
        self.fields["email"].disabled = self.instance.last_login is not None
