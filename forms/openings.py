"""When a request is open: two dates, each known or not."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

LATE = timedelta(days=1)
"""How long after the last day a draft begun before may still be sent."""


@dataclass(frozen=True)
class Opening:
    """A first day and a last day, both included. A first day after the last one is the next opening: in between, the
    request is closed. Each question is about today unless another day is given.
    """

    opens_on: date | None = None
    closes_on: date | None = None

    def is_open(self, day: date | None = None) -> bool:
        day = day or timezone.localdate()
        begun = self.opens_on is None or day >= self.opens_on
        not_over = self.closes_on is None or day <= self.closes_on
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            return begun or not_over
        return begun and not_over

    def takes_drafts(self, day: date | None = None) -> bool:
        """Whether what was begun in time may still be sent."""
        day = day or timezone.localdate()
        return self.is_open(day) or self.is_open(day - LATE)

    def reopens_on(self, day: date | None = None) -> date | None:
        """The day to come, for a request that is closed; None when no day is known."""
        day = day or timezone.localdate()
        return self.opens_on if self.opens_on and day < self.opens_on and not self.is_open(day) else None

    def ends_on(self, day: date | None = None) -> date | None:
        """The last day to begin, for a request that is open; None when it has no end."""
        day = day or timezone.localdate()
        return self.closes_on if self.closes_on and day <= self.closes_on and self.is_open(day) else None

    def late_until(self, day: date | None = None) -> date | None:
        """The last day to send a draft, for a request that closed just now; None otherwise."""
        day = day or timezone.localdate()
        return day if self.takes_drafts(day) and not self.is_open(day) else None
