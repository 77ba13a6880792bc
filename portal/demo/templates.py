"""Ready-made messages, for any request and for each: by state, in French and in English."""

from django.contrib.auth import get_user_model

from forms.models import MessageTemplate
from forms.services import messaging

# Name, request, state, French, English
TEMPLATES = [
    (
        "Nous lisons votre demande",
        "",
        "in_review",
        "Bonjour {nom},\n\nnous lisons votre demande {reference}. Il ne vous reste rien à faire pour le moment.\n\n"
        "Vous pouvez la suivre ici : {lien}",
        "Hello {nom},\n\nwe are reading your request {reference}. There is nothing for you to do for now.\n\n"
        "You can follow it here: {lien}",
    ),
    (
        "Notre réponse prendra plus de temps",
        "",
        "in_review",
        "Bonjour {nom},\n\nnotre réponse à votre demande {reference} prendra quelques jours de plus que prévu. "
        "Elle n’est pas oubliée.",
        "Hello {nom},\n\nour answer to your request {reference} takes a few days longer than planned. It is not "
        "forgotten.",
    ),
    (
        "Rencontre à l’EHPAD",
        "colocation",
        "in_review",
        "Bonjour {nom},\n\nnous aimerions parler avec vous de votre demande {reference}, sur place ou en visio, avec "
        "une ou un interprète en LSF si vous le souhaitez. Quels jours vous conviennent ?",
        "Hello {nom},\n\nwe would like to talk with you about your request {reference}, at the care home or by video, "
        "with a sign language interpreter if you wish. Which days suit you?",
    ),
    (
        "Ce qu’il faut apporter",
        "ateliers",
        "accepted",
        "Bonjour {nom},\n\nvotre place est réservée. Apportez votre téléphone ou votre ordinateur et son chargeur, si "
        "vous en avez un. Sinon, nous en prêtons.",
        "Hello {nom},\n\nyour seat is kept. Bring your phone or computer and its charger, if you have one. If not, we "
        "lend one.",
    ),
    (
        "Nous avons essayé de vous joindre",
        "signalement",
        "in_review",
        "Bonjour,\n\nnous avons essayé de joindre le foyer au sujet du signalement {reference}. Nous essaierons "
        "encore.",
        "Hello,\n\nwe tried to reach the household about the alert {reference}. We will try again.",
    ),
    (
        "Premier rendez-vous",
        "univers",
        "accepted",
        "Bonjour {nom},\n\nbienvenue. Nous vous proposons un premier rendez-vous pour visiter les lieux et parler de "
        "ce qui compte pour vous.",
        "Hello {nom},\n\nwelcome. We offer you a first meeting, to see the place and talk about what matters to you.",
    ),
    (
        "Merci de votre message",
        "contact",
        "",
        "Bonjour {nom},\n\nmerci de votre message {reference}. Nous l’avons transmis à la personne concernée.",
        "Hello {nom},\n\nthank you for your message {reference}. We passed it on to the right person.",
    ),
]


def load() -> None:
    """Once: what the lead changed since stays as it is."""
    lead = get_user_model().objects.get(username="responsable")
    known = set(MessageTemplate.objects.values_list("name", flat=True))
    for name, intake, status, french, english in TEMPLATES:
        if name not in known:
            texts = {"fr": french, "en": english}
            messaging.keep(MessageTemplate(name=name, intake=intake, status=status, texts=texts), by=lead)
