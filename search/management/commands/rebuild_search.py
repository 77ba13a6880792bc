from django.core.management.base import BaseCommand

from search import indexing


class Command(BaseCommand):
    help = "Make the whole search index anew. Search goes on meanwhile. Safe to run again."

    def handle(self, **options):
        self.stdout.write(f"{indexing.rebuild()} pages are found by search.")
