"""The two tools of the home page: they answer on the spot, and keep nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from home.models import HelpNumber
from home.public_forms import token_free
from programmes.energy_share import EnergyShareForm
from programmes.models import ProgrammePage
from programmes.models.pages import Need
from programmes.orientation import OrientationForm, orient, published_offers


@token_free
def orientation(request: HttpRequest) -> HttpResponse:
    form = OrientationForm(request.POST or None)
    context = {"form": form}
    if form.is_valid():
        context["result"] = result = orient(published_offers(get_language()), form.answers())
        if result.is_urgent:
            context["help_numbers"] = HelpNumber.objects.filter(locale__language_code=get_language())
    return render(request, "programmes/orientation.html", context)


@token_free
def energy_share(request: HttpRequest) -> HttpResponse:
    form = EnergyShareForm(request.POST or None)
    context = {"form": form}
    if form.is_valid():
        context["share"] = form.share()
        context["programme"] = (
            ProgrammePage.objects.live().public().filter(locale__language_code=get_language(), need=Need.ENERGY).first()
        )
    return render(request, "programmes/energy_share.html", context)
