"""Under /gestion/demandes/, behind Wagtail's own door."""

from django.urls import path

from forms.inbox import papers, verbs, views

urlpatterns = [
    path("", views.home, name="list"),
    path("boite/<slug:slug>/", views.inbox, name="inbox"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/documents/<slug:slot>/", papers.document, name="document"),
    path("<uuid:pk>/prendre/", verbs.take, name="take"),
    path("<uuid:pk>/demander/", verbs.ask, name="ask"),
    path("<uuid:pk>/decider/", verbs.move, name="move"),
]
