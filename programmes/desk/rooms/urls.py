"""Under /gestion/chambres/, behind Wagtail's own door."""

from django.urls import path

from programmes.desk.rooms import candidates, hours, views

urlpatterns = [
    path("", views.board, name="board"),
    path("chambre/<int:pk>/<int:season>/", views.room, name="room"),
    path("offres/<uuid:pk>/signer/", views.sign, name="sign"),
    path("offres/<uuid:pk>/terminer/", views.end, name="end"),
    path("offres/<uuid:pk>/<slug:act>/", views.act, name="act"),
    path("candidats/", candidates.listed, name="candidates"),
    path("candidats/<uuid:pk>/", candidates.candidate, name="candidate"),
    path("candidats/<uuid:pk>/noter/", candidates.score, name="score"),
    path("candidats/<uuid:pk>/heures/", hours.plan, name="plan"),
    path("heures/", hours.home, name="hours"),
    path("heures/<uuid:pk>/", hours.keep, name="keep"),
    path("etudiants/", views.housed, name="housed"),
]
