"""Under /gestion/delais/, behind Wagtail's own door."""

from django.urls import path

from forms.lead import templates, views

urlpatterns = [
    path("", views.levels, name="levels"),
    path("motifs/", views.reasons, name="reasons"),
    path("messages/", templates.listed, name="templates"),
    path("messages/<int:pk>/", templates.change, name="template"),
    path("motifs/<slug:code>/", views.reason, name="reason"),
]
