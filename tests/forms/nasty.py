"""Files as people and worse send them, made on the spot."""

import random
import zipfile
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageCms
from pillow_heif import from_pillow

PLACE = "43.6119 canari"
GPS = 0x8825


def upload(content: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def photo(width: int = 80, height: int = 40, mode: str = "RGB", form: str = "JPEG", **options) -> bytes:
    """Red on its left half, so that one sees which way it is turned."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height))
    written = BytesIO()
    picture.convert(mode).save(written, form, **options)
    return written.getvalue()


def large_photo(form: str = "JPEG", size: tuple[int, int] = (4000, 3000)) -> bytes:
    """With some grain: a plain picture would be too easy, and a noisy one takes half a minute to make a HEIC of."""
    width, height = (side // (80 if form == "HEIF" else 8) for side in size)
    grain = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    written, picture = BytesIO(), grain.resize(size)
    if form == "HEIF":
        from_pillow(picture).save(written, quality=80)
    else:
        picture.save(written, form, quality=90)
    return written.getvalue()


def heic() -> bytes:
    written = BytesIO()
    from_pillow(Image.new("RGB", (64, 64), "red")).save(written, quality=80)
    return written.getvalue()


def photo_with_memory() -> bytes:
    """Turned on its side, with a place, a comment and a colour profile."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = PLACE
    exif.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return photo(exif=exif, comment=PLACE.encode(), icc_profile=profile)


def see_through(mode: str) -> bytes:
    """A PNG of which everything is transparent."""
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    written = BytesIO()
    if mode == "P":
        Image.new("P", (40, 40), 0).save(written, "PNG", transparency=0)
    else:
        picture.convert(mode).save(written, "PNG")
    return written.getvalue()


def pdf(pages: int = 1, **save) -> bytes:
    document, written = Pdf.new(), BytesIO()
    for _page in range(pages):
        document.add_blank_page(page_size=(200, 200))
    document.save(written, **save)
    return written.getvalue()


def locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def owner_locked_pdf() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="a", user=""))


def acting_pdf() -> bytes:
    """Everything that a PDF can do besides being read, with a photo that remembers where it was taken."""
    document, written = Pdf.new(), BytesIO()
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('canari')"))
    page = document.add_blank_page(page_size=(200, 200))
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=String("https://canari"))
    )
    launch = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F=String("canari.exe"))
    )
    picture = Stream(document, photo_with_memory())
    picture.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=80, Height=40, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
    )
    picture.Filter = Name.DCTDecode
    picture.Metadata = document.make_stream(b"<x:xmpmeta>canari</x:xmpmeta>")
    page.obj.Resources = Dictionary(XObject=Dictionary(F=picture, AA=picture))
    page.obj.Contents = document.make_stream(b"q 80 0 0 40 0 0 cm /F Do /AA Do Q")
    page.obj.Annots = Array([document.make_indirect(link), document.make_indirect(launch)])
    page.obj.AA = Dictionary(O=script)
    document.Root.OpenAction = script
    document.Root.AcroForm = Dictionary(Fields=[], XFA=document.make_stream(b"<xdp>canari</xdp>"))
    document.attachments["canari.exe"] = b"MZ canari"
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = ["Zéphyrine Canari"]
    document.docinfo["/Author"] = "Zéphyrine Canari"
    document.save(written, compress_streams=False)
    return written.getvalue()


def pdf_of_a_huge_picture() -> bytes:
    document, written = Pdf.new(), BytesIO()
    page = document.add_blank_page()
    picture = document.make_stream(b"")
    picture.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=50_000, Height=50_000, ColorSpace=Name.DeviceGray
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    page.obj.Contents = document.make_stream(b"/P Do")
    document.save(written)
    return written.getvalue()


def zipped(*names: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * 5_000_000)
    return written.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"

REFUSED = {
    "nothing in it": (b"", "empty"),
    "a drawing with a script": (SVG, "kind"),
    "a web page": (PAGE, "kind"),
    "a text document": (zipped("word/document.xml", "[Content_Types].xml"), "kind"),
    "a bomb of zeros": (zipped(*"abcdef"), "kind"),
    "a moving picture": (photo(form="GIF"), "kind"),
    "half a photo": (photo(800, 600)[:900], "unreadable"),
    "half a PDF": (pdf(3)[:60], "unreadable"),
    "the start of a PDF before a page": (b"%PDF-1.7\n" + PAGE, "unreadable"),
    "the start of a photo before a page": (b"\xff\xd8\xff\xe0" + PAGE, "unreadable"),
    "a password": (locked_pdf(), "password"),
    "200 pages": (pdf(200), "pages"),
    "no page": (pdf(0), "unreadable"),
    "a huge picture in a PDF": (pdf_of_a_huge_picture(), "pixels"),
    "49 million dots": (photo(7000, 7000, mode="1", form="PNG"), "pixels"),
}
