"""Under /gestion/lsf/, behind Wagtail's own door."""

from django.urls import path

from home.signed.desk import views

urlpatterns = [
    path("", views.clip_list, name="list"),
    path("ajouter/", views.add, name="add"),
    path("couverture/", views.report, name="report"),
    path("couverture/csv/", views.sheet, name="sheet"),
    path("textes/<int:pk>/confirmer/", views.confirm, name="confirm"),
    path("<int:pk>/", views.clip, name="clip"),
    path("<int:pk>/supprimer/", views.delete, name="delete"),
    path("<int:pk>/fichier/<str:name>", views.file, name="file"),
    path("<int:pk>/<slug:verb>/", views.act, name="act"),
]
