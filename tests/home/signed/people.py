"""Editors with the right to publish clips, by name, and films made in the test."""

from io import BytesIO

import av
from django.contrib.auth.models import Permission, User
from PIL import Image


def editor(username: str) -> User:
    user, made = User.objects.get_or_create(username=username, defaults={"email": f"{username}@exemple.fr"})
    if made:
        codes = ["change_signedmedia", "access_admin"]
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return user


def film(*, seconds: int = 1, size: tuple[int, int] = (640, 480), rate: int = 25) -> bytes:
    """A small MP4 of one colour that tells where it was taken."""
    written = BytesIO()
    frame = av.VideoFrame.from_image(Image.new("RGB", size, "#d8eff2"))
    with av.open(written, "w", format="mp4", options={"movflags": "+use_metadata_tags"}) as out:
        out.metadata.update({"title": "Chez moi", "location": "+43.6+003.8/"})
        stream = out.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(seconds * rate):
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return written.getvalue()


def sound() -> bytes:
    """An MP4 without any image."""
    written = BytesIO()
    with av.open(written, "w", format="mp4") as out:
        stream = out.add_stream("aac", rate=44_100)
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        frame.sample_rate = 44_100
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for number in range(44):
            frame.pts = number * 1024
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return written.getvalue()
