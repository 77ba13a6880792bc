"""The way back to a draft by mail: a link that shows which draft, and opens it with its code only."""

from django.forms import Form
from django.utils import timezone

from forms.models import Draft
from forms.services import draft_mails
from home.records.hashing import email_digest
from home.records.notices import owe


def own_address(form: Form) -> str:
    """The mail address of the person at the keyboard, from a valid form: the one that browsers may fill in for them."""
    own = [name for name, asked in form.fields.items() if asked.widget.attrs.get("autocomplete") == "email"]
    return next((form.cleaned_data[name] for name in own if form.cleaned_data.get(name)), "")


def send_link(draft: Draft, email: str, *, asked: bool = False) -> None:
    """Mail the way back: once for each address by itself, and once a day when someone asks for it.

    Call it with a locked draft, inside the transaction that locked it.
    """
    draft.email = email
    draft.save(update_fields=["email"])
    event = f"forms.resume:{draft.pk}:{email_digest(email)[:16]}"
    subject, body = draft_mails.way_back(draft)
    owe(event=f"{event}:{timezone.localdate()}" if asked else event, record=draft, to=email, subject=subject, body=body)
