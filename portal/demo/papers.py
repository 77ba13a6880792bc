"""Invented documents: a sheet that says, and looks like, an example."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

SIZE, MARGIN = (1000, 1414), 90
WORDS = "Document d’exemple"
FORMATS = {"jpg": "JPEG", "pdf": "PDF"}


def example(kind: str) -> SimpleUploadedFile:
    """A photo (`jpg`) or a `pdf`, as a browser would send it."""
    sheet = Image.new("RGB", SIZE, "#fbf7f0")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline="#54449a", width=6)
    draw.text((MARGIN, MARGIN), WORDS, fill="#262626", font=ImageFont.load_default(72))
    for line in range(12):
        draw.rectangle((MARGIN, 300 + 70 * line, SIZE[0] - MARGIN - 60 * (line % 4), 322 + 70 * line), fill="#e6e2f6")
    written = BytesIO()
    sheet.save(written, FORMATS[kind])
    return SimpleUploadedFile(f"exemple.{kind}", written.getvalue())
