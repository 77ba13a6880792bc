"""Whatever is done to the log by raw SQL, the verifier names the line."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.log_actions import log

from home.records import anchoring, chain, lock, reading, verifying
from home.records.delivery import deliver_due
from home.records.models import Anchor, LogLink, ReadEntry
from home.roles import OFFICER
from tests.home.records.factories import NotificationFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
READS = "records_readentry"
LINES = 9


@pytest.fixture(autouse=True)
def own_anchors(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def whole():
    """Nine lines, sealed and anchored; the keys of the six reads among them."""
    user, notice, team = UserFactory(), NotificationFactory(), TeamFactory()
    for minutes in range(LINES):
        with time_machine.travel(timezone.now() - timedelta(days=3, minutes=-minutes), tick=False):
            if minutes % 3:
                reading.record_read(user, notice, "detail")
            else:
                log(team, "wagtail.create", user=user, data={"step": minutes})
    chain.seal()
    anchoring.anchor(timezone.now())
    return list(ReadEntry.objects.order_by("pk").values_list("pk", flat=True))


def tamper(*statements: str) -> list[str]:
    """What the verifier says after someone who owns the tables did this and put the triggers back."""
    lock.lift()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    lock.install()
    return [str(found) for found in verifying.breaks()]


def test_an_untouched_log_is_whole(whole):
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert out.getvalue() == f"{LINES} links, all as they were written\n"


def test_an_edited_line_is_named(whole):
    assert tamper(f"UPDATE {READS} SET what = 'nothing' WHERE id = {whole[2]}") == [
        f"{READS} {whole[2]} (link 5): edited"
    ]


def test_an_edited_line_of_what_was_done_is_named(whole):
    [found] = tamper(
        "UPDATE wagtailcore_modellogentry SET data = '{\"step\": 4}' WHERE data LIKE '%3%'".replace(
            "data LIKE", "CAST(data AS text) LIKE"
        )
    )
    assert found.startswith("wagtailcore_modellogentry") and found.endswith("(link 4): edited")


def test_a_removed_line_is_named(whole):
    assert tamper(f"DELETE FROM {READS} WHERE id = {whole[0]}") == [f"{READS} {whole[0]} (link 2): removed"]


def test_a_line_removed_before_its_term_with_a_link_that_says_so_is_named(whole):
    chain.remove(ReadEntry.objects.filter(pk=whole[0]))
    assert [str(found) for found in verifying.breaks()] == [f"{READS} {whole[0]} (link 10): removed before its term"]


def test_an_inserted_line_is_named_and_never_sealed(whole):
    copy = f'INSERT INTO {READS} (user_id, "table", record_id, what, at) SELECT user_id, "table", record_id, what, '
    for days in (-4, 30):
        at = timezone.now() + timedelta(days=days)
        found = tamper(f"{copy} '{at}' FROM {READS} WHERE id = {whole[0]}")
        key = ReadEntry.objects.latest("pk").pk
        assert f"{READS} {key}: inserted" in found
    assert chain.seal() == 0


def test_lines_that_changed_places_are_named(whole):
    one, two = whole[0], whole[4]
    swapped = tamper(
        f"UPDATE {READS} SET id = -1 WHERE id = {one}",
        f"UPDATE {READS} SET id = {one} WHERE id = {two}",
        f"UPDATE {READS} SET id = {two} WHERE id = -1",
    )
    assert swapped == [f"{READS} {one} (link 2): edited", f"{READS} {two} (link 8): edited"]


def test_links_that_changed_places_are_named(whole):
    swapped = tamper(
        "UPDATE records_loglink SET position = -1 WHERE position = 3",
        "UPDATE records_loglink SET position = 3 WHERE position = 4",
        "UPDATE records_loglink SET position = 4 WHERE position = -1",
    )
    assert "link 3: reordered or replaced: it does not follow the one before it" in swapped


def test_a_missing_link_is_named(whole):
    assert "links 5 to 5: removed" in tamper("DELETE FROM records_loglink WHERE position = 5")


def test_a_line_and_its_links_hidden_together_are_named(whole):
    hidden = tamper(f"DELETE FROM {READS} WHERE id = {whole[2]}", "DELETE FROM records_loglink WHERE position = 5")
    assert "links 5 to 5: removed" in hidden


def test_an_end_that_was_cut_off_is_named_by_the_anchor(whole):
    cut = tamper(f"DELETE FROM {READS} WHERE id = {whole[-1]}", "DELETE FROM records_loglink WHERE position = 9")
    assert any(found.startswith("links 9 to 9: cut off after the anchor") for found in cut)


def test_a_chain_written_anew_is_named_by_the_anchor(whole):
    tamper("DELETE FROM records_loglink", f"UPDATE {READS} SET what = 'x' WHERE id = {whole[0]}")
    chain.seal()
    found = [str(broken) for broken in verifying.breaks()]
    assert found and all(broken.startswith(f"link {LINES}: rewritten: not what the anchor says") for broken in found)


def test_anchors_that_were_emptied_are_named(whole):
    anchoring.path().write_text("")
    assert [found.what for found in verifying.breaks()] == ["removed or emptied"]


def test_a_missing_trigger_is_named(whole):
    lock.lift()
    assert {found.place for found in verifying.breaks()} == set(lock.wanted())


def test_the_command_prints_what_is_wrong_and_fails(whole):
    tamper(f"DELETE FROM {READS} WHERE id = {whole[0]}")
    out = StringIO()
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_log", stdout=out)
    assert out.getvalue() == f"{READS} {whole[0]} (link 2): removed\n"


def test_a_mailed_seal_finds_what_both_copies_here_were_made_to_agree_on(whole):
    officer = UserFactory(email="dpo@exemple.fr")
    officer.groups.add(TeamFactory(name=OFFICER))
    Anchor.objects.all().delete()
    anchoring.anchor(timezone.now())
    deliver_due()
    [line] = [line for line in mail.outbox[-1].body.splitlines() if line.endswith(LogLink.objects.last().hash)]
    call_command("verify_log", anchor=[line], stdout=StringIO())
    tamper("DELETE FROM records_loglink", f"DELETE FROM {READS} WHERE id = {whole[0]}", "DELETE FROM records_anchor")
    anchoring.path().unlink()
    chain.seal()
    assert verifying.breaks() == []
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_log", anchor=[line], stdout=StringIO())


def test_the_head_is_mailed_once_a_day_and_filed_once_an_hour(whole):
    noon = timezone.localtime().replace(hour=12) + timedelta(days=1)
    for minutes in (0, 10, 59, 61):
        reading.record_read(UserFactory(), NotificationFactory(), "detail")
        chain.seal()
        anchoring.anchor(noon + timedelta(minutes=minutes))
    assert len(anchoring.heads()) == 3
    assert Anchor.objects.count() == 2
    assert verifying.breaks() == []


HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
EDITS = st.one_of(
    st.tuples(st.just(READS), st.just("id"), st.just("what"), st.text("abcdef", min_size=1, max_size=40)),
    st.tuples(
        st.just(READS),
        st.just("id"),
        st.just("at"),
        st.datetimes(min_value=timezone.datetime(2000, 1, 1), max_value=timezone.datetime(2090, 1, 1)),
    ),
    st.tuples(st.just("records_loglink"), st.just("position"), st.sampled_from(["digest", "hash", "previous"]), HASHES),
    st.tuples(st.just("records_loglink"), st.just("position"), st.just("line"), st.integers(10_000, 20_000)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_tampering_goes_unseen(whole, data):
    """Any cell of any line or link, edited; any line or link, deleted."""
    assert verifying.breaks() == []
    table, key, column, value = data.draw(EDITS)
    pk = data.draw(st.sampled_from(whole if table == READS else range(1, LINES + 1)))
    deleting = data.draw(st.booleans())
    with transaction.atomic():
        lock.lift()
        with connection.cursor() as cursor:
            if deleting:
                cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [pk])
            else:
                cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, pk])
        lock.install()
        found = [str(broken) for broken in verifying.breaks()]
        transaction.set_rollback(True)
    number = str(pk) if table == READS else ("links" if deleting else f"link {pk}")
    assert found and any(number in broken for broken in found), (table, column, pk, found)
