"""A request that no file of `forms/intakes/` declares: what a sixth one takes, and that nothing else names the five."""

from datetime import timedelta

from django import forms

from forms.intake import Answers, Contact, Intake, Keep, Step, said
from forms.intakes.fields import YES_NO, ChoiceField, TextField
from forms.intakes.people import ContactStep
from forms.slots import Slot, SlotsStep
from tests.forms.samples import Pages, Sample


class BirdStep(Step):
    title = "Votre oiseau"
    bird = ChoiceField(label="Avez-vous un oiseau ?", choices=YES_NO, required_message="Dites si vous avez un oiseau")
    sings = ChoiceField(label="Chante-t-il ?", choices=YES_NO, required=False)


class SongStep(Step):
    title = "Son chant"
    song = TextField(label="Que chante-t-il ?", limit=40, required_message="Dites ce qu’il chante")


class OwnerStep(ContactStep):
    name = TextField(label="Votre nom", autocomplete="name", required_message="Indiquez votre nom")


class PapersStep(SlotsStep):
    title = "Ses papiers"
    slots = (Slot("bague", "Sa bague", missing="Envoyez une photo de sa bague"), Slot("portrait", "Son portrait"))


class LastStep(Step):
    title = "Envoyer"
    lead = "Rien n’est encore envoyé."
    agreed = forms.BooleanField(label="Je suis d’accord.", error_messages={"required": "Cochez cette case"})


def contact(answers: Answers) -> Contact:
    owner = answers["qui"]
    return Contact(owner["name"], owner["email"], owner["phone"], owner["preference"])


intake = Intake(
    slug="volieres",
    title="Prêter une volière",
    send_label="Envoyer ma demande",
    steps=(("oiseau", BirdStep), ("chant", SongStep), ("qui", OwnerStep), ("papiers", PapersStep), ("fin", LastStep)),
    conditions={"chant": said("oiseau", "sings", "yes")},
    exits={"oiseau": lambda answers: "" if answers["bird"] == "yes" else "forms/exits/univers_ailleurs.html"},
    route=lambda answers: "contact",
    contact=contact,
    keep_for=Keep(default=timedelta(days=10), at_most=timedelta(days=20)),
    next_steps=(("Nous écoutons", "Un canari vaut un merle."),),
)

OWNER: Pages = {
    "qui": {
        "name": ["Zéphyrine Canari"],
        "email": ["canari@exemple.fr"],
        "phone": ["06 12 34 56 78"],
        "preference": ["email"],
    },
    "papiers": {"bague": ["paper"]},
    "fin": {"agreed": ["on"]},
}

sample = Sample(
    ways={
        "a silent bird": {"oiseau": {"bird": ["yes"], "sings": ["no"]}} | OWNER,
        "a singing bird": {"oiseau": {"bird": ["yes"], "sings": ["yes"]}, "chant": {"song": ["Trois notes"]}} | OWNER,
    },
    exits={"no bird": {"oiseau": {"bird": ["no"], "sings": [""]}}},
)
