"""The accounts of the staff."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    name = "wagtail.users"
