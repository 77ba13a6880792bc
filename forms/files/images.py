"""Photos made plain: turned upright, no larger than a screen needs, and nothing left but the picture. No Django."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from forms.files.refusal import Refusal

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2500
QUALITY = 85
FORMATS = {"jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}


def convert(content: bytes, kind: str) -> bytes:
    """A JPEG without metadata. Raises Refusal."""
    if kind == "heic":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # our own limit comes first, and refuses
    try:
        with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as image:
            return _plain(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refusal("unreadable") from error


def _plain(image: Any) -> bytes:
    if image.width * image.height > MOST_PIXELS:  # read from the header, before anything is decoded
        raise Refusal("pixels")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA")
    if image.mode.startswith("I"):  # greys of 16 bits
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = _on_white(ImageOps.exif_transpose(image))
    image.info = {}  # a comment would be written again
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _on_white(image: Any) -> Any:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
