"""Sign-in through the agents' OpenID Connect provider. It says who someone is; our own table says what they may do.

Nobody gets an account this way, and no claim gives a right.
"""

import secrets

import jwt
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from home.signin.stages import VOUCHED

PROVIDER = "agents"
ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
"""Those with a public key: anyone could sign by a shared secret, or not at all."""


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account or stop here. Claims are read once and not kept."""
        claims = sociallogin.account.extra_data.get("id_token", {})
        user = _account(sociallogin) if answers_us(sociallogin, claims) else None
        if user is None or sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(render(request, "signin/provider_unknown.html", status=403))
        sociallogin.user, sociallogin.account.user = user, user
        sociallogin.account.extra_data = {}
        sociallogin.account.save()
        if vouches(claims):
            record_authentication(request, user, "mfa", type=VOUCHED)


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """Checks the signature even of a token that came straight from the provider."""

    def _decode_id_token(self, app, id_token: str) -> dict:
        return self._verified(id_token, app)

    def _fetch_user_info(self, access_token: str) -> dict:
        """As JSON, or as the signed token that ProConnect sends."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
            answer.raise_for_status()
        if answer.headers.get("content-type", "").startswith("application/jwt"):
            return self._verified(answer.text, self.get_provider().app)
        return answer.json()

    def _verified(self, token: str, app) -> dict:
        """Raises OAuth2Error."""
        config = self.openid_config
        try:
            algorithm = jwt.get_unverified_header(token).get("alg")
        except jwt.PyJWTError as error:
            raise OAuth2Error("Not a token") from error
        if algorithm not in ALGORITHMS:
            raise OAuth2Error("A token signed in a way that proves nothing")
        return jwtkit.verify_and_decode(
            credential=token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


def vouches(claims: dict) -> bool:
    """Whether the signed token says that a second factor was asked, in one of the ways that settings accept."""
    said = {claims.get("acr"), *(claims.get("amr") or [])}
    return bool(said & set(settings.OIDC_ACR))


def answers_us(sociallogin: SocialLogin, claims: dict) -> bool:
    """Whether the signed token was made for this very sign-in, and for the person whose address was read."""
    nonce, userinfo = sociallogin.state.get("nonce"), sociallogin.account.extra_data.get("userinfo", claims)
    return bool(nonce) and claims.get("nonce") == nonce and userinfo.get("sub") == claims.get("sub")


def _account(sociallogin: SocialLogin) -> User | None:
    """By the subject that we stored; the first time, by an address that the provider has verified."""
    known = SocialAccount.objects.filter(provider=sociallogin.account.provider, uid=sociallogin.account.uid).first()
    if known:
        return known.user if known.user.is_active else None
    verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
    found = list(User.objects.filter(email__iexact=verified[0], is_active=True)) if verified else []
    if len(found) != 1 or SocialAccount.objects.filter(user=found[0]).exists():
        return None
    return found[0]


@never_cache
@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    _must_exist(provider_id)
    provider, nonce = SignedTokens(request, provider_id).get_provider(), secrets.token_urlsafe(24)
    return provider.redirect(
        request,
        AuthProcess.LOGIN,
        next_url=get_next_redirect_url(request),
        auth_params=provider.get_auth_params() | {"nonce": nonce},
        nonce=nonce,  # kept with the state, in the session
    )


@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    _must_exist(provider_id)
    return OAuth2CallbackView.adapter_view(SignedTokens(request, provider_id))(request)


def _must_exist(provider_id: str) -> None:
    if provider_id != PROVIDER or not settings.SOCIALACCOUNT_PROVIDERS:
        raise Http404
