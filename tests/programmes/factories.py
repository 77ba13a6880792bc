"""Programmes and procedures, as an editor would fill them in."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from programmes import models
from tests.home.factories import PageFactory


class ProgrammeIndexPageFactory(PageFactory):
    class Meta:
        model = models.ProgrammeIndexPage

    title = "Dispositifs"
    slug = "dispositifs"


class ProgrammePageFactory(PageFactory):
    class Meta:
        model = models.ProgrammePage

    class Params:
        energy = factory.Trait(
            title="Maîtriser son énergie", slug="slime", short_name="SLIME", motif="energie", need="energy", intake=""
        )
        shelter = factory.Trait(
            title="Se mettre à l’abri, avec ses enfants",
            slug="bouissonnade",
            short_name="Bouissonnade II",
            seo_title="Informations pratiques",
            motif="abri",
            need="safety",
            intake="",
            quick_exit=True,
            shows_help_numbers=True,
        )

    title = "Colocations étudiantes en EHPAD"
    short_name = "Colocations"
    motif = "colocation"
    status = "open"
    status_on = date(2018, 2, 14)
    starts = "Septembre 2018"
    need = "housing"
    intake = "colocation"


class PointFactory(DjangoModelFactory):
    class Meta:
        model = models.Point

    kind = "audience"
    audience = "student"
    text = "Vous êtes étudiante ou étudiant."
    locale = factory.SelfAttribute("page.locale")


class StageFactory(DjangoModelFactory):
    class Meta:
        model = models.Stage

    kind = "apply"
    title = "Remplissez le dossier en ligne"
    locale = factory.SelfAttribute("page.locale")


class KeyFigureFactory(DjangoModelFactory):
    class Meta:
        model = models.KeyFigure

    value = "146"
    unit = "ménages"
    label = "ménages à visiter"
    year = "2018"
    source = "Annonce du 14 février 2018"
    locale = factory.SelfAttribute("page.locale")


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.Partner

    name = "CCAS"
    role = "pilote"
    locale = factory.SelfAttribute("page.locale")


class ProgrammePlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammePlace

    name = "Ancienne crèche Sophie Lagrèze"
    text = "ateliers"
    locale = factory.SelfAttribute("page.locale")


class ProgrammeContactFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgrammeContact

    name = "Accueil du CCAS"
    phone = "04 67 34 70 00"
    text = "en LSF ou par écrit aussi"
    locale = factory.SelfAttribute("page.locale")


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.Question

    question = "Faut-il payer ?"
    answer = "Non."
    locale = factory.SelfAttribute("page.locale")


class ProcedureIndexPageFactory(PageFactory):
    class Meta:
        model = models.ProcedureIndexPage

    title = "Démarches"
    slug = "demarches"


class ProcedurePageFactory(PageFactory):
    class Meta:
        model = models.ProcedurePage

    title = "Candidater à une colocation"
    intake = "colocation"
    duration = "10 à 15 minutes"
    decided_by = "Une commission du CCAS."
    answer_delay = "Une réponse écrite, toujours."


class ProcedureDocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.ProcedureDocument

    text = "Une pièce d’identité"
    locale = factory.SelfAttribute("page.locale")
