"""Number and code: the two things that open a request or a draft, and the patience asked of those who guess."""

from functools import cache as once
from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from forms import reference
from forms.intake import Step
from forms.intakes.fields import LongTextField, TextField
from forms.models import ClosedAlert, Draft, Submission
from forms.models.drafts import code_digest
from forms.services.sharing import is_readable
from home import limits
from home.public_forms import client_address

WAIT_SECONDS = 15 * 60
TRIES_PER_REFERENCE = 5
TRIES_PER_ADDRESS = 20  # a library or a reception desk has one address for many people


EXAMPLE = gettext_lazy("For example: K7M4-2QXD. Small letters, spaces and dashes do not matter.")


def sign_field(label: str, required_message: str, help_text: str) -> TextField:
    """A field for a number or a code, left alone by what corrects, capitalises or remembers words."""
    return TextField(
        label=label,
        limit=40,
        autocomplete="off",
        required_message=required_message,
        help_text=help_text,
        widget=forms.TextInput({"spellcheck": "false", "autocapitalize": "characters"}),
    )


class CodeForm(Step):
    """Finds what a number and a code open. An unknown number and a wrong code get the same answer.

    `number` is given when the page already knows it; `waits` is true when too much was tried.
    """

    slip = gettext_lazy("There is a slip in this number. Compare it with your receipt, sign by sign.")
    too_many = gettext_lazy("Too many tries. Wait 15 minutes, or call us: we can find your request by phone.")
    apart = gettext_lazy("This number and this code do not go together. Check both on your receipt.")

    reference = sign_field(gettext_lazy("Request number"), gettext_lazy("Type your request number"), EXAMPLE)
    code = sign_field(
        gettext_lazy("Follow-up code"),
        gettext_lazy("Type your follow-up code"),
        gettext_lazy("Six letters and figures, given with the number."),
    )

    def __init__(self, data=None, *, request: HttpRequest | None = None, number: str = "") -> None:
        super().__init__(data)
        self.request, self.number, self.found, self.waits = request, number, None, False

    def find(self, number: str, code: str) -> Any:
        raise NotImplementedError

    def clean_reference(self) -> str:
        found = reference.normalise(self.cleaned_data["reference"])
        if not found:
            raise ValidationError(self.slip)
        return found

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.try_once(self.number or cleaned["reference"], reference.normalise_code(cleaned["code"]))
        return cleaned

    def try_once(self, number: str, code: str) -> None:
        address = client_address(self.request)
        self.waits = _tries("reference", number) > TRIES_PER_REFERENCE or _tries("address", address) > TRIES_PER_ADDRESS
        if self.waits:
            raise ValidationError(self.too_many)
        self.found = self.find(number, code)
        if self.found is None:
            raise ValidationError(self.apart)
        limits.start_over("code-reference", number)
        limits.take_back("code-address", address)


class RequestCodeForm(CodeForm):
    def find(self, number: str, code: str) -> Submission | ClosedAlert | None:
        kinds = (Submission.objects.filter(reference=number), ClosedAlert.objects.filter(reference=number))
        found = next((row for rows in kinds for row in rows), None)
        matches = check_password(code, found.code_hash if found else _nobody())
        return found if matches and found and is_readable(found) else None


class DraftCodeForm(CodeForm):
    slip = gettext_lazy("There is a slip in this number. Compare it with what you noted or printed, sign by sign.")
    too_many = gettext_lazy("Too many tries. Wait 15 minutes, or call us.")
    apart = gettext_lazy(
        "This number and this code open no draft. Check both. Or the draft came to its end: we keep it for a time."
    )

    reference = sign_field(gettext_lazy("Draft number"), gettext_lazy("Type your draft number"), EXAMPLE)
    code = sign_field(
        gettext_lazy("Draft code"),
        gettext_lazy("Type your draft code"),
        gettext_lazy("Six letters and figures, given with the draft number."),
    )

    def find(self, number: str, code: str) -> Draft | None:
        digest = code_digest(number, code)
        return Draft.objects.select_related("submission").filter(reference=number, code_hash=digest).first()


class LinkCodeForm(DraftCodeForm):
    """The code alone: the mailed link says which draft."""

    apart = gettext_lazy("This is not the code of this draft. Check it, sign by sign.")
    reference = None  # type: ignore[assignment]


@once
def _nobody() -> str:
    """A hash that no code matches, so that an unknown reference takes as long as a wrong code."""
    return make_password(reference.new_reference())


def _tries(kind: str, value: str) -> int:
    """One try more, counted before anything is compared."""
    return limits.count(f"code-{kind}", value, seconds=WAIT_SECONDS)


class AnswerForm(Step):
    answer = LongTextField(
        label=gettext_lazy("Your answer"),
        limit=3000,
        widget=forms.Textarea({"rows": 6}),
        required_message=gettext_lazy("Type your answer"),
    )
