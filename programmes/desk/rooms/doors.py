"""Who enters which screen of the rooms. To everyone else their addresses do not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.doors import any_of, only
from programmes import seasons

LET, SEE_HOUSED = "programmes.let_rooms", "programmes.see_housed_students"
FIRST_SEASON, LAST_SEASON = 2018, 2100


letting = only(any_of(LET))


def season_asked(request: HttpRequest) -> int:
    """The season of the address; the current one when it names none that can be."""
    typed = request.GET.get("saison", "")
    season = int(typed) if typed.isdecimal() and len(typed) == len("2026") else 0
    return season if FIRST_SEASON <= season <= LAST_SEASON else seasons.current()


def chosen(season: int) -> dict:
    """What pages say of their season, and the ones beside it."""
    return {
        "season": season,
        "season_words": seasons.words(season),
        "beside": [(other, seasons.words(other)) for other in (season - 1, season + 1)],
    }


def form_page(request: HttpRequest, form, title: str, button: str, back: str, lead: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "back": back, "lead": lead}
    return render(request, "programmes/rooms/form.html", context)
