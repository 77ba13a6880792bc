"""Under /gestion/conservation/, behind Wagtail's own door."""

from django.urls import path

from forms.retention import batches, figures, people, reads

urlpatterns = [
    path("", batches.home, name="list"),
    path("lot/<uuid:pk>/", batches.batch, name="batch"),
    path("lot/<uuid:pk>/signer/", batches.sign, name="sign"),
    path("lot/<uuid:pk>/retenir/<uuid:item>/", batches.hold, name="hold"),
    path("durees/", figures.figures, name="figures"),
    path("personne/", people.person, name="person"),
    path("personne/export/", people.export, name="export"),
    path("personne/effacer/", people.erase, name="erase"),
    path("lectures/", reads.reads, name="reads"),
]
