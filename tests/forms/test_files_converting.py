"""What comes out of the converter, whatever goes in. It is reached as the portal reaches it: in another process."""

import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from bench import photos
from forms.files import convert, pdfs, receiving
from forms.files.receiving import receive
from forms.files.refusal import Refusal
from forms.files.words import REFUSALS
from tests.forms import nasty
from tests.forms.nasty import upload


def converted(content: bytes) -> tuple[str, bytes]:
    """In this process: the same code, without the second that a hundred starts would take."""
    about, plain = convert.convert(content)
    return about["kind"], plain


def picture(content: bytes) -> Image.Image:
    kind, plain = converted(content)
    assert kind == "jpg"
    return Image.open(BytesIO(plain), formats=["JPEG"])


def colour(image: Image.Image, x: int, y: int) -> str:
    red, green, blue = image.getpixel((x, y))
    return "red" if red > 200 and green < 60 else "white" if min(red, green, blue) > 200 else "other"


@pytest.mark.parametrize("what", nasty.REFUSED)
def test_what_cannot_be_shown_safely_is_refused_and_the_reason_has_words(what):
    content, code = nasty.REFUSED[what]
    with pytest.raises(Refusal) as refused:
        converted(content)
    assert refused.value.code == code
    assert REFUSALS[code]


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", "JPEG"), ("CMYK", "JPEG"), ("L", "JPEG"), ("RGB", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("1", "PNG")],
)
def test_every_way_of_keeping_colours_becomes_a_plain_photo(mode, form):
    image = picture(nasty.photo(mode=mode, form=form))
    assert (image.mode, image.size) == ("RGB", (80, 40))
    assert colour(image, 70, 20) == "white"
    assert mode in {"L", "1"} or colour(image, 10, 20) == "red"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white_paper(mode):
    assert colour(picture(nasty.see_through(mode)), 20, 20) == "white"


def test_greys_of_sixteen_bits_keep_their_depth():
    written = BytesIO()
    Image.new("I;16", (40, 40), 65535 // 2).save(written, "PNG")
    assert abs(picture(written.getvalue()).getpixel((20, 20))[0] - 127) < 3


def test_a_photo_of_a_telephone_is_taken():
    assert colour(picture(nasty.heic()), 32, 32) == "red"


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken():
    image = picture(nasty.photo_with_memory())
    assert image.size == (40, 80)
    assert colour(image, 20, 10) == "red"
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile"} & set(image.info)
    assert b"canari" not in converted(nasty.photo_with_memory())[1]


def test_what_follows_the_photo_in_its_file_is_gone():
    assert b"<script>" not in converted(nasty.photo() + nasty.PAGE)[1]


def test_a_large_photo_is_made_small_enough_for_a_screen():
    assert max(picture(nasty.photo(4000, 1000)).size) == 2500


def test_a_pdf_keeps_its_pages_and_nothing_that_acts_or_tells():
    kind, plain = converted(nasty.acting_pdf())
    assert kind == "pdf"
    with pikepdf.open(BytesIO(plain)) as rebuilt:
        page = rebuilt.pages[0].obj
        assert set(page.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert set(rebuilt.Root.keys()) == {"/Type", "/Pages"}
        assert set(page.Resources.XObject.keys()) == {"/F", "/AA"}
        assert not rebuilt.attachments
        assert not rebuilt.docinfo
        drawn = b"".join(found.read_raw_bytes() for found in rebuilt.objects if isinstance(found, pikepdf.Stream))
    assert not re.search(rb"canari|JavaScript|Launch|URI|XFA", plain + drawn)


def test_a_pdf_locked_against_changes_only_is_taken():
    assert converted(nasty.owner_locked_pdf())[0] == "pdf"


def test_sixty_pages_are_taken():
    assert convert.convert(nasty.pdf(60))[0]["pages"] == 60


def test_photos_and_pdfs_of_one_document_become_one_pdf_in_order():
    parts = [("jpg", converted(nasty.photo())[1]), ("pdf", converted(nasty.pdf(2))[1])]
    with pikepdf.open(BytesIO(pdfs.join(parts))) as whole:
        assert len(whole.pages) == 3
        assert "/XObject" in whole.pages[0].Resources


def test_the_portal_gets_the_result_or_the_reason():
    received = receive(upload(nasty.photo_with_memory()))
    assert (received.received_as, received.kind, received.pages) == ("jpeg", "jpg", 1)
    assert Image.open(BytesIO(received.content)).size == (40, 80)
    with pytest.raises(Refusal, match="password"):
        receive(upload(nasty.locked_pdf(), "carte.pdf"))


def test_more_than_25_mb_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(receiving, "MOST_BYTES", 10)
    with pytest.raises(Refusal, match="too_big"):
        receive(upload(nasty.photo()))


@pytest.mark.parametrize(
    ("breaks", "code"),
    [
        ("while True: pass", "heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "heavy"),
        ("raise SystemError", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_a_file_that_breaks_the_converter_is_refused(monkeypatch, breaks, code):
    monkeypatch.setattr(receiving, "COMMAND", [sys.executable, "-S", "-c", breaks])
    monkeypatch.setattr(receiving, "SECONDS", 0.5)
    with pytest.raises(Refusal, match=code):
        receive(upload(nasty.photo()))


def test_the_converter_has_no_more_memory_than_it_needs():
    greedy = "from forms.files import convert\nconvert.limit()\nbytearray(convert.MEMORY)"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, cwd=receiving.settings.BASE_DIR)
    assert b"MemoryError" in done.stderr


def test_the_converter_sees_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canari")
    monkeypatch.setattr(receiving, "COMMAND", [sys.executable, "-S", "-c", "import os; print(dict(os.environ))"])
    with pytest.raises(ValueError, match="Expecting"):
        receive(upload(nasty.photo()))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["JPEG", "HEIF"])
def test_a_photo_of_12_million_dots_takes_under_2_seconds_and_300_mb(form):
    seconds, megabytes = photos.converted(nasty.large_photo(form))
    assert seconds < 2
    assert megabytes < 300
