"""What search engines read of a page, in schema.org's words. A discreet page says no more than its neutral title."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from home import hours
from home.models import ContactDetails
from home.models.base import PortalPage
from programmes.models import ProgrammePage

CONTEXT = "https://schema.org"
CITY = {"@type": "City", "name": "Montpellier"}
Data = dict[str, Any]


def organisation(details: ContactDetails | None) -> Data:
    """The city, with its published contact details."""
    data: Data = {"@context": CONTEXT, "@type": "GovernmentOrganization", "name": "Ville de Montpellier et CCAS"}
    data |= {"url": settings.SITE_URL + "/", "areaServed": CITY}
    if details is None or not details.pk:
        return data
    address = {
        "@type": "PostalAddress",
        "streetAddress": details.street,
        "postalCode": details.postcode,
        "addressLocality": details.city,
        "addressCountry": "FR",
    }
    return data | {
        "telephone": details.phone_link,
        "address": address,
        "openingHours": hours.schema_org(details.week),
    }


def service(page: ProgrammePage) -> Data:
    """One programme. A discreet one gives no audience, place, number or description: nothing that finds or names it."""
    data: Data = {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "name": page.tab_title,
        "url": absolute(page),
        "inLanguage": page.locale.language_code,
        "provider": {"@type": "GovernmentOrganization", "name": "Ville de Montpellier et CCAS"},
    }
    if page.quick_exit:
        return data
    audiences = page.points_by_kind.get("audience", [])
    return data | {
        "alternateName": page.short_name,
        "description": page.description,
        "areaServed": CITY,
        "audience": [{"@type": "Audience", "audienceType": point.text} for point in audiences],
    }


def breadcrumbs(page: PortalPage) -> Data:
    """The way from the home page, under the titles that tabs show."""
    items = [
        {"@type": "ListItem", "position": position, "name": step.seo_title or step.title, "item": absolute(step)}
        for position, step in enumerate([*page.trail, page], start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def absolute(page: Page) -> str:
    parts = page.get_url_parts()
    return settings.SITE_URL + (parts[2] if parts else "/")
