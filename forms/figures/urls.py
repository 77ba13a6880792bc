"""Under /gestion/demandes/chiffres/, behind Wagtail's own door."""

from django.urls import path

from forms.figures import exports, views

urlpatterns = [
    path("", views.home, name="home"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<uuid:export>/", exports.one, name="export"),
    path("exports/<uuid:export>/fichier/", exports.file, name="file"),
]
