"""The addresses of requests. Whatever is served here is about one person: never stored, never indexed."""

from functools import wraps

from django.urls import path
from django.views.decorators.cache import never_cache

from forms import followup, resuming, uploads, views, wizard

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
    path("demarches/suivi/", private(followup.follow), name="follow"),
    path("demarches/suivi/repondre/", private(followup.answer), name="answer"),
    path("demarches/suivi/retirer/", private(followup.withdraw), name="withdraw"),
    path("demarches/suivi/fermer/", private(followup.close), name="close"),
    path("demarches/reprendre/", private(resuming.resume), name="resume"),
    path("demarches/reprendre/<str:token>/", private(resuming.resume_link), name="resume_link"),
    path("demarches/oublie/", private(views.forgotten), name="forgotten"),
    path("demarches/<slug:slug>/commencer/", private(views.start), name="start"),
    path("demarches/<slug:slug>/<uuid:draft>/plus-tard/", private(resuming.later), name="later"),
    path("demarches/<slug:slug>/<uuid:draft>/documents/<slug:slot>/", private(uploads.slot), name="slot"),
    path(
        "demarches/<slug:slug>/<uuid:draft>/documents/<slug:slot>/<uuid:file>/", private(uploads.own), name="own_file"
    ),
    path("demarches/<slug:slug>/<uuid:draft>/<str:step>/", private(wizard.step), name="step"),
]
