"""What each of Wagtail's engines does otherwise: it keeps and asks for words as `search.staff.words` compares them."""

from wagtail.search.query import PlainText, SearchQuery

from search.staff.words import Reading, asked


class KeepsWords:
    """An index that holds the folded words and stems of each record too."""

    def add_items(self, model, objs):
        super().add_items(model, [Reading(record) for record in objs])  # type: ignore[misc]


class AsksWords:
    """A backend that asks for words by stem, or as typed so far."""

    def _search(self, compiler, query, *args, operator=None, **kwargs):
        if isinstance(query, str) and query:
            query = PlainText(query, operator=operator or compiler.DEFAULT_OPERATOR)
        if isinstance(query, SearchQuery):
            query = asked(query)
        return super()._search(compiler, query, *args, operator=operator, **kwargs)  # type: ignore[misc]
