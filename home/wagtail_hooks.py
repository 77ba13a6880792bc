"""What the site changes in Wagtail's admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.accounts.bulk_actions import AssignRole, SetActiveState
from home.easyread.desk import EasyReadViewSet, name_what_differs
from home.glossary.desk import GlossaryViewSet

LAST = 1000

# Wagtail keeps one bulk action of a kind for a model: the last one registered. Ours take the place of its own.
for action in (AssignRole, SetActiveState):
    hooks.register("register_bulk_action", action, order=LAST)

register_snippet(EasyReadViewSet)
register_snippet(GlossaryViewSet)
hooks.register("after_create_snippet", name_what_differs)
hooks.register("after_edit_snippet", name_what_differs)
