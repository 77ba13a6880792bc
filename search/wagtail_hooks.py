"""What search brings into Wagtail's admin: the words that editors add, and what people did not find."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from search import desk
from search.models import Pin, Synonym


class CreateFromMiss(CreateView):
    """A new snippet that begins with the words of a miss, so that the report is one click away from it."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or self.model()
        instance.words = self.request.GET.get("words", "")[:80]
        if self.request.GET.get("language") in desk.LANGUAGES:
            instance.language = self.request.GET["language"]
        return instance


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "openquote"
    menu_label = _("Words that mean the same")
    add_view_class = CreateFromMiss
    list_display = ["words", "language"]
    list_filter = ["language"]


class PinViewSet(SnippetViewSet):
    model = Pin
    icon = "pick"
    menu_label = _("Pages that come first")
    add_view_class = CreateFromMiss
    list_display = ["words", "page", "language"]
    list_filter = ["language"]


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 70
    items = (SynonymViewSet, PinViewSet)

    def get_submenu_items(self):
        report = ReportItem(
            _("What was not found"), reverse_lazy("search_desk:report"), name="misses", icon_name="help"
        )
        return [*super().get_submenu_items(), report]


class ReportItem(MenuItem):
    def is_shown(self, request):
        return desk.may(request.user)


register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def register_screens():
    return [path("recherche/", desk.urls())]
