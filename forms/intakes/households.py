"""The pages on a household and its home, as they ask someone else and as they ask who lives there."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.intake import Step
from forms.intakes.dates import NearDayField
from forms.intakes.fields import YES_NO_UNKNOWN, ChoiceField, ManyField, PhoneField, TextField
from forms.intakes.people import REPLIES, AboutSomeoneElse, ContactStep, is_french_postcode

INTERPRETERS = [
    ("none", gettext_lazy("No, French is fine")),
    ("lsf", gettext_lazy("In French sign language (LSF)")),
    ("language", gettext_lazy("In another language")),
]

PEOPLE = [*((number, number) for number in "12345"), ("more", gettext_lazy("6 or more"))]

TENANT = "tenant"
TENURES = [
    (TENANT, gettext_lazy("Rented")),
    ("owner", gettext_lazy("Owned by who lives there")),
    ("hosted", gettext_lazy("Lent: they live in someone else’s home")),
    ("unknown", gettext_lazy("I do not know")),
]
LANDLORDS = [
    ("social", gettext_lazy("A social housing organisation")),
    ("private", gettext_lazy("A private landlord or an agency")),
    ("unknown", gettext_lazy("I do not know")),
]

OTHER_SIGN = "other"
SIGNS = [
    ("unpaid", gettext_lazy("Energy bills unpaid, several times")),
    ("effort", gettext_lazy("Energy bills above 10% of income")),
    ("gives_up", gettext_lazy("Heating given up, to spend less")),
    ("cold", gettext_lazy("Cold at home")),
    ("fsl", gettext_lazy("Help asked several times from the housing solidarity fund (FSL)")),
    ("aid", gettext_lazy("An aid for energy bills, now or before")),
    ("damp", gettext_lazy("Damp or mould")),
    ("heater", gettext_lazy("An auxiliary heater")),
    (OTHER_SIGN, gettext_lazy("Something else")),
]


class OwnHouseholdStep(ContactStep):
    title = gettext_lazy("You and your household")
    lead = gettext_lazy("How to reach you, and who lives with you. We ask for no birth date and no benefit number.")
    given_name = TextField(
        label=gettext_lazy("First name"),
        autocomplete="given-name",
        required_message=gettext_lazy("Type the first name"),
    )
    family_name = TextField(
        label=gettext_lazy("Last name"),
        autocomplete="family-name",
        required_message=gettext_lazy("Type the last name"),
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    do_not_phone = forms.BooleanField(label=gettext_lazy("Do not phone"), required=False)
    preference = ChoiceField(
        label=gettext_lazy("How should we make contact?"),
        choices=REPLIES,
        required_message=gettext_lazy("Choose how we should make contact"),
    )
    best_times = TextField(
        label=gettext_lazy("Best moments"),
        required=False,
        help_text=gettext_lazy("For example: in the morning, or after 6 pm"),
    )
    interpreter = ChoiceField(
        label=gettext_lazy("Is another language better for talking?"),
        choices=INTERPRETERS,
        required_message=gettext_lazy("Choose the language for talking"),
    )
    language = TextField(label=gettext_lazy("If another language, which one?"), required=False)
    people = ChoiceField(
        label=gettext_lazy("How many people live in this home?"),
        choices=PEOPLE,
        required_message=gettext_lazy("Choose how many people live in this home"),
    )
    fragile = ChoiceField(
        label=gettext_lazy("Does someone fragile live there?"),
        choices=YES_NO_UNKNOWN,
        help_text=gettext_lazy("For example a baby, an older person or someone ill. Do not name any illness."),
        required_message=gettext_lazy("Tell us if someone fragile lives in this home"),
    )
    field_order = ("given_name", "family_name", "phone", "do_not_phone", "email", "preference")

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("do_not_phone") and cleaned.get("preference") == "call":
            self.add_error("preference", _("You ticked “Do not phone”. Choose another way"))
        if cleaned.get("interpreter") != "language":
            cleaned["language"] = ""
        elif not cleaned.get("language") and "language" not in self.errors:
            self.add_error("language", _("Type the language that is best for talking"))
        return cleaned


class HouseholdStep(AboutSomeoneElse, OwnHouseholdStep):
    title = gettext_lazy("The household")
    lead = gettext_lazy("One person whom we can contact, and how. We ask for no birth date and no benefit number.")


class OwnHomeStep(Step):
    title = gettext_lazy("Your home")
    lead = gettext_lazy("No door code here: we ask for it later, only if a visit is planned.")
    line1 = TextField(
        label=gettext_lazy("Number and street"),
        autocomplete="address-line1",
        required_message=gettext_lazy("Type the number and the street"),
    )
    line2 = TextField(label=gettext_lazy("Building, staircase"), autocomplete="address-line2", required=False)
    floor = TextField(label=gettext_lazy("Floor"), limit=20, required=False)
    postcode = TextField(
        label=gettext_lazy("Postcode"),
        autocomplete="postal-code",
        limit=12,
        required_message=gettext_lazy("A French postcode has five digits. For example: 34000"),
    )
    city = TextField(
        label=gettext_lazy("Town"),
        autocomplete="address-level2",
        required_message=gettext_lazy("Type the name of the town"),
    )
    tenure = ChoiceField(
        label=gettext_lazy("This home is"),
        choices=TENURES,
        required_message=gettext_lazy("Tell us if this home is rented, owned or lent"),
    )
    landlord = ChoiceField(label=gettext_lazy("If it is rented, by whom?"), choices=LANDLORDS, required=False)

    def clean_postcode(self):
        if not is_french_postcode(self.cleaned_data["postcode"]):
            raise forms.ValidationError(_("A French postcode has five digits. For example: 34000"))
        return self.cleaned_data["postcode"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("tenure") != TENANT:
            cleaned["landlord"] = ""
        elif not cleaned.get("landlord") and "landlord" not in self.errors:
            self.add_error("landlord", _("Tell us who lets this home, or that you do not know"))
        return cleaned


class HomeStep(AboutSomeoneElse, OwnHomeStep):
    title = gettext_lazy("The home")


class SignsStep(Step):
    title = gettext_lazy("What goes wrong in this home?")
    signs = ManyField(
        label=gettext_lazy("Tick what you see, or what you were told"),
        choices=SIGNS,
        help_text=gettext_lazy("At least one. Several together are common."),
        required_message=gettext_lazy("Tick at least one line, or “Something else”"),
    )
    other_sign = TextField(label=gettext_lazy("If something else, what?"), limit=200, required=False)
    cut_off_on = NearDayField(
        label=gettext_lazy("A cut-off is announced: on which day?"),
        required=False,
        help_text=gettext_lazy("Electricity, gas or water. The day is on the supplier’s letter."),
    )

    def clean(self):
        cleaned = super().clean()
        other = cleaned.get("other_sign")
        if other and self.has_error("signs", "required"):
            del self.errors["signs"]  # what is typed says it
            cleaned["signs"] = [OTHER_SIGN]
        elif OTHER_SIGN in cleaned.get("signs", []) and not other and "other_sign" not in self.errors:
            self.add_error("other_sign", _("Type in a few words what goes wrong"))
        return cleaned
