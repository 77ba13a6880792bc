"""Under /gestion/delais/, behind Wagtail's own door."""

from django.urls import path

from forms.lead import views

urlpatterns = [
    path("", views.levels, name="levels"),
    path("motifs/", views.reasons, name="reasons"),
    path("motifs/<slug:code>/", views.reason, name="reason"),
]
