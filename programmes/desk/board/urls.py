"""Under /gestion/chiffres/, behind Wagtail's own door."""

from django.urls import path

from programmes.desk.board import views

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:key>.csv", views.table, name="table"),
]
