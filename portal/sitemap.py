"""Every public page with its versions in the other language, in as few queries as there are kinds of things to read."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Q
from wagtail.models import Page, Site


class PageSitemap(Sitemap):
    """One entry a live public page. `alternates` holds all its language versions, itself included."""

    limit = 5000

    def items(self):
        ours = (Q(url_path__startswith=root.root_path) for root in Site.get_site_root_paths())
        return Page.objects.live().public().filter(reduce(or_, ours)).select_related("locale").order_by("path")

    def location(self, page: Page) -> str:
        _site, _root, path = page.get_url_parts(self)
        return settings.SITE_URL + path

    def _urls(self, page, protocol, domain):
        pages = list(self.paginator.page(page).object_list)
        versions = self.versions({item.translation_key for item in pages})
        return [self.entry(item, versions[item.translation_key]) for item in pages]

    def versions(self, keys) -> dict:
        """Live versions by translation key: a page's versions may stand on another page of the sitemap."""
        versions = defaultdict(list)
        for version in self.items().filter(translation_key__in=keys):
            versions[version.translation_key].append((version.locale.language_code, self.location(version)))
        return versions

    def entry(self, page: Page, versions: list[tuple[str, str]]) -> dict:
        alternates = [{"lang_code": code, "location": location} for code, location in versions]
        default = [other | {"lang_code": "x-default"} for other in alternates if other["lang_code"] == "fr"]
        return {
            "item": page,
            "location": self.location(page),
            "lastmod": page.last_published_at,
            "changefreq": None,
            "priority": "",
            "alternates": (alternates + default) if len(versions) > 1 else [],
        }
