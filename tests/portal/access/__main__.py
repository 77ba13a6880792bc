"""`python -m tests.portal.access` writes docs/access.md."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.portal.access.table import PAGE, page

    PAGE.write_text(page())
