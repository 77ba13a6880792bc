from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.factors import SECRET, code_now


class Command(BaseCommand):
    help = "Print the code that the demonstration's accounts sign in with at this moment (DEMO=1 STAFF_MFA=1)."

    def handle(self, **options):
        if not (settings.DEMO and settings.STAFF_MFA):
            raise CommandError("The second factor is off, or this is no demonstration: there is no code to print.")
        code, seconds = code_now()
        self.stdout.write(f"Code {code}, for {seconds} seconds more; each account uses it once.")
        self.stdout.write(f"Or add this key to an authenticator application: {SECRET}")
