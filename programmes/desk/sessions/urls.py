"""Under /gestion/ateliers-suivi/, behind Wagtail's own door."""

from django.urls import path

from programmes.desk.sessions import figures, sheets, views

urlpatterns = [
    path("", views.home, name="list"),
    path("chiffres/", figures.home, name="figures"),
    path("<int:pk>/", views.session, name="session"),
    path("<int:pk>/annuler/", views.call_off, name="call_off"),
    path("<int:pk>/feuille/", sheets.sheet, name="sheet"),
    path("<int:pk>/feuille/papier/", sheets.paper, name="paper"),
]
