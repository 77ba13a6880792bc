"""The words of `portal/content/glossary.yaml`, in French and in English. A word that exists is left as it is."""

from uuid import uuid4

import yaml
from wagtail.models import Locale

from home.models import GlossaryTerm
from portal.demo.content import CONTENT

LANGUAGES = ("fr", "en")


def load() -> None:
    locales = {code: Locale.objects.get(language_code=code) for code in LANGUAGES}
    for data in yaml.safe_load((CONTENT / "glossary.yaml").read_text(encoding="utf-8")):
        if not GlossaryTerm.objects.filter(slug=data["slug"]).exists():
            key = uuid4()
            for code, locale in locales.items():
                words = {"slug": data["slug"], **data[code]}
                GlossaryTerm.objects.create(locale=locale, translation_key=key, **words)
