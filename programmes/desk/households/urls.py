"""Under /gestion/menages/, behind Wagtail's own door."""

from django.urls import path

from programmes.desk.households import figures, matches, slots, views

urlpatterns = [
    path("", views.queue, name="list"),
    path("rapprochements/", matches.matches, name="matches"),
    path("creneaux/", slots.slots, name="slots"),
    path("chiffres/", figures.home, name="figures"),
    path("<uuid:pk>/", views.household, name="household"),
    path("<uuid:pk>/fiche/", views.sheet, name="sheet"),
    path("<uuid:pk>/regler/", views.settle, name="settle"),
    path("<uuid:pk>/faire/<slug:word>/", views.act, name="act"),
]
