from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from home.signin import glass


class Command(BaseCommand):
    help = "Give an account every right for a few hours. The officer and the lead are told at once, with the reason."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--reason", required=True, help="why, in a sentence, without anybody's name")
        parser.add_argument("--hours", type=int, default=1, help=f"1 to {glass.MOST_HOURS}")

    def handle(self, *, username, reason, hours, **options):
        if not 1 <= hours <= glass.MOST_HOURS:
            raise CommandError(f"--hours is 1 to {glass.MOST_HOURS}.")
        if not reason.strip():
            raise CommandError("Say why: --reason.")
        account = User.objects.filter(username=username).first()
        if account is None:
            raise CommandError("There is no such account.")
        try:
            opened = glass.open_for(account, reason.strip(), hours)
        except glass.NotPossible:
            raise CommandError("This account is closed, or is a superuser already.") from None
        self.stdout.write(f"{username} is a superuser until {opened.until:%Y-%m-%d %H:%M} UTC.")
