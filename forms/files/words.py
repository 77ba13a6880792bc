"""What people are told about files: why one is not taken, and what to do."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "empty": _("This file is empty. Take the photo again, or choose another file."),
    "too_big": _("This file is heavier than 25 MB. Take a photo of the document instead: it is enough."),
    "kind": _(
        "We cannot open this kind of file. Send a photo (JPEG, PNG or HEIC) or a PDF. "
        "For a text document, save it as a PDF, or take a photo of it once printed."
    ),
    "unreadable": _("We cannot open this file: it is damaged or not complete. Send it again, or take a new photo."),
    "password": _("This PDF is locked by a password. Save a copy without a password, or take a photo of each page."),
    "pixels": _("This photo is too large (more than 40 million dots). Take it again with the usual quality."),
    "pages": _("This PDF has more than 60 pages. Send only the pages that we ask for."),
    "heavy": _("This file takes too long to open. Print it, or show it on a screen, and take a photo of it."),
    "busy": _("Many files are arriving just now, and yours is not kept yet. Send it again in a minute."),
    "unavailable": _(
        "We cannot keep files just now. Your answers are safe: send this file again later, or bring it on paper."
    ),
    "too_many": _("You already sent 12 files. Remove one that is not needed, or put several pages into one PDF."),
    "too_much": _("Your files are heavier than 100 MB together. Remove one, or send photos instead of scans."),
    "film_empty": _("This file is empty. Film your answer again, or choose another file."),
    "film_too_big": _("This video is heavier than 100 MB. Film it again in a lower quality: 480p is enough."),
    "film_kind": _("This file is not a video that we can open. Send what your phone films, or an MP4, MOV or WebM."),
    "film_no_video": _("This file holds no moving image. Choose the video itself, or film your answer again."),
    "film_unreadable": _("We cannot open this video: it is damaged or not complete. Send it again, or film it again."),
    "film_too_long": _("This video lasts more than 3 minutes. Film a shorter answer: we ask if we need more."),
    "film_heavy": _("This video takes too long to open. Film it again in a lower quality: 480p is enough."),
    "too_fast": _("You sent many files in a short time. Wait an hour, or bring the documents on paper."),
}
