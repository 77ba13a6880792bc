"""Under /gestion/groupes/, behind Wagtail's own door."""

from django.urls import path

from programmes.desk.cohorts import people, sheets, views

urlpatterns = [
    path("", views.home, name="list"),
    path("nouveau/", views.add, name="add"),
    path("attente/", people.waiting, name="waiting"),
    path("<int:pk>/", views.cohort, name="cohort"),
    path("<int:pk>/modifier/", views.change, name="change"),
    path("<int:pk>/demarrer/", views.start, name="start"),
    path("<int:pk>/activite/", views.plan, name="plan"),
    path("feuille/<int:pk>/", sheets.sheet, name="sheet"),
    path("feuille/<int:pk>/modifier/", sheets.change, name="change_activity"),
    path("feuille/<int:pk>/annuler/", sheets.call_off, name="call_off"),
    path("feuille/<int:pk>/papier/", sheets.paper, name="paper"),
    path("personne/<uuid:pk>/", people.member, name="member"),
    path("personne/<uuid:pk>/place/", people.admit, name="admit"),
    path("personne/<uuid:pk>/referent/", people.referrer, name="referrer"),
    path("personne/<uuid:pk>/fin/", people.finish, name="finish"),
    path("personne/<uuid:pk>/depart/", people.leave, name="leave"),
]
