"""Answer fields that several intakes share: what people type, made clean, and messages that say what to do."""

import unicodedata
from collections.abc import Collection, Iterator
from copy import copy

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

KEPT_CONTROLS = "\n\t"
UNREADABLE = gettext_lazy("Some signs of this answer cannot be read. Delete them, then type them again.")
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
YES_NO_UNKNOWN = [*YES_NO, ("unknown", gettext_lazy("I do not know"))]


class TextField(forms.CharField):
    """Text in composed form (NFC), trimmed, spaces collapsed; `limit` counts what people see as signs."""

    def __init__(self, *, required_message: str = "", limit: int = 120, autocomplete: str = "", **kwargs) -> None:
        super().__init__(**kwargs)
        self.limit = limit
        self.validators = [refuse_unreadable]
        self.widget.attrs.update({"autocomplete": autocomplete} if autocomplete else {})
        if required_message:
            self.error_messages["required"] = required_message

    def to_python(self, value):
        return self.tidy(unicodedata.normalize("NFC", super().to_python(value)))

    def tidy(self, text: str) -> str:
        return " ".join(text.split())

    def run_validators(self, value):
        super().run_validators(value)
        excess = count_signs(value) - self.limit
        if excess > 0:
            raise ValidationError(too_long(self.limit, excess))


class LongTextField(TextField):
    """Text on several lines. Nothing pasted is ever cut: a message says how much to shorten.

    `signable` lets people answer in sign language instead, by a film (`forms.step`).
    """

    widget = forms.Textarea

    def __init__(self, *, signable: bool = False, **kwargs) -> None:
        super().__init__(**kwargs)
        self.signable = signable

    def tidy(self, text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class EmailField(TextField):
    widget = forms.EmailInput

    def __init__(self, **kwargs) -> None:
        super().__init__(limit=254, autocomplete="email", **kwargs)
        self.widget.attrs.update({"spellcheck": "false", "autocapitalize": "none"})

    def run_validators(self, value):
        super().run_validators(value)
        if value and "@" not in value:
            raise ValidationError(_("The @ sign is missing. For example: name@example.org"))
        if value.endswith("@"):
            raise ValidationError(_("The end of the address is missing, after @. For example: name@example.org"))
        if value:
            EmailValidator(_("This address does not look complete. Check it. For example: name@example.org"))(value)


class PhoneField(TextField):
    """A phone number, French unless it starts with +. Cleaned to E.164 (+33612345678)."""

    widget = forms.TelInput

    def __init__(self, **kwargs) -> None:
        super().__init__(limit=40, autocomplete="tel", **kwargs)
        self.widget.attrs["inputmode"] = "tel"

    def clean(self, value):
        text = super().clean(value)
        return phonenumbers.format_number(read_phone(text), phonenumbers.PhoneNumberFormat.E164) if text else ""

    def shown(self, value: str) -> str:
        number = phonenumbers.parse(value)
        home = number.country_code == 33
        style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(number, style)


class ChoiceField(forms.ChoiceField):
    """One of a few, as radio buttons. `required_message` says what to choose."""

    widget = forms.RadioSelect

    def __init__(self, *, required_message: str = "", **kwargs) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = gettext_lazy("This answer is not in the list. Choose one of the list.")
        if required_message:
            self.error_messages["required"] = required_message


class Checkboxes(forms.CheckboxSelectMultiple):
    """Leaves out the `hidden` choices, but for an answer that has them already."""

    hidden: frozenset[str] = frozenset()

    def optgroups(self, name, value, attrs=None):
        offered = copy(self)
        offered.choices = [(key, label) for key, label in self.choices if key not in self.hidden or key in value]
        return super(Checkboxes, offered).optgroups(name, value, attrs)


class ManyField(forms.MultipleChoiceField):
    """Any number of a few, as checkboxes.

    `editable` lets staff reword, add, order and hide the choices, but for hiding the `named` ones: the code or another
    question speaks of them.
    """

    widget = Checkboxes

    def __init__(
        self, *, required_message: str = "", editable: bool = False, named: Collection[str] = (), **kwargs
    ) -> None:
        super().__init__(**kwargs)
        self.editable, self.named = editable, frozenset(named)
        self.error_messages["invalid_choice"] = gettext_lazy("One answer is not in the list. Choose from the list.")
        if required_message:
            self.error_messages["required"] = required_message


def refuse_unreadable(text: str) -> None:
    """NUL, other control signs, lone surrogates, and the sign that stands for bytes that nobody could read."""
    if any(_unreadable(sign) for sign in set(text)):
        raise ValidationError(UNREADABLE)


def _unreadable(sign: str) -> bool:
    return sign == "\ufffd" or (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in KEPT_CONTROLS)


def read_phone(text: str) -> phonenumbers.PhoneNumber:
    """The number someone typed. Raises ValidationError with a message that says what to do."""
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("This number is not complete. Type ten digits, or + and the country code for a number from abroad.")
        )
    return number


def is_mobile(number: str) -> bool:
    """False for what is known to be a landline or a service: an unknown kind is believed to be a mobile."""
    kinds = phonenumbers.PhoneNumberType
    known_not = {kinds.FIXED_LINE, kinds.VOIP, kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST}
    return phonenumbers.number_type(phonenumbers.parse(number)) not in known_not


def count_signs(text: str) -> int:
    """How many signs people see: accents typed apart, joiners and variants do not count."""
    return sum(1 for _sign in _visible(text))


def _visible(text: str) -> Iterator[str]:
    return (sign for sign in text if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})


def too_long(limit: int, excess: int) -> str:
    return ngettext(
        "Your text is too long by %(excess)s sign. The limit is %(limit)s signs. All of it is kept: shorten it.",
        "Your text is too long by %(excess)s signs. The limit is %(limit)s signs. All of it is kept: shorten it.",
        excess,
    ) % {"excess": _figure(excess), "limit": _figure(limit)}


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
