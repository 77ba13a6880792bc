"""Items of Wagtail's menu that lead to the portal's own screens, shown to those who may open them."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.menu import MenuItem


class ScreenMenuItem(MenuItem):
    """Shown to those users of whom `may` holds."""

    def __init__(self, *args, may: Callable[[Any], bool], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request):
        return self.may(request.user)
