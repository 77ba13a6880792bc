"""A reference survives being said on the phone: one slip or one swap is always noticed."""

from hypothesis import given
from hypothesis import strategies as st

from forms import reference
from forms.reference import ALPHABET, normalise, normalise_code

drawn = st.text(ALPHABET, min_size=7, max_size=7)
references = drawn.map(lambda signs: signs + reference.check_character(signs))


@given(references, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(signs, place, sign):
    slipped = signs[:place] + sign + signs[place + 1 :]
    assert (normalise(slipped) != "") == (slipped == signs)


@given(references, st.integers(0, 6))
def test_two_neighbours_swapped_are_noticed(signs, place):
    swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    assert (normalise(swapped) != "") == (swapped == signs)


@given(references, st.sampled_from(["{}", " {} ", "{} ", "n° {}"[3:], "{}."]))
def test_case_spaces_and_dashes_do_not_matter(signs, written):
    tidy = f"{signs[:4]}-{signs[4:]}"
    assert normalise(written.format(tidy.lower().replace("-", " – "))) == tidy


@given(st.text())
def test_anything_typed_gives_a_reference_or_nothing(text):
    found = normalise(text)
    assert found == "" or normalise(found) == found


def test_look_alike_letters_are_read_as_the_figures_they_look_like():
    assert normalise("K7M4-ZQXD") == normalise("K7M4-2QXD") == "K7M4-2QXD"
    assert normalise_code("s5b8-zg") == "558826"


def test_no_sign_looks_like_another():
    assert not set("01ILOUBGSZV") & set(ALPHABET)


def test_new_references_are_valid_and_codes_have_six_signs():
    for _ in range(50):
        assert normalise(new := reference.new_reference()) == new
        assert normalise_code(code := reference.new_code()) == code
