"""robots.txt: what is public is open to all robots; staff, requests and searches are nobody's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

CLOSED = (
    "/gestion/",
    "/documents/",
    "/partenaires/",
    "/recherche/",
    "/demarches/recu/",
    "/demarches/reprendre/",
    "/demarches/suivi/",
    "/demarches/*/*/",
)


def robots(request: HttpRequest) -> HttpResponse:
    rules = [f"Disallow: {prefix}{path}" for path in CLOSED for prefix in ("", "/en")]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
