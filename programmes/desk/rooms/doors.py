"""Who enters which screen of the rooms. To everyone else their addresses do not exist."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from programmes import seasons

LET, SEE_HOUSED = "programmes.let_rooms", "programmes.see_housed_students"
FIRST_SEASON, LAST_SEASON = 2018, 2100


def only(right: str):
    """Guard a view: 404 without this right."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(right):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


letting = only(LET)


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
