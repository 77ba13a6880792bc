"""Short films made in memory, as phones and browsers send them; and answers in sign language kept with one."""

from functools import cache
from io import BytesIO

import av
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

WRITTEN_BY_A_PHONE = {"title": "canari", "location": "+43.6109+003.8772/", "com.apple.quicktime.model": "canari"}


@cache
def film(seconds: int = 2, kind: str = "mp4", rate: int = 10, size: tuple[int, int] = (320, 240)) -> bytes:
    """A plain picture that changes colour, with what a phone writes beside it."""
    made, codec = BytesIO(), "libvpx" if kind == "webm" else "libx264"
    with av.open(made, "w", format=kind) as out:
        out.metadata.update(WRITTEN_BY_A_PHONE)
        stream = out.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(seconds * rate):
            picture = Image.new("RGB", size, (number * 5 % 255, 80, 120))
            out.mux(stream.encode(av.VideoFrame.from_image(picture)))
        out.mux(stream.encode(None))
    return made.getvalue()


@cache
def sound_only() -> bytes:
    made = BytesIO()
    with av.open(made, "w", format="mp4") as out:
        stream = out.add_stream("aac", rate=8000)
        for number in range(8):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            frame.rate, frame.pts = 8000, number * 1024
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return made.getvalue()


def upload(content: bytes, name: str = "reponse.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def page_of_film(draft, step: str, question: str) -> str:
    return reverse("forms:film", args=[draft.intake, draft.pk, step, question])
