"""Under /gestion/compte/. The names are those that django-allauth looks for; what has no line here does not exist:
no sign-up, no e-mail addresses to manage, no accounts to link."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from home.signin import oidc, views

DOOR = "/gestion/compte/"

urlpatterns = [
    path("", views.factors, name="mfa_index"),
    path("connexion/", views.sign_in, name="account_login"),
    path("connexion/cle/", views.passkey_sign_in, name="mfa_login_webauthn"),
    path("connexion/code/", views.second_factor, name="mfa_authenticate"),
    path("connexion/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("connexion/<str:provider_id>/retour/", oidc.callback, name="openid_connect_callback"),
    path("deconnexion/", views.sign_out, name="account_logout"),
    path("proteger/", views.enrol, name="signin_enrol"),
    path("confirmer/", views.confirm_password, name="account_reauthenticate"),
    path("confirmer/code/", views.confirm_code, name="mfa_reauthenticate"),
    path("confirmer/cle/", views.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("application/", views.add_app, name="mfa_activate_totp"),
    path("application/retirer/", views.remove_app, name="mfa_deactivate_totp"),
    path("cles/ajouter/", views.add_passkey, name="mfa_add_webauthn"),
    path("cles/<int:pk>/retirer/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("codes/", views.codes, name="mfa_view_recovery_codes"),
    path("codes/nouveaux/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("mot-de-passe/", views.change_password, name="account_change_password"),
    path(
        "mot-de-passe/choisir/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("mot-de-passe/oublie/", views.forgotten, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", views.forgotten_done, name="account_reset_password_done"),
    path("mot-de-passe/nouveau/fait/", views.new_password_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.new_password,
        name="account_reset_password_from_key",
    ),
]

ENROLLING = {"signin_enrol", "mfa_activate_totp", "mfa_add_webauthn", "account_logout"}
"""What a session that is worth half may open."""


forgotten = RedirectView.as_view(pattern_name="account_reset_password")
wagtail_doors = [
    path("login/", views.wagtails_door, name="wagtailadmin_login"),
    path("logout/", views.sign_out, name="wagtailadmin_logout"),
    path("password_reset/", forgotten, name="wagtailadmin_password_reset"),
    re_path("^password_reset/.+$", forgotten),
]
"""Put before Wagtail's own addresses, whose views would let a password alone in."""
