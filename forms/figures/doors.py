"""Who enters the figures. To everyone else their addresses do not exist."""

from forms.services.reopening import LEAD
from home.doors import any_of, only

lead_only = only(any_of(LEAD))
