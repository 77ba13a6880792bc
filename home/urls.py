"""What the site answers beside its pages: their easy-to-read twins, and the glossary."""

from django.urls import path, re_path

from home.easyread import views as easyread
from home.glossary import views as glossary
from home.signed import views as signed

app_name = "home"
urlpatterns = [
    path("glossaire/", glossary.index, name="glossary"),
    path("glossaire/<slug:slug>/", glossary.term, name="term"),
    path("langue-des-signes-et-facile/", signed.coverage_page, name="coverage"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)facile/$", easyread.show, name="easy_read"),
]
