"""Lists that a lead takes away: only theirs, without names, without formulas, made whatever dies, gone after a day."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from forms.files import keeping
from forms.models import Export
from forms.services import exporting, sheets_of_rows
from tests.forms.factories import CANARY, InboxFactory, SubmissionFactory
from tests.forms.officers import officer, round_of_the_day

pytestmark = pytest.mark.django_db

LIST = reverse("figures:exports")
ASKED = {"intake": "", "weeks": "12", "reason": "control", "kind": "csv"}


@pytest.fixture
def lead(client):
    user = officer("responsable")
    user.groups.add(InboxFactory().team)
    client.force_login(user)
    return user


def asked_by(user, kind: str = "csv") -> Export:
    since = timezone.now() - timedelta(weeks=12)
    return exporting.ask(kind=kind, reason="control", intake="", since=since, by=user)


def page_of(export: Export, name: str = "export") -> str:
    return reverse(f"figures:{name}", args=[export.pk])


def content(client, export: Export) -> bytes:
    return b"".join(client.get(page_of(export, "file")).streaming_content)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("name", ["communication", "admin", "dpo", "colocation"])
def test_to_nobody_but_a_lead_do_lists_exist(client, lead, name):
    export = asked_by(lead)
    client.force_login(officer(name))
    addresses = [LIST, page_of(export), page_of(export, "file")]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(LIST, ASKED).status_code == 404


def test_another_leads_list_is_unknown(client, lead):
    export = asked_by(lead)
    exporting.make_due()
    client.force_login(officer("autre", "responsable"))
    assert {client.get(page_of(export, name)).status_code for name in ("export", "file")} == {404}
    assert not client.get(LIST).context["exports"]


def test_without_a_reason_nothing_is_made(client, lead):
    page = client.post(LIST, ASKED | {"reason": ""})
    assert page.context["form"].errors.keys() == {"reason"}
    assert not Export.objects.exists()


def test_the_form_begins_with_what_the_figures_showed(client, lead):
    shown = client.get(reverse("figures:home"), {"intake": "contact", "weeks": "26"}).content.decode()
    assert f'href="{LIST}?intake=contact&amp;weeks=26"' in shown
    form, usual = (client.get(LIST, asked).context["form"] for asked in ({"intake": "contact", "weeks": "26"}, {}))
    assert [(str(one["intake"].value()), str(one["weeks"].value())) for one in (form, usual)] == [
        ("contact", "26"),
        ("None", "12"),
    ]


def test_a_list_is_asked_for_made_and_taken(client, lead, django_capture_on_commit_callbacks):
    submission = SubmissionFactory(refused=True)
    SubmissionFactory(suspect=True)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(LIST, ASKED)
    export = Export.objects.get()
    assert (export.state, export.done, export.total) == ("ready", 1, 1)
    assert page_of(export, "file") in client.get(page_of(export)).content.decode()
    head, row = lines(content(client, export))
    today = str(timezone.localdate())
    assert row[:3] == [submission.reference, "colocation", "refused"] and row[4] == "full" and row[6] == today
    assert len(head) == len(row)


def test_neither_the_list_nor_the_log_says_a_name(client, lead):
    SubmissionFactory()
    export = asked_by(lead)
    exporting.make_due()
    told = list(ModelLogEntry.objects.filter(action__startswith="forms.export").values_list("data", flat=True))
    assert told == [{"reason": "control", "kind": "csv", "intake": ""}]
    text = content(client, export).decode() + str(told)
    assert CANARY not in text and "canari" not in text
    taken = ModelLogEntry.objects.get(action="forms.export_taken")
    assert taken.user == lead and taken.data == {"reason": "control", "rows": 1}


def test_the_file_lies_sealed(lead):
    reference = SubmissionFactory().reference
    export = asked_by(lead)
    exporting.make_due()
    with storages["private"].open(export.path) as stored:
        assert reference.encode() not in stored.read()


def test_xlsx_holds_the_same_rows(client, lead):
    reference = SubmissionFactory().reference
    export = asked_by(lead, "xlsx")
    exporting.make_due()
    sheet = load_workbook(BytesIO(content(client, export))).active
    assert [row[0].value for row in sheet.iter_rows()][1:] == [reference]


def test_too_many_rows_for_xlsx_is_said_before_anything_is_made(client, lead, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_XLSX", 1)
    SubmissionFactory.create_batch(2, code_hash="x")
    page = client.post(LIST, ASKED | {"kind": "xlsx"})
    assert page.context["form"].errors.keys() == {"kind"} and not Export.objects.exists()


@settings(max_examples=40, deadline=None)
@given(st.text("=+-@\t\r\nA é;1", max_size=8))
def test_no_cell_begins_a_formula(text):
    cell = sheets_of_rows.safe(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in {text, f"'{text}"}


@pytest.mark.parametrize("first", "=+-@\t\r")
def test_each_sign_that_begins_a_formula_is_defused(first):
    assert sheets_of_rows.safe(f"{first}1") == f"'{first}1"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_code_that_looks_like_a_formula_leaves_as_text(client, lead, kind):
    SubmissionFactory(refused=True, reason="=1+1", intake="@colocation")
    export = asked_by(lead, kind)
    exporting.make_due()
    made = content(client, export)
    row = lines(made)[1] if kind == "csv" else [cell.value for cell in list(load_workbook(BytesIO(made)).active)[1]]
    assert row[1] == "'@colocation" and row[4] == "'=1+1"


class Killed(BaseException):
    """What no `except Exception` sees: the process is gone."""


@pytest.fixture
def killed_after_a_page(monkeypatch):
    def die(export, **values):
        raise Killed

    monkeypatch.setattr(exporting, "_go_on", die)
    return monkeypatch


def test_what_a_killed_worker_began_is_made_again_once_its_lease_is_over(lead, killed_after_a_page):
    SubmissionFactory()
    export = asked_by(lead)
    with pytest.raises(Killed):
        exporting.make_due()
    killed_after_a_page.undo()
    assert exporting.make_due() == 0  # another may be at it
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert exporting.make_due() == 1
    export.refresh_from_db()
    assert (export.state, export.tries, export.done) == ("ready", 2, 1)


def test_a_third_failure_is_told(client, lead, monkeypatch):
    def fail(*args):
        raise OSError

    monkeypatch.setattr(exporting, "_store", fail)
    export, now = asked_by(lead), timezone.now()
    for tried in range(4):
        with time_machine.travel(now + timedelta(minutes=3 * tried)):
            exporting.make_due()
    export.refresh_from_db()
    assert (export.state, export.tries) == ("failed", 3)
    assert LIST in client.get(page_of(export)).content.decode()


def test_a_maker_that_was_overtaken_writes_nothing(lead):
    SubmissionFactory()
    export = asked_by(lead)
    late = exporting._claim()
    Export.objects.update(tries=2)
    with pytest.raises(exporting.LeaseLost):
        exporting.make(late)
    assert not storages["private"].exists(export.path)


def test_for_whoever_leads_no_more_nothing_is_made(lead):
    export = asked_by(lead)
    lead.groups.clear()
    assert exporting.make_due() == 0
    export.refresh_from_db()
    assert export.state == "failed"


def test_progress_is_seen_page_by_page(client, lead, monkeypatch):
    monkeypatch.setattr(exporting, "PAGE", 2)
    SubmissionFactory.create_batch(5, code_hash="x")
    export, seen, go_on = asked_by(lead), [], exporting._go_on

    def watched(export, **values):
        go_on(export, **values)
        seen.append(Export.objects.get().done)

    monkeypatch.setattr(exporting, "_go_on", watched)
    exporting.make_due()
    assert seen == [0, 2, 4, 5]
    assert len(lines(content(client, export))) == 6


def test_before_it_is_ready_the_file_leads_back_to_its_page(client, lead):
    export = asked_by(lead)
    assert client.get(page_of(export, "file")).headers["Location"] == page_of(export)


def test_after_a_day_it_is_closed_and_the_next_round_takes_the_file_away(
    client, lead, django_capture_on_commit_callbacks
):
    export = asked_by(lead)
    exporting.make_due()
    export.refresh_from_db()
    with time_machine.travel(export.ends_at + timedelta(seconds=1)):
        client.force_login(lead)
        assert client.get(page_of(export, "file")).status_code == 404
        with django_capture_on_commit_callbacks(execute=True):
            round_of_the_day()
    assert not Export.objects.exists() and not storages["private"].exists(export.path)


def test_the_sweep_of_orphans_leaves_a_list_that_is_owned(lead):
    export = asked_by(lead)
    exporting.make_due()
    keeping.sweep(timezone.now() + timedelta(hours=3))
    assert storages["private"].exists(export.path)
