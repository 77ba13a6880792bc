from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.demo import (
    accounts,
    casework,
    cohorts,
    content,
    deletions,
    easyread,
    factors,
    figures,
    flatshares,
    glossary,
    households,
    openings,
    partners,
    requests,
    rooms,
    search,
    seats,
    sessions,
    signed,
    templates,
)
from portal.teams import ensure_teams


class Command(BaseCommand):
    help = "Load the demonstration: pages, accounts, flats, and invented requests in every state. Safe to run again."

    @transaction.atomic
    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Only with DEMO=1: these accounts have a known password.")
        for words, load in (
            ("Pages…", content.load),
            ("Easy French…", easyread.load),
            ("Glossary…", glossary.load),
            ("Roles and inboxes…", ensure_teams),
            ("Accounts…", accounts.ensure_accounts),
            ("Second factors…", factors.ensure_factors),
            ("Flats…", flatshares.load),
            ("Partners…", partners.load),
            ("Dates of requests…", openings.load),
            ("Course sessions…", sessions.load),
            ("Requests…", requests.load),
            ("Ready-made messages…", templates.load),
            ("Casework…", casework.load),
            ("Deletions…", deletions.load),
            ("Sign language…", signed.load),
            ("Rooms…", rooms.load),
            ("Seats…", seats.load),
            ("Households…", households.load),
            ("Groups…", cohorts.load),
            ("Figures…", figures.load),
            ("Search…", search.load),
        ):
            self.stdout.write(words)
            load()
