"""The network of the demonstration: three invented organisations, and a professional of each."""

from datetime import date

from django.contrib.auth.hashers import make_password

from forms.models import Organisation, Partner
from forms.partners.entering import DEMO_CODE, DEMO_EMAIL
from home.records.hashing import email_digest

NETWORK = [
    ("Association Exemple Solidaire", "association", "Camille", "Exemple", "Travailleuse sociale", DEMO_EMAIL),
    ("Maison sociale d’Essai", "social", "Dominique", "Essai", "Assistant social", "dominique@exemple.fr"),
    ("Habitat Modèle", "housing", "Sacha", "Modèle", "Conseillère logement", "sacha@exemple.fr"),
]
AGREED_ON = date(2025, 9, 1)


def load() -> None:
    """Each organisation with its professional; those that exist are left alone. All have the published code."""
    for rank, (name, kind, given_name, family_name, job, email) in enumerate(NETWORK):
        organisation, _made = Organisation.objects.get_or_create(
            name=name, defaults={"kind": kind, "agreed_on": AGREED_ON}
        )
        if not Partner.objects.filter(email_hash=email_digest(email)).exists():
            Partner.objects.create(
                organisation=organisation,
                given_name=given_name,
                family_name=family_name,
                job=job,
                email=email,
                phone=f"+336399899{rank:02}",
                code_hash=make_password(DEMO_CODE),
            )


def account() -> Partner:
    """The partner whom the account `partenaire` shows."""
    return Partner.objects.select_related("organisation").get(email_hash=email_digest(DEMO_EMAIL), active=True)
