"""The accounts of the staff: made, changed and closed by people who can widen nobody's rights beyond their groups.

Stock Wagtail lets whoever changes users make superusers, change their own groups and set another's password.
"""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    name = "wagtail.users"
    user_viewset = "home.accounts.viewset.StaffViewSet"
