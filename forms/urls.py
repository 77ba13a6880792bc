"""The addresses of requests. Whatever is served here is about one person: never stored, never indexed."""

from functools import wraps

from django.urls import path
from django.views.decorators.cache import never_cache

from forms import filming, followup, late, resuming, room_answers, seats, uploads, views, watching, wizard
from forms.partners import entering, leaflets
from forms.partners import views as partners

app_name = "forms"


def private(view):
    """No cache keeps it, no search engine lists it."""

    @wraps(view)
    def discreet(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(discreet)


urlpatterns = [
    path("demarches/recu/<str:token>/", private(followup.receipt), name="receipt"),
    path("demarches/recu/<str:token>/pdf/", private(followup.receipt_sheet), name="receipt_sheet"),
    path("demarches/recu/<str:token>/agenda.ics", private(followup.receipt_calendar), name="receipt_calendar"),
    path("demarches/suivi/", private(followup.follow), name="follow"),
    path("demarches/suivi/repondre/", private(followup.answer), name="answer"),
    path("demarches/suivi/retirer/", private(followup.withdraw), name="withdraw"),
    path("demarches/suivi/documents/<slug:slot>/", private(late.late_slot), name="late_slot"),
    path("demarches/suivi/agenda.ics", private(followup.calendar), name="calendar"),
    path("demarches/suivi/chambre/", private(room_answers.answer_room), name="answer_room"),
    path("demarches/suivi/places/", private(seats.answer), name="seats"),
    path("demarches/places/<str:token>/rendre/", private(seats.back), name="seat_back"),
    path("demarches/suivi/fermer/", private(followup.close), name="close"),
    path("demarches/reprendre/", private(resuming.resume), name="resume"),
    path("demarches/reprendre/<str:token>/", private(resuming.resume_link), name="resume_link"),
    path("demarches/oublie/", private(views.forgotten), name="forgotten"),
    path("partenaires/", private(entering.door), name="partners"),
    path("partenaires/entrer/<str:token>/", private(entering.link), name="partner_link"),
    path("partenaires/sortir/", private(entering.leave), name="partner_leave"),
    path("partenaires/signaler/", private(partners.flag), name="partner_flag"),
    path("partenaires/depliant/", private(leaflets.page), name="leaflet"),
    path("partenaires/depliant/facile/", private(leaflets.page), {"easy": True}, name="leaflet_easy"),
    path("partenaires/depliant/papier/", private(leaflets.sheet), name="leaflet_sheet"),
    path("partenaires/depliant/facile/papier/", private(leaflets.sheet), {"easy": True}, name="leaflet_easy_sheet"),
    path("demarches/prevenir/<str:token>/", private(watching.confirm), name="watch_confirm"),
    path("demarches/prevenir/<str:token>/arreter/", private(watching.stop), name="watch_stop"),
    path("demarches/<slug:slug>/prevenir/", private(watching.watch), name="watch"),
    path("demarches/<slug:slug>/commencer/", private(views.start), name="start"),
    path("demarches/<slug:slug>/<uuid:draft>/plus-tard/", private(resuming.later), name="later"),
    path("demarches/<slug:slug>/<uuid:draft>/documents/<slug:slot>/", private(uploads.slot), name="slot"),
    path(
        "demarches/<slug:slug>/<uuid:draft>/documents/<slug:slot>/<uuid:file>/", private(uploads.own), name="own_file"
    ),
    path("demarches/<slug:slug>/<uuid:draft>/video/<slug:step>/<slug:question>/", private(filming.film), name="film"),
    path(
        "demarches/<slug:slug>/<uuid:draft>/video/<slug:step>/<slug:question>/voir/<uuid:file>/",
        private(filming.own),
        name="own_film",
    ),
    path("demarches/<slug:slug>/<uuid:draft>/<str:step>/", private(wizard.step), name="step"),
]
