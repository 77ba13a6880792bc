"""The pages that every intake asks of a person: how to reach them, who they are, where they live."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.intake import Step
from forms.intakes.dates import BirthDateField
from forms.intakes.fields import ChoiceField, EmailField, PhoneField, TextField, is_mobile

LSF = "lsf"
REPLIES = [
    ("email", gettext_lazy("By e-mail")),
    ("sms", gettext_lazy("By text message (SMS)")),
    ("call", gettext_lazy("By phone")),
    (LSF, gettext_lazy("In French sign language (LSF), by video")),
    ("letter", gettext_lazy("By letter")),
]


def is_french_postcode(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{5}", text.replace(" ", "")))


def envelope(name: str, address: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The lines of an envelope from the answers of a page that asks for an address; none without it."""
    if not address:
        return ()
    town = f"{address['postcode']} {address['city']}".strip()
    country = address.get("country", "")
    lines = (name, address.get("line2", ""), address["line1"], town, "" if country.casefold() == "france" else country)
    return tuple(line for line in lines if line)


class AboutSomeoneElse:
    """For pages on another person than the one who types: the browser does not offer the writer's own data."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for form_field in self.fields.values():
            if not isinstance(form_field.widget, forms.RadioSelect | forms.CheckboxInput):  # nothing to fill in there
                form_field.widget.attrs["autocomplete"] = "off"


class ContactStep(Step):
    title = gettext_lazy("How can we reach you?")
    lead = gettext_lazy("Give an e-mail, a mobile number, or both. For an answer by letter, neither is needed.")
    email = EmailField(
        label=gettext_lazy("E-mail address"), required=False, help_text=gettext_lazy("For example: name@example.org")
    )
    phone = PhoneField(
        label=gettext_lazy("Mobile phone"),
        required=False,
        help_text=gettext_lazy("For a text message if the e-mail does not get through."),
    )
    preference = ChoiceField(
        label=gettext_lazy("How do you prefer to have our answer?"),
        choices=REPLIES,
        required_message=gettext_lazy("Choose how we can answer you"),
    )

    def clean(self):
        cleaned = super().clean()
        preference, email, phone = (cleaned.get(name, "") for name in ("preference", "email", "phone"))
        if "email" in self.errors or "phone" in self.errors:
            return
        if preference == "email" and not email:
            self.add_error("email", _("Type an e-mail address, so that we can answer by e-mail"))
        elif preference in {"sms", "call"} and not phone:
            self.add_error("phone", _("Type a phone number, so that we can answer this way"))
        elif preference == "sms" and not is_mobile(phone):
            self.add_error("phone", _("This number cannot receive text messages. Type a mobile number"))
        elif preference != "letter" and not (email or phone):
            self.add_error("email", _("Type an e-mail address or a mobile number, or choose an answer by letter"))


class IdentityStep(Step):
    title = gettext_lazy("Who are you?")
    given_name = TextField(
        label=gettext_lazy("First name"),
        autocomplete="given-name",
        required_message=gettext_lazy("Type your first name"),
    )
    family_name = TextField(
        label=gettext_lazy("Last name"),
        autocomplete="family-name",
        required_message=gettext_lazy("Type your last name"),
    )
    usage_name = TextField(
        label=gettext_lazy("Name you use, if it is another one"),
        required=False,
        help_text=gettext_lazy("This is how we will call you."),
    )
    birth_date = BirthDateField(
        label=gettext_lazy("Birth date"),
        help_text=gettext_lazy("For example: 27 3 2004"),
        required_message=gettext_lazy("Type your birth date"),
    )


class AddressStep(Step):
    title = gettext_lazy("Where do you live now?")
    lead = gettext_lazy("An address in another country is fine.")
    line1 = TextField(
        label=gettext_lazy("Number and street"),
        autocomplete="address-line1",
        required_message=gettext_lazy("Type the number and the street"),
    )
    line2 = TextField(
        label=gettext_lazy("Building, floor, at whose home"), autocomplete="address-line2", required=False
    )
    postcode = TextField(
        label=gettext_lazy("Postcode"),
        autocomplete="postal-code",
        limit=12,
        help_text=gettext_lazy("In France, five digits. Leave it empty if your country has none."),
        required_message=gettext_lazy("A French postcode has five digits. For example: 34000"),
    )
    city = TextField(
        label=gettext_lazy("Town"),
        autocomplete="address-level2",
        required_message=gettext_lazy("Type the name of the town"),
    )
    country = TextField(
        label=gettext_lazy("Country"),
        autocomplete="country-name",
        initial="France",
        limit=60,
        required_message=gettext_lazy("Type the name of the country"),
    )

    def clean(self):
        cleaned = super().clean()
        french = cleaned.get("country", "").casefold() == "france"
        postcode = cleaned.setdefault("postcode", "")
        if not french and self.has_error("postcode", "required"):
            del self.errors["postcode"]  # some countries have none
        elif french and "postcode" not in self.errors and not is_french_postcode(postcode):
            self.add_error("postcode", _("A French postcode has five digits. For example: 34000"))
        return cleaned
