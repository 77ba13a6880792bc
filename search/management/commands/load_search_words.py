from django.core.management.base import BaseCommand

from search import starting


class Command(BaseCommand):
    help = "Load the synonyms that search starts with, for each language that has none. Safe to run again."

    def handle(self, **options):
        self.stdout.write(f"{starting.load_words()} groups of words were added.")
