"""What a partner or a worker leaves with a household. Anyone may read it: it holds nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forms import leaflet, sheets
from forms.partners.views import INTAKE
from home.models import ContactDetails


@require_safe
def page(request: HttpRequest, *, easy: bool = False) -> HttpResponse:
    context = {"intake": INTAKE, "easy": easy, "title": leaflet.title(in_easy_words=easy)}
    return render(request, "forms/partners/leaflet.html", context | {"sections": sections(request, easy=easy)})


@require_safe
def sheet(request: HttpRequest, *, easy: bool = False) -> HttpResponse:
    """The same to print, as accessible PDF."""
    made = sheets.leaflet(leaflet.title(in_easy_words=easy), sections(request, easy=easy), easy=easy)
    name = "depliant-facile.pdf" if easy else "depliant.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def sections(request: HttpRequest, *, easy: bool) -> list[leaflet.Section]:
    contact = ContactDetails.for_request(request)
    return leaflet.easy(contact) if easy else leaflet.plain(contact)
