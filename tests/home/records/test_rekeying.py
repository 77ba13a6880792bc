"""Search hashes change with their keys: people are found before, during and after, and stay unique."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.inbox.queries import matching
from forms.models import IntakeWatch, Partner, Submission, SubmissionHash
from forms.services import tombstones
from home.records import keyfile
from home.records.digests import DigestField, is_among, turned
from home.records.hashing import LENGTH, digest, email_digest, name_digests, version_of
from home.records.keyring import UnknownKey
from home.records.models import HashVersion
from home.records.rekeying import all_hashes, move_guards
from home.records.turnover import Turnover
from programmes.services.courses import AlreadyEnrolled, take_seats
from tests.forms.factories import IntakeWatchFactory, PartnerFactory, SubmissionFactory
from tests.programmes.course_factories import CourseSessionFactory

pytestmark = pytest.mark.django_db
OURS = ("home", "programmes", "forms", "search")
SOMEBODY = "camille canari +33612345678"


def begin(key_file):
    keyfile.add(key_file)
    keyfile.switch(key_file)


def finish():
    Turnover(lambda line: None).run()


def found(text):
    return list(matching(Submission.objects.all(), text))


def sent_by(name):
    submission = SubmissionFactory()
    digests = (SubmissionHash(submission=submission, digest=one) for one in sorted(name_digests(name)))
    SubmissionHash.objects.bulk_create(digests)
    return submission


def enrol(session, reference):
    return take_seats(session.pk, reference, party=1, contact_digest=digest("enrolment", SOMEBODY))


UNKEYED = {
    "EasyRead.source_digest",
    "EasyRead.reviewed_digest",
    "SignedVersion.source_hash",
    "SignedVersion.text_hash",
    "LogLink.digest",
    "LogLink.hash",
    "LogLink.previous",
    "Anchor.hash",
}
"""Of the log's chain, which anybody with a copy may check, and of published texts."""
BY_THE_SECRET = {"Miss.digest"}
"""Of words that nobody found, no person's; a new secret begins the count anew."""


def test_no_column_of_keyed_hashes_is_declared_as_mere_text():
    texts = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.CharField) and field.max_length == LENGTH and model.__module__.startswith(OURS)
    ]
    hashed = {f"{hashes.model.__name__}.{hashes.field.name}" for hashes in all_hashes()}
    assert set(texts) <= hashed | UNKEYED | BY_THE_SECRET
    assert {"SubmissionHash.digest", "Draft.code_hash", "Enrolment.contact_digest", "Tombstone.digest"} <= hashed


def test_a_person_is_found_under_former_keys_and_new_ones(key_file):
    before = sent_by("Zoé Lœuillet")
    begin(key_file)
    meanwhile = sent_by("Zoé Lœuillet")
    assert set(found("loeuillet")) == {before, meanwhile}
    finish()
    assert set(found("loeuillet")) == {before, meanwhile}
    assert {version_of(stored) for stored in SubmissionHash.objects.values_list("digest", flat=True)} == {2}


def test_one_seat_each_before_during_and_after(key_file):
    session = CourseSessionFactory()
    enrol(session, "K7M4-2QXD")
    begin(key_file)
    with pytest.raises(AlreadyEnrolled):
        enrol(session, "AAAA-AAAA")
    finish()
    with pytest.raises(AlreadyEnrolled):
        enrol(session, "AAAA-AAAA")


def test_the_constraint_itself_holds_during_the_rotation(key_file):
    """Without the question that the verb asks first."""
    PartnerFactory(email="ondine@exemple.fr")
    begin(key_file)
    for _step in (None, move_guards):
        with pytest.raises(IntegrityError), transaction.atomic():
            PartnerFactory(email="ondine@exemple.fr")
        move_guards()
    assert version_of(Partner.objects.get().email_hash) == 2
    assert HashVersion.objects.get().number == 2


def test_saved_again_during_the_rotation_it_is_the_same_address(key_file):
    watch = IntakeWatchFactory(email="canari@exemple.fr")
    partner = PartnerFactory()
    begin(key_file)
    partner.save()
    again, new = IntakeWatch.objects.get_or_create(intake="colocation", email_hash=email_digest("canari@exemple.fr"))
    assert (again, new) == (watch, False)
    finish()
    Partner.objects.get().save()
    assert Partner.objects.get(email_hash=email_digest(partner.email)) == partner


def test_what_was_erased_stays_erased_under_new_keys(key_file, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    submission = SubmissionFactory()
    tombstones.mark(submission.pk)
    begin(key_file)
    finish()
    assert is_among(tombstones.known(), tombstones.digest_of(submission.pk))
    assert not tombstones.mark(submission.pk)


def test_a_process_that_has_not_the_new_search_key_writes_nothing_wrong(key_file):
    former = key_file.read_text()
    begin(key_file)
    finish()
    key_file.write_text(former)
    with pytest.raises(UnknownKey):
        PartnerFactory()


def test_killed_between_two_batches_of_hashes_it_goes_on(key_file, monkeypatch):
    monkeypatch.setattr("home.records.rekeying.BATCH", 2)
    sent_by("Camille Canari Témoin")
    begin(key_file)
    (hashes,) = [hashes for hashes in all_hashes() if hashes.model is SubmissionHash]
    batches = hashes.batches()
    next(batches)
    batches.close()
    assert hashes.left().count() == SubmissionHash.objects.count() - 2
    assert found("canari") and found("temoin")
    finish()
    assert not hashes.left().exists()
    assert found("canari") and found("temoin")


@given(texts=st.sets(st.text(), min_size=2, max_size=6), turns=st.integers(1, 3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stored_hash_turned_is_the_hash_of_the_same_text_and_of_no_other(key_file, texts, turns):
    stored = {text: str(digest("name", text)) for text in texts}
    for _turn in range(turns):
        begin(key_file)
    for text, former in stored.items():
        now = digest("name", text)
        assert turned(former, now_of := version_of(now)) == now and now_of > 1
        assert is_among({former}, now) and len(now) == LENGTH
    assert len({digest("name", text) for text in texts}) == len(texts)


def test_the_field_is_plain_text_for_the_database():
    assert DigestField(guards=False).deconstruct()[1] == "django.db.models.CharField"


def test_counting_says_how_many_hashes_each_search_key_made_last(key_file):
    sent_by("Camille Canari")
    begin(key_file)
    sent_by("Zoé")
    for expected in ({"1": 4, "2": 2}, {"1": 0, "2": 6}):
        said = io.StringIO()
        call_command("rotate_keys", "--verify", stdout=said)
        for place, count in expected.items():
            assert f"forms_submissionhash.digest: {count} under search key {place}" in said.getvalue()
        finish()
