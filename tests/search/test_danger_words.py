"""What is heard as danger, and what is not."""

import pytest

from search import danger


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Mon mari m’a frappée hier"),
        ("fr", "j'ai peur de rentrer"),
        ("fr", "je dors dans ma voiture"),
        ("fr", "on va être expulsés"),
        ("fr", "je n'en peux plus"),
        ("fr", "mon enfant est maltraité"),
        ("fr", "mon fils prend ma pension"),
        ("fr", "il crie sur les enfants"),
        ("fr", "au bout du rouleau"),
        ("fr", "on vit dans la voiture"),
        ("fr", "rien à manger à la maison"),
        ("en", "he takes my money"),
        ("en", "they yelled at me"),
        ("en", "no reason to live"),
        ("en", "living in my car"),
        ("en", "my partner beats me"),
        ("en", "I have nowhere to sleep"),
        ("en", "I want to end my life"),
    ],
)
def test_danger_is_heard(language, words):
    assert danger.is_asked(words, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "aidez-moi à remplir un formulaire"),
        ("fr", "avoir 18 ans"),
        ("fr", "personne ne me suit"),
        ("fr", "un coup de main"),
        ("fr", "le bâtiment"),
        ("fr", "sécurité sociale"),
        ("fr", "je n'ai plus d'argent pour la facture"),
        ("fr", "carte de transport"),
        ("fr", "travailler dans le privé"),
        ("fr", "l'attaché de presse"),
        ("fr", "il fait froid chez moi"),
        ("en", "push the button"),
        ("en", "bedroom for students"),
        ("en", "bed for rent"),
        ("en", "help me with a form"),
        ("en", "control the heating"),
    ],
)
def test_ordinary_words_are_not_danger(language, words):
    assert not danger.is_asked(words, language)
