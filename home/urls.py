"""What the site answers beside its pages: their easy-to-read twins, and the glossary."""

from django.urls import path, re_path

from home.easyread import views as easyread
from home.glossary import views as glossary

app_name = "home"
urlpatterns = [
    path("glossaire/", glossary.index, name="glossary"),
    path("glossaire/<slug:slug>/", glossary.term, name="term"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)facile/$", easyread.show, name="easy_read"),
]
