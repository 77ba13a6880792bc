"""Run against the data of the portal that is visited: prints its live pages, and the page types that may be made."""

import json
import os

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    django.setup()
    from wagtail.models import Page, get_page_models

    live = Page.objects.live().public().filter(depth__gt=1).select_related("locale").specific().order_by("path")
    pages = [(page.specific_class._meta.label, page.locale.language_code, page.url) for page in live]
    types = [model._meta.label for model in get_page_models() if model.is_creatable and model is not Page]
    print(json.dumps({"pages": pages, "types": types}))  # noqa: T201


if __name__ == "__main__":
    main()
