"""Reference and code: the two things that open a request, and the patience asked of those who guess."""

from functools import cache as once

from django import forms
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms import reference
from forms.intake import Step
from forms.intakes.fields import LongTextField, TextField
from forms.models import Submission
from home.public_forms import client_address

WAIT_SECONDS = 15 * 60
TRIES_PER_REFERENCE = 5
TRIES_PER_ADDRESS = 20  # a library or a reception desk has one address for many people


class CodeForm(Step):
    """Finds `submission`. An unknown reference and a wrong code get the same answer, after the same work."""

    reference = TextField(
        label=gettext_lazy("Request number"),
        limit=40,
        autocomplete="off",
        required_message=gettext_lazy("Type your request number"),
        help_text=gettext_lazy("For example: K7M4-2QXD. Small letters, spaces and dashes do not matter."),
    )
    code = TextField(
        label=gettext_lazy("Follow-up code"),
        limit=40,
        autocomplete="off",
        required_message=gettext_lazy("Type your follow-up code"),
        help_text=gettext_lazy("Six letters and figures, given with the number."),
    )

    def __init__(self, data=None, *, request: HttpRequest | None = None) -> None:
        super().__init__(data)
        self.request, self.submission, self.waits = request, None, False
        for name in ("reference", "code"):
            self.fields[name].widget.attrs.update({"spellcheck": "false", "autocapitalize": "characters"})

    def clean_reference(self) -> str:
        found = reference.normalise(self.cleaned_data["reference"])
        if not found:
            raise ValidationError(_("There is a slip in this number. Compare it with your receipt, sign by sign."))
        return found

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        by_reference, by_address = (
            _key("reference", cleaned["reference"]),
            _key("address", client_address(self.request)),
        )
        tries = (_count(by_reference) > TRIES_PER_REFERENCE, _count(by_address) > TRIES_PER_ADDRESS)
        self.waits = any(tries)
        if self.waits:
            raise ValidationError(_("Too many tries. Wait 15 minutes, or call us: we can find your request by phone."))
        self.submission = find(cleaned["reference"], reference.normalise_code(cleaned["code"]))
        if self.submission is None:
            raise ValidationError(_("This number and this code do not go together. Check both on your receipt."))
        cache.delete_many([by_reference, by_address])
        return cleaned


def find(number: str, code: str) -> Submission | None:
    submission = Submission.objects.filter(reference=number).first()
    matches = check_password(code, submission.code_hash if submission else _nobody())
    return submission if matches and submission else None


@once
def _nobody() -> str:
    """A hash that no code matches, so that an unknown reference takes as long as a wrong code."""
    return make_password(reference.new_reference())


def _key(kind: str, value: str) -> str:
    return f"follow-{kind}:" + salted_hmac("forms.codes", value).hexdigest()


def _count(key: str) -> int:
    """One try more, counted before anything is compared: parallel guesses cannot slip between."""
    cache.add(key, 0, timeout=WAIT_SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # the wait ended between the two lines
        return 1


class AnswerForm(Step):
    answer = LongTextField(
        label=gettext_lazy("Your answer"),
        limit=3000,
        widget=forms.Textarea({"rows": 6}),
        required_message=gettext_lazy("Type your answer"),
    )
