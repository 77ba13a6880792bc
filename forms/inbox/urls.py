"""Under /gestion/demandes/, behind Wagtail's own door."""

from django.urls import path

from forms.inbox import bulk, casework, desk, errands, films, lists, papers, quarantine, renewals, verbs, views

urlpatterns = [
    path("", lists.home, name="list"),
    path("boite/<slug:slug>/", lists.inbox, name="inbox"),
    path("boite/<slug:slug>/confier/", bulk.give, name="give"),
    path("boite/<slug:slug>/vues/", lists.save_view, name="save_view"),
    path("boite/<slug:slug>/vues/<int:view>/supprimer/", lists.delete_view, name="delete_view"),
    path("vues/<int:view>/", lists.named_view, name="view"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/documents/<slug:slot>/", papers.document, name="document"),
    path("<uuid:pk>/documents/<slug:slot>/verifier/", casework.review, name="review"),
    path("<uuid:pk>/video/<uuid:file>/", films.film, name="film"),
    path("<uuid:pk>/video/<slug:step>/<slug:question>/traduire/", films.translate, name="translate"),
    path("<uuid:pk>/imprimer/", casework.sheet, name="sheet"),
    path("<uuid:pk>/faire/<slug:word>/", casework.act, name="act"),
    path("<uuid:pk>/prendre/", verbs.take, name="take"),
    path("<uuid:pk>/demander/", verbs.ask, name="ask"),
    path("<uuid:pk>/decider/", verbs.move, name="move"),
    path("<uuid:pk>/liberer/", quarantine.release, name="release"),
    path("<uuid:pk>/indesirable/", quarantine.spam, name="spam"),
    path("<uuid:pk>/code/", renewals.request_code, name="renew"),
    path("taches/", errands.todo, name="errands"),
    path("taches/<uuid:errand>/", errands.sheet, name="errand"),
    path("taches/<uuid:errand>/faite/", errands.done, name="errand_done"),
    path("saisir/", desk.enter, name="enter"),
    path("saisir/<uuid:draft>/fini/", desk.finish, name="finish"),
    path("brouillon/code/", renewals.draft_code, name="draft_code"),
]
