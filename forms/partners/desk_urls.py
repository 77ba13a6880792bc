"""Under /gestion/demandes/partenaires/, behind Wagtail's own door and the requests' content policy."""

from django.urls import path

from forms.partners import desk

urlpatterns = [
    path("", desk.network, name="list"),
    path("organisations/ajouter/", desk.organisation, name="add_organisation"),
    path("organisations/<int:pk>/", desk.organisation, name="organisation"),
    path("approuver/", desk.approve, name="approve"),
    path("<uuid:pk>/", desk.partner, name="partner"),
    path("<uuid:pk>/code/", desk.renew, name="renew"),
    path("<uuid:pk>/fermer/", desk.close, name="close"),
    path("<uuid:pk>/rouvrir/", desk.reopen, name="reopen"),
]
