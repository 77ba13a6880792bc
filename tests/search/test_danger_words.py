"""What is heard as danger, and what is not."""

import re

import pytest
import yaml

from search import analysis, danger


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
        ("fr", "je vais craquer"),
        ("fr", "j'ai craqué"),
        ("fr", "j’ai faim"),
        ("en", "I give up"),
        ("en", "I feel like giving up on life"),
        ("en", "I need a place to stay"),
        ("en", "we need food"),
    ],
)
def test_danger_is_heard(language, words):
    assert danger.heard(words, language)


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
        ("fr", "craquer pour une chambre"),
        ("fr", "le plancher fait craquer le mur"),
        ("fr", "police de caractères"),
        ("fr", "Secours populaire"),
        ("en", "give up"),
        ("en", "give up my room"),
        ("en", "how to give up smoking"),
        ("en", "place to stay for students"),
        ("en", "a student place to stay"),
        ("en", "push the button"),
        ("en", "bedroom for students"),
        ("en", "bed for rent"),
        ("en", "help me with a form"),
        ("en", "control the heating"),
    ],
)
def test_ordinary_words_are_not_danger(language, words):
    assert not danger.heard(words, language)


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("fr", "il me frappe", "violence"),
        ("fr", "envie de mourir", "life"),
        ("fr", "où dormir ce soir", "roof"),
        ("en", "nothing to eat", "hunger"),
        ("en", "emergency numbers", "help"),
        ("fr", "il me frappe, j’ai peur, où dormir", "violence"),
        ("fr", "le budget", ""),
    ],
)
def test_the_kind_of_danger_is_told(language, words, kind):
    assert danger.heard(words, language) == kind


@pytest.mark.parametrize("language", danger.SPELLED)
def test_every_rule_is_written_as_texts_are_folded(language):
    """One with an accent, an apostrophe or a space at its end would never be met."""
    data = yaml.safe_load((analysis.WORDS / f"danger.{language}.yaml").read_text(encoding="utf-8"))
    rules = [str(rule) for lines in data.values() for rule in lines]
    assert [rule for rule in rules if not re.fullmatch(r"[a-z0-9()|?*$+\[\]-][a-z0-9()|?*$+\[\] -]*", rule)] == []
