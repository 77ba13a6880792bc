"""Clips that mark where sign-language videos will stand: a card that says so, and a bar that moves. Nobody signs.

Rendered once, in a few seconds, and never counted as sign language.
"""

import tempfile
from pathlib import Path

import av
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from forms.intakes import INTAKES
from home.models import ContactPage, EmergencyPage, HomePage, SignedMedia
from home.signed import film as films
from home.signed import publishing, targets
from programmes.models import ProgrammePage

WIDTH, HEIGHT, SECONDS, RATE = 640, 480, 4, 25
WORDS = "Emplacement : vidéo LSF à tourner"
GROUND, INK, BAR = "#d8eff2", "#2b1226", "#0e566c"
CAPTIONS = f"WEBVTT\n\n00:00.500 --> 00:03.800\n{WORDS}\n"
TRANSCRIPT = f"{WORDS}. Le texte de la page dit tout ce que la vidéo dira."
SIGNED_STEPS = "colocation"
FONT = settings.BASE_DIR / "forms" / "sheets" / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf"


def load() -> None:
    """Make one clip, and show it wherever a video is to be filmed first."""
    if not SignedMedia.objects.filter(is_placeholder=True).exists():
        media = SignedMedia(title=WORDS, captions=CAPTIONS, transcript=TRANSCRIPT, is_placeholder=True)
        media.save()
        render(media)
    media = SignedMedia.objects.filter(is_placeholder=True).earliest("pk")
    taken = set(media.versions.values_list("target", flat=True))
    for target in [*pages(), *steps()]:
        if target not in taken:
            publishing.bind(media, target)


def pages() -> list[str]:
    """The essentials: home, contact, emergency, and each programme."""
    kinds = (HomePage, ContactPage, EmergencyPage, ProgrammePage)
    french = [kind.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE) for kind in kinds]
    return [targets.of_page(page) for found in french for page in found] + [targets.CONTACT]


def steps() -> list[str]:
    """Each step of one request, and each answer of its first step."""
    asked = [f"step:{SIGNED_STEPS}/{name}" for name, _form in INTAKES[SIGNED_STEPS].steps]
    first, form_class = INTAKES[SIGNED_STEPS].steps[0]
    answers = [
        f"choice:{SIGNED_STEPS}/{first}/{field}/{key}"
        for field, question in form_class().fields.items()
        for key, _words in question.choices
    ]
    return [*asked, *answers, *(f"message:{name}" for name in ("receipt", "errors", "status-accepted"))]


def render(media: SignedMedia) -> None:
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "drawn.mp4"
        draw(drawn)
        facts = films.convert(str(drawn), Path(folder), tell=lambda line: None)
        publishing.keep(media, Path(folder), facts)
    media.state, media.published_at = SignedMedia.State.PUBLISHED, timezone.now()
    media.save()


def film() -> SimpleUploadedFile:
    """The same clip as somebody would send it: where a person answers in sign language, nobody signs."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "drawn.mp4"
        draw(drawn)
        return SimpleUploadedFile("exemple.mp4", drawn.read_bytes(), "video/mp4")


def draw(path: Path) -> None:
    card = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen, font = ImageDraw.Draw(card), ImageFont.truetype(FONT, 34)
    pen.multiline_text((WIDTH / 2, HEIGHT / 2), WORDS.replace(" : ", " :\n"), INK, font, "mm", align="center")
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(SECONDS * RATE):
            frame = card.copy()
            ImageDraw.Draw(frame).rectangle((0, HEIGHT - 24, WIDTH * (number + 1) / (SECONDS * RATE), HEIGHT), BAR)
            out.mux(stream.encode(av.VideoFrame.from_image(frame)))
        out.mux(stream.encode(None))
