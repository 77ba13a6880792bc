"""The step of signing in that asks for a second factor."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage

VOUCHED = "provider"
"""The kind of second factor recorded when the provider asked it."""


class SecondFactor(AuthenticateStage):
    """Not asked of someone whose provider said, in this very sign-in, that it asked one."""

    def _should_handle(self, request) -> bool:
        last = [record.get("type", record["method"]) for record in get_authentication_records(request, self.login.user)]
        return last[-2:] != [VOUCHED, "socialaccount"] and super()._should_handle(request)
