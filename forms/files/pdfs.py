"""PDFs rebuilt page by page: what is drawn stays; scripts, links, actions, forms, attachments and metadata go.

No Django.
"""

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from forms.files.images import MOST_PIXELS
from forms.files.refusal import Refusal

MOST_PAGES = 60
KEPT_OF_A_PAGE = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents"}
GONE_FROM_STREAMS = (
    "/Metadata",
    "/PieceInfo",
    "/AF",
    "/F",
    "/FFilter",
    "/FDecodeParms",
    "/Ref",
    "/OPI",
    "/LastModified",
)
MARKERS_WITH_WORDS = {0xFE, *range(0xE1, 0xEE)}  # a JPEG's comment and application parts, but JFIF and Adobe's colours
START_OF_SCAN = 0xDA


def convert(content: bytes) -> tuple[bytes, int]:
    """The rebuilt PDF, and its number of pages. Raises Refusal."""
    try:
        with Pdf.open(BytesIO(content)) as source:
            return _rebuilt(source), len(source.pages)
    except pikepdf.PasswordError as error:
        raise Refusal("password") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError) as error:
        raise Refusal("unreadable") from error


def join(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """One PDF from files that were converted here: (kind, content), in order."""
    whole = Pdf.new()
    for kind, content in parts:
        with Pdf.open(BytesIO(content)) if kind == "pdf" else photo_page(content) as part:
            whole.pages.extend(part.pages)
    return _written(whole)


def photo_page(jpeg: bytes) -> Pdf:
    """A PDF of one page, as large as the photo at 200 dots an inch."""
    from PIL import Image

    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as photo:
        width, height = photo.size
    pdf = Pdf.new()
    wide, high = width * 72 / 200, height * 72 / 200
    picture = Stream(pdf, jpeg)
    picture.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(wide, high))
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=picture))
    page.obj.Contents = Stream(pdf, f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Photo Do Q".encode())
    return pdf


def _rebuilt(source: Pdf) -> bytes:
    if not 0 < len(source.pages) <= MOST_PAGES:
        raise Refusal("pages" if len(source.pages) else "unreadable")
    clean = Pdf.new()
    for page in source.pages:
        clean.pages.append(page)
    for page in clean.pages:
        for key in set(page.obj.keys()) - KEPT_OF_A_PAGE:
            del page.obj[key]
    clean.remove_unreferenced_resources()
    content = _written(clean)
    with Pdf.open(BytesIO(content)) as rebuilt:  # now it holds only what its pages need
        for found in rebuilt.objects:
            if isinstance(found, Stream):
                _strip(found)
        return _written(rebuilt)


def _written(pdf: Pdf) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _strip(stream: Stream) -> None:
    for key in GONE_FROM_STREAMS:
        if key in stream:
            del stream[key]
    if stream.get("/Subtype") != Name.Image:
        return
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        raise Refusal("pixels")
    filters = stream.get("/Filter")
    if filters == Name.DCTDecode or (isinstance(filters, pikepdf.Array) and list(filters) == [Name.DCTDecode]):
        stream.write(
            without_words(stream.read_raw_bytes()), filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms")
        )


def without_words(jpeg: bytes) -> bytes:
    """The same picture without what cameras write beside it: places, dates, thumbnails."""
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != START_OF_SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in MARKERS_WITH_WORDS:
            kept += jpeg[at:end]
        at = end
    return bytes(kept + jpeg[at:])
