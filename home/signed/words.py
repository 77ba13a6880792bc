"""Why a film, or a step towards its publication, is refused: what happened and what to do."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "empty": _("This file is empty. Choose the film itself."),
    "extension": _("This kind of file is not taken. Send a film whose name ends in .mp4, .mov, .m4v, .webm or .mkv."),
    "too_big": _("This film is too big: %(size)s at most. Export it again, smaller (1080p is enough)."),
    "unreadable": _("This file cannot be read as a film. Export it again as MP4 (H.264)."),
    "no_video": _("This file holds no moving image. Choose the film itself."),
    "too_small": _("The image is too small for signs to be read: 320 × 240 dots at least."),
    "too_slow": _("Too few images a second for signs to be read: 24 at least, better 25 or more."),
    "too_long": _("This film lasts more than 30 minutes. Cut it into clips: one text, one clip."),
    "broken": _("The conversion stopped. Try again; if it stops again, export the film once more."),
}

MISSING = {
    "title": _("It has no title."),
    "captions": _("It has no captions."),
    "bad_captions": _("Its captions are not right yet: see below."),
    "transcript": _("It has no transcript."),
    "image_right": _("The last day of the image right is missing, or over."),
    "signer": _("Who signs is not named."),
    "check": _("A second person must check it first."),
    "film": _("The film is not converted yet."),
}
