"""What the site changes in Wagtail's admin."""

from wagtail import hooks

from home.accounts.bulk_actions import AssignRole, SetActiveState

LAST = 1000

# Wagtail keeps one bulk action of a kind for a model: the last one registered. Ours take the place of its own.
for action in (AssignRole, SetActiveState):
    hooks.register("register_bulk_action", action, order=LAST)
