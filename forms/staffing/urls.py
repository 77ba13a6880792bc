"""Under /gestion/comptes/, behind Wagtail's own door."""

from django.urls import path

from forms.staffing import views

urlpatterns = [
    path("", views.home, name="list"),
    path("<int:pk>/equipes/", views.account, name="account"),
    path("<int:pk>/quitter/<int:team>/", views.leave, name="leave"),
    path("propositions/<uuid:pk>/", views.decide, name="decide"),
]
