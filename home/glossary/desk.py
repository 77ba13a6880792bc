from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import GlossaryTerm


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "help"
    menu_label = _("Glossary")
    menu_order = 66
    add_to_admin_menu = True
    list_display = ["name", "expansion", "locale"]
    list_filter = ["locale"]
    search_fields = ["name", "expansion"]
