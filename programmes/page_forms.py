"""What the editor of a programme checks beyond each field."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from programmes.measures import NEEDS


class ProgrammePageForm(WagtailAdminPageForm):
    """A page shows counts of its own programme, and a page that someone may have to leave in a hurry shows none."""

    def clean(self):
        cleaned = super().clean()
        in_hurry = cleaned.get("quick_exit") or cleaned.get("shows_help_numbers")
        its_own = () if in_hurry else NEEDS.get(cleaned.get("need"), ())
        chosen = [block.value for block in cleaned.get("counted") or ()]
        if not set(chosen) <= set(its_own):
            self.add_error("counted", _("One of these counts something else than what this programme does."))
        return cleaned
