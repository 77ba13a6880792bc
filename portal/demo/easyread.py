"""The easy-to-read texts of `portal/content/fr/facile/`, bound to the pages they were written from.

None has been read by readers concerned yet: the portal says so on each. A text that exists is left as it is.
"""

from pathlib import Path

import yaml
from wagtail.models import Page

from home.models import EasyRead, HomePage
from portal.demo.content import CONTENT


def load() -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    for path in sorted((CONTENT / "fr" / "facile").glob("*.yaml")):
        _load_text(home, path)


def _load_text(home: HomePage, path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    page = Page.objects.filter(url_path=f"{home.url_path}{data['page']}").first()
    if page is None or EasyRead.objects.filter(page=page).exists():
        return
    easy = EasyRead(page=page, title=data["title"], body=data["body"], live=False)
    easy.compare()
    easy.full_clean()
    easy.save()
    easy.save_revision().publish()
