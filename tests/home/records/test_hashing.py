import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.records.hashing import email_digest, name_digests, name_query, name_words, phone_digest
from home.records.keyring import KeyringError, write_new


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Zoé Lœuillet", ["zoe", "loeuillet"]),
        ("Jean-Noël d’Aigrefeuille", ["jean", "noel", "d", "aigrefeuille"]),
        ("O'Brien", ["o", "brien"]),
        ("STRAẞE Straße", ["strasse", "strasse"]),
        ("  Nguyễn\tThị_Ánh ", ["nguyen", "thi", "anh"]),
        ("Łukasz Ærø", ["lukasz", "aero"]),
        ("İpek", ["ipek"]),
        ("ﬁona ①", ["fiona", "1"]),
        ("", []),
        ("-'’ \0", []),
    ],
)
def test_words_of_a_name(name, words):
    assert name_words(name) == words


@given(st.text(st.characters()))
def test_normalising_twice_changes_nothing(text):
    assert name_words(" ".join(name_words(text))) == name_words(text)


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_way_accents_are_stored_makes_no_difference(text, form):
    assert name_words(unicodedata.normalize(form, text)) == name_words(text)


@given(st.text())
def test_a_name_is_found_by_itself_and_by_each_of_its_words(text):
    assert set(name_query(text)) <= name_digests(text)


@given(st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=3))
def test_a_name_is_found_by_its_first_three_letters(text):
    for word in name_words(text):
        assert set(name_query(word[:3])) <= name_digests(text)


def test_part_of_a_word_is_not_the_word():
    assert not set(name_query("Marti")) & name_digests("Martin")
    assert not set(name_query("art")) & name_digests("Martin")


def test_first_letters_are_not_taken_for_a_whole_word():
    assert name_query("Mar") != name_query("Mart")
    assert len(name_digests("Mar")) == 2


@pytest.mark.parametrize(
    "written", ["06 39 98 12 34", "0639981234", "+33 6 39 98 12 34", "+33 (0)6.39.98.12.34", "0033639981234"]
)
def test_a_phone_is_found_however_it_is_written(written):
    assert phone_digest(written) == phone_digest("06-39-98-12-34") != ""


@pytest.mark.parametrize("text", ["", "Martin", "12", "K7M4-2QXD", "06 39 98", "1" * 400, "\0"])
def test_what_is_not_a_phone_has_no_hash(text):
    assert phone_digest(text) == ""


def test_a_mail_address_is_found_whatever_its_case():
    assert email_digest(" Camille.Canari@Example.ORG\n") == email_digest("camille.canari@example.org") != ""


@pytest.mark.parametrize("text", ["", "Martin", "a@", "@b.fr", "a b@c.fr", "\ud800@c.fr"])
def test_what_is_not_a_mail_address_has_no_hash(text):
    assert email_digest(text) == ""


def test_kinds_never_meet():
    assert phone_digest("0639981234") not in name_digests("+33639981234")
    (digest,) = name_query("abc")
    assert digest not in name_query("abcd")


def test_hashes_are_keyed(settings, tmp_path):
    before = name_digests("Canari")
    settings.FIELD_KEYS_FILE = tmp_path / "other.json"
    write_new(settings.FIELD_KEYS_FILE)
    assert not before & name_digests("Canari")


def test_without_keys_there_is_no_hash(settings, tmp_path):
    settings.FIELD_KEYS_FILE = tmp_path / "absent.json"
    with pytest.raises(KeyringError):
        name_digests("Canari")


def test_a_hash_is_64_characters_and_shows_nothing():
    for digest in name_digests("Canari"):
        assert len(digest) == 64
        assert set(digest) <= set("0123456789abcdef")
