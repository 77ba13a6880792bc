import polib
import pytest

from portal import catalogue
from portal.catalogue import Message


def texts_of(tmp_path, name, source):
    path = tmp_path / name
    path.write_text(source)
    if name.endswith(".html"):
        return list(catalogue._extract("javascript", catalogue._templatized(path)))
    return list(catalogue._extract("python", path.read_bytes()))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% load i18n %}<p>it's {% translate \"Say 'yes'\" %}", Message("", "Say 'yes'", "")),
        ('{% load i18n %}{% translate "May" context "month" %}', Message("month", "May", "")),
        (
            "{% load i18n %}{% blocktranslate count n=3 trimmed %}\n one {{ n }}\n"
            "{% plural %} many {{ n }}{% endblocktranslate %}",
            Message("", "one %(n)s", "many %(n)s"),
        ),
        ('{% load i18n %}{% include "a.html" with title=_("Maybe") %}', Message("", "Maybe", "")),
    ],
)
def test_texts_of_templates_are_found(tmp_path, source, message):
    assert texts_of(tmp_path, "page.html", source) == [message]


def test_texts_of_modules_are_found(tmp_path):
    source = '_("One")\nngettext("%(n)s day", "%(n)s days", n)\npgettext("verb", "Open")\nprint("not this")\n'
    assert texts_of(tmp_path, "module.py", source) == [
        Message("", "One", ""),
        Message("", "%(n)s day", "%(n)s days"),
        Message("verb", "Open", ""),
    ]


@pytest.fixture
def small_catalogue(tmp_path, settings, monkeypatch):
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("fr", "French")]
    path = catalogue.path_of("fr")
    path.parent.mkdir(parents=True)
    polib.POFile().save(str(path))
    monkeypatch.setattr(catalogue, "wanted", lambda: {Message("", "Yes", ""), Message("", "No", "")})
    return path


def test_merging_adds_what_is_asked_for_and_drops_the_rest(small_catalogue):
    source = polib.pofile(str(small_catalogue))
    source.extend([polib.POEntry(msgid="Yes", msgstr="Oui"), polib.POEntry(msgid="Gone", msgstr="Parti")])
    source.save()
    merged = {entry.msgid: entry.msgstr for entry in catalogue.merge("fr")}
    assert merged == {"Yes": "Oui", "No": ""}


def test_an_absent_an_empty_and_an_unused_text_are_each_named(small_catalogue):
    source = polib.pofile(str(small_catalogue))
    source.extend([polib.POEntry(msgid="Yes", msgstr=""), polib.POEntry(msgid="Gone", msgstr="Parti")])
    source.save()
    assert catalogue.missing("fr") == ["absent: 'No'", "not translated: 'Yes'", "unused: 'Gone'"]


def test_compiling_writes_only_what_is_older(small_catalogue):
    assert [path.suffix for path in catalogue.compile_all()] == [".mo"]
    assert catalogue.compile_all() == []
