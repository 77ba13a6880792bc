"""What staff fill in on organisations and partners."""

from django import forms
from django.utils.translation import gettext_lazy

from forms.intakes.fields import EmailField, PhoneField, TextField
from forms.models import Organisation

EMPTY = gettext_lazy("Fill this in")


class OrganisationForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Organisation
        fields = ["name", "kind", "agreed_on", "active"]
        labels = {
            "name": gettext_lazy("Name of the organisation"),
            "kind": gettext_lazy("Kind"),
            "agreed_on": gettext_lazy("Agreement signed on"),
            "active": gettext_lazy("Its professionals may sign in"),
        }
        error_messages = {name: {"required": EMPTY} for name in ("name", "kind", "agreed_on")}
        widgets = {"agreed_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


class PartnerForm(forms.Form):
    """One professional. Autofill is off: it would offer the agent's own details."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"), queryset=Organisation.objects.all(), error_messages={"required": EMPTY}
    )
    given_name = TextField(label=gettext_lazy("First name"), required_message=EMPTY)
    family_name = TextField(label=gettext_lazy("Last name"), required_message=EMPTY)
    job = TextField(label=gettext_lazy("Role in the organisation"), required_message=EMPTY)
    email = EmailField(label=gettext_lazy("Work e-mail"), required_message=EMPTY)
    phone = PhoneField(label=gettext_lazy("Work phone"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for form_field in self.fields.values():
            form_field.widget.attrs["autocomplete"] = "off"
