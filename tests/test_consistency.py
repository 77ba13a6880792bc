"""The house rules: the whole repository under test."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.template.loader import get_template
from wagtail.search import index as search_index

from forms.intakes import INTAKES
from home.records.models import Record
from portal import catalogue

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "home", "programmes", "forms", "search")
MODULES = [
    path
    for folder in (*APPS, "tests", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = [
    (folder, path)
    for app in APPS
    for folder in (ROOT / app).rglob("templates")
    for path in sorted(folder.rglob("*.html"))
]
MEANT_FOR_DJANGO = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}
OTHERS_MAY_USE = re.compile(
    r"^(wagtail|account/|mfa/|socialaccount/|design/|django/|(home/(?!blocks)|programmes/)\w+_page\.html)"
)


def ours(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_modules_stay_under_300_lines():
    assert [ours(path) for path in MODULES if len(path.read_text().splitlines()) > 300] == []


def test_no_module_without_a_name_of_its_own():
    assert [ours(path) for path in MODULES if re.fullmatch(r"(utils?|helpers?|common|misc|base\d)", path.stem)] == []


def test_public_classes_of_the_product_say_what_they_are_or_are_named_by_their_base():
    assert [
        f"{ours(path)}: {node.name} has neither base nor docstring"
        for path in MODULES
        if path.parts[len(ROOT.parts)] in APPS
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and not node.bases and not ast.get_docstring(node)
    ] == []


def test_no_template_is_unused():
    names = {str(path.relative_to(folder)) for folder, path in TEMPLATES}
    text = "\n".join(path.read_text() for path in [*MODULES, *(path for _folder, path in TEMPLATES)])
    unused = {
        name
        for name in names - MEANT_FOR_DJANGO
        if not OTHERS_MAY_USE.match(name) and name not in text and not name.startswith(("motifs/", "icons/"))
    }
    assert not unused


def test_templates_load():
    for folder, path in TEMPLATES:
        get_template(str(path.relative_to(folder)))


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*(src=|application/ld\+json))")
    assert [ours(path) for _folder, path in TEMPLATES if inline.search(path.read_text())] == []


def test_french_catalogue_is_complete():
    assert catalogue.missing("fr") == []


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def rows_about_people() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def test_encrypted_fields_live_on_records_only():
    for model in apps.get_models():
        encrypted = [field for field in model._meta.get_fields() if type(field).__name__.startswith("Encrypted")]
        assert not encrypted or issubclass(model, Record), model


def test_no_row_about_a_person_is_indexed_for_search():
    assert [model for model in rows_about_people() if issubclass(model, search_index.Indexed)] == []


def test_every_intake_is_kept_no_longer_than_allowed():
    assert [intake.slug for intake in INTAKES.values() if intake.keep_for.default > intake.keep_for.at_most] == []
