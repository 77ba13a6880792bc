"""Sheets to keep on paper, as accessible PDF (PDF/UA-1), set by Typst from `receipt.typ`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.intake import Intake
from forms.intakes import INTAKES
from forms.leaflet import Section
from forms.models import Submission
from forms.papers import documents, signed_answers
from forms.reference import spelled
from home import other_ways
from home.models import ContactDetails
from programmes.models import ProcedurePage

FOLDER = Path(__file__).parent


def receipt(submission: Submission, procedure: ProcedurePage | None, contact: ContactDetails, code: str) -> bytes:
    """What a public body owes on receiving a request: when, what number, what is missing, who answers and by when.

    Source: code des relations entre le public et l'administration, L112-11, L114-5 and R112-5. On the device that
    sent, `code` is given, and the sheet says which documents are still to come; elsewhere it is empty.
    """
    intake = INTAKES[submission.intake]
    missing = [*_signed(submission, intake), *_missing(submission, intake)] if code else []
    sections = [*missing, _section(_("What happens next"), _steps(intake), numbered=True), *_who(procedure)]
    sheet = {
        "lang": get_language(),
        "title": _("Receipt of your request"),
        "author": _("CCAS of Montpellier"),
        "footer": _("Request %(reference)s") % {"reference": submission.reference},
        "intro": [_received(submission, intake), _spoken(submission)],
        "facts": [fact for fact in _facts(submission, code) if fact[1]],
        "sections": [*sections, _section(_("Reach us"), _reach(contact))],
    }
    return _set(sheet)


def leaflet(title: str, sections: Iterable[Section], *, easy: bool) -> bytes:
    """The leaflet for a household, larger in easy French. It leads nowhere by a code to scan: who holds it may be
    watched.
    """
    return _set(
        {
            "lang": get_language(),
            "title": title,
            "author": _("CCAS of Montpellier"),
            "footer": _("Leaflet for the household"),
            "size": 14 if easy else 11.5,
            "intro": [],
            "facts": [],
            "sections": [_section(section.title, section.lines) for section in sections],
        }
    )


def _set(sheet: dict[str, Any]) -> bytes:
    return typst.compile(
        FOLDER / "receipt.typ",
        root=FOLDER,
        font_paths=[FOLDER / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet)},
        format="pdf",
        pdf_standards="ua-1",
    )


def _section(title: str, lines: list[str], *, numbered: bool = False) -> dict[str, Any]:
    return {"title": title, "lines": lines, "numbered": numbered}


def _received(submission: Submission, intake: Intake) -> str:
    at = localtime(submission.received_at)
    return _("%(title)s: received on %(day)s at %(hour)s.") % {
        "title": intake.title,
        "day": date_format(at, "DATE_FORMAT"),
        "hour": time_format(at, "TIME_FORMAT"),
    }


def _spoken(submission: Submission) -> str:
    return _("Keep this number: it is enough to call us. On the phone, say “%(spelled)s”.") % {
        "spelled": spelled(submission.reference)
    }


def _facts(submission: Submission, code: str) -> list[tuple[str, str]]:
    return [(_("Your request number"), submission.reference), (_("Your follow-up code"), code)]


def _steps(intake: Intake) -> list[str]:
    return [_("%(step)s. %(text)s") % {"step": step, "text": text} for step, text in intake.next_steps]


def _missing(submission: Submission, intake: Intake) -> list[dict[str, Any]]:
    to_come = [document for document in documents(submission, intake) if document.to_come]
    lines = [_("%(document)s: %(promise)s") % {"document": one.slot.label, "promise": one.words} for one in to_come]
    return [_section(_("Documents still to come"), lines)] if lines else []


def _signed(submission: Submission, intake: Intake) -> list[dict[str, Any]]:
    """That what was answered in sign language is there, and how long it is."""
    lines = [
        _("%(question)s: %(answer)s") % {"question": one.label, "answer": one.words}
        for one in signed_answers(submission, intake)
    ]
    return [_section(_("Your answers in sign language"), lines)] if lines else []


def _who(procedure: ProcedurePage | None) -> list[dict[str, Any]]:
    if procedure is None:
        return []
    return [
        _section(_("When you hear from us"), [procedure.answer_delay]),
        _section(_("Who decides"), [procedure.decided_by]),
    ]


def _reach(contact: ContactDetails) -> list[str]:
    place = f"{contact.street}, {contact.postcode} {contact.city}"
    return [
        *([_("CCAS of Montpellier"), place, contact.phone] if contact.phone else [_("CCAS of Montpellier")]),
        _("In sign language (LSF) or in writing too."),
        *other_ways.in_lines(contact),
        _(
            "Something to correct, or you change your mind? Follow your request to withdraw it, at any time and"
            " without a reason. To correct an answer, call or write to us with your number."
        ),
    ]
