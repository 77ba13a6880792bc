"""What templates ask of the programmes: links, the two small forms, the action that leads in, structured data."""

import json

from django import template
from django.utils.formats import date_format
from django.utils.html import _json_script_escapes, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.models import ContactDetails, HomePage
from programmes import series, structured_data
from programmes.energy_share import EnergyShareForm
from programmes.models import ProcedurePage, ProgrammePage
from programmes.models.pages import Motif
from programmes.orientation import OrientationForm

register = template.Library()
STATUS_LINES = {
    ProgrammePage.Status.ANNOUNCED: _("Announced on %(date)s"),
    ProgrammePage.Status.PREPARING: _("In preparation since %(date)s"),
    ProgrammePage.Status.OPEN: _("Open since %(date)s"),
    ProgrammePage.Status.WAITING: _("Waiting list since %(date)s"),
    ProgrammePage.Status.SUSPENDED: _("Suspended since %(date)s"),
    ProgrammePage.Status.CLOSED: _("Closed since %(date)s"),
}

register.filter("drawable", series.drawable)


@register.simple_tag
def orientation_form() -> OrientationForm:
    return OrientationForm()


@register.simple_tag
def energy_share_form() -> EnergyShareForm:
    return EnergyShareForm()


@register.simple_tag
def programme_links():
    """The live programmes of the current language, in the editor's order."""
    return ProgrammePage.objects.live().filter(locale__language_code=get_language()).order_by("path")


@register.simple_tag
def procedure_links():
    """The live procedures of the current language, in the editor's order."""
    return ProcedurePage.objects.live().filter(locale__language_code=get_language()).order_by("path")


@register.simple_tag
def procedure_for(page: ProgrammePage) -> ProcedurePage | None:
    """The page that explains the request of this programme, where there is one."""
    if not page.intake:
        return None
    return ProcedurePage.objects.live().filter(intake=page.intake, locale_id=page.locale_id).first()


@register.filter
def motif_template(name: str) -> str:
    """The drawing's template; an unknown name shows the city's arches rather than an error."""
    return f"motifs/{name if name in Motif.values else 'arceaux'}.html"


@register.filter
def phone_link(phone: str) -> str:
    """A national number as a `tel:` one; short numbers stay as they are."""
    digits = "".join(phone.split())
    return f"+33{digits[1:]}" if len(digits) == 10 and digits.startswith("0") else digits


@register.filter
def status_line(page: ProgrammePage) -> str:
    return STATUS_LINES[page.status] % {"date": date_format(page.status_on, "j F Y")}


@register.simple_tag(takes_context=True)
def page_data(context) -> SafeString:
    """Structured data: the organisation at home; elsewhere the way to the page, and a programme's service."""
    page = context["page"]
    if isinstance(page, HomePage):
        return as_script(structured_data.organisation(ContactDetails.for_request(context["request"])))
    way = as_script(structured_data.breadcrumbs(page))
    if not isinstance(page, ProgrammePage):
        return way
    return way + as_script(structured_data.service(page))


def as_script(data: structured_data.Data) -> SafeString:
    """JSON that cannot end its own element: escaped as Django's `json_script` does."""
    text = json.dumps(data, ensure_ascii=False).translate(_json_script_escapes)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
