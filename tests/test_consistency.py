"""The house rules: the whole repository under test."""

import ast
import re
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("path", MODULES, ids=ours)
def test_modules_stay_under_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=ours)
def test_no_module_without_a_name_of_its_own(path):
    assert not re.fullmatch(r"(utils?|helpers?|common|misc|base\d)", path.stem)


@pytest.mark.parametrize("path", MODULES, ids=ours)
def test_public_classes_of_the_product_say_what_they_are_or_are_named_by_their_base(path):
    if path.parts[len(ROOT.parts)] in {"tests", "bench"}:
        return
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef) and not node.bases:
            assert ast.get_docstring(node), f"{ours(path)}: {node.name} has neither base nor docstring"


def test_no_template_is_unused():
    names = {str(path.relative_to(folder)) for folder, path in TEMPLATES}
    text = "\n".join(path.read_text() for path in [*MODULES, *(path for _folder, path in TEMPLATES)])
    unused = {
        name
        for name in names - MEANT_FOR_DJANGO
        if not OTHERS_MAY_USE.match(name) and name not in text and not name.startswith(("motifs/", "icons/"))
    }
    assert not unused


@pytest.mark.parametrize(("folder", "path"), TEMPLATES, ids=lambda value: ours(value))
def test_templates_load(folder, path):
    get_template(str(path.relative_to(folder)))


@pytest.mark.parametrize(("folder", "path"), TEMPLATES, ids=lambda value: ours(value))
def test_templates_hold_no_inline_script_or_style(folder, path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*(src=|application/ld\+json))", text)


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


@pytest.mark.parametrize("model", rows_about_people(), ids=lambda model: model.__name__)
def test_no_row_about_a_person_is_indexed_for_search(model):
    assert not issubclass(model, search_index.Indexed)


@pytest.mark.parametrize("intake", INTAKES.values(), ids=lambda intake: intake.slug)
def test_every_intake_is_kept_no_longer_than_allowed(intake):
    assert intake.keep_for.default <= intake.keep_for.at_most
