"""Pages whose answers serve one day, and go before the request that they came with."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from forms.intake import Step


class BriefStep(Step):
    """All its questions are optional: once they have served, they read as if none had been answered.

    `figure` is the class of the officer's figures that says how long they are kept after that day.
    """

    figure = ""

    @staticmethod
    def served(before: datetime) -> QuerySet:
        """The references of the requests whose day was over before a moment, as a query of one column."""
        raise NotImplementedError

    @classmethod
    def blank(cls) -> dict[str, Any]:
        """Its answers when nothing is answered. Raises ValueError when it may not be left empty."""
        form = cls({})
        if not form.is_valid():
            raise ValueError(f"{cls.__name__} may not be left empty.")
        return form.cleaned_data
