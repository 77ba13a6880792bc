"""Under /gestion/textes/, behind Wagtail's own door."""

from django.urls import path

from forms.wording import views

urlpatterns = [
    path("", views.home, name="list"),
    path("<slug:slug>/", views.intake, name="intake"),
    path("<slug:slug>/<str:step>/", views.step, name="step"),
]
