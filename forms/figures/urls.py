"""Under /gestion/demandes/chiffres/, behind Wagtail's own door."""

from django.urls import path

from forms.figures import views

urlpatterns = [
    path("", views.home, name="home"),
]
