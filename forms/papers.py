"""The documents of a request that was sent, slot by slot, and its answers in sign language."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.intake import Intake
from forms.models import DocumentRequest, DocumentReview, IntakeSettings, Submission
from forms.models.files import GONE, FileState
from forms.services.filing import may_replace
from forms.slots import Slot, asked_by, state
from forms.step import OF_FILM, in_words, is_film, signable
from forms.texts import worded
from forms.workflow import OPEN


class Document(NamedTuple):
    """One slot of a request that was sent: what fills it in words, and its files. `asked` is what an agent asked for
    there; `takes` says whether the request takes documents at all.
    """

    slot: Slot
    words: str
    files: list[Any]
    review: DocumentReview | None = None
    asked: DocumentRequest | None = None
    takes: bool = True
    replaceable: bool = False

    @property
    def to_come(self) -> bool:
        return not self.files

    @property
    def is_taken(self) -> bool:
        """Whether it can be sent online now: it is awaited, or what came can still be replaced."""
        return self.awaited or self.replaceable

    @property
    def awaited(self) -> bool:
        """Whether it can be sent online: it was promised, or the antivirus or an agent refused all that came."""
        settled = self.asked is not None and not self.asked.is_open and not self.files
        usable = any(file.state != FileState.INFECTED for file in self.files)
        return self.takes and not settled and (self.rejected or not usable)

    @property
    def owed(self) -> bool:
        """Whether an acceptance is subject to it."""
        return self.asked is not None and self.asked.is_open and self.asked.due_on is not None

    @property
    def rejected(self) -> bool:
        return self.review is not None and not self.review.accepted

    @property
    def refused(self) -> bool:
        """Whether the antivirus refused one of the files."""
        return any(file.state == FileState.INFECTED for file in self.files)


class SignedAnswer(NamedTuple):
    """An answer in sign language: its question, the lines that stand for it (`forms.step`), its film while there."""

    step: str
    question: str
    label: str
    lines: list[str]
    film: Any

    @property
    def words(self) -> str:
        return in_words(self.lines)

    @property
    def is_gone(self) -> bool:
        return self.film is None or self.film.state in GONE


def signed_answers(submission: Submission, intake: Intake) -> list[SignedAnswer]:
    """Those of the request, in the order of its questions. No query where there is none."""
    given = {
        (step, question): submission.answers[step].get(question + OF_FILM) or []
        for step, question in signable(intake.steps)
        if step in submission.answers
    }
    given = {asked: lines for asked, lines in given.items() if is_film(lines)}
    if not given:
        return []
    pages = dict(worded(intake, IntakeSettings.of(intake.slug)).steps)
    films = {film.line: film for film in submission.files.named(line for lines in given.values() for line in lines)}
    return [
        SignedAnswer(step, question, str(pages[step]().fields[question].label), lines, _film(films, lines))
        for (step, question), lines in given.items()
    ]


def _film(films: dict[str, Any], lines: list[str]) -> Any:
    return next((films[line] for line in lines if line in films), None)


def documents(submission: Submission, intake: Intake) -> list[Document]:
    """Those that fill a slot of the request, or should have, then those that agents asked for in their own words.
    Optional ones left empty are left out, and what is not needed any more.
    """
    asked = {one.slot: one for one in submission.asked_documents.all()}
    if not (asked_by(intake) or asked):
        return []
    files = list(submission.files.all())
    reviews = submission.reviews.select_related("reviewed_by") if files else []
    reviewed = {review.slot: review for review in reviews}

    def document(slot: Slot, lines: list[str]) -> Document:
        one, mine = asked.get(slot.key), [file for file in files if file.slot == slot.key]
        takes = submission.status in OPEN or bool(submission.is_subject and one and one.is_open)
        again = takes and may_replace(submission, slot.key, mine)
        words = state(lines) or words_of(one, mine)
        return Document(slot, words, mine, reviewed.get(slot.key), one, takes, again)

    found = [document(slot, submission.answers.get(step, {}).get(slot.key, [])) for step, slot in slots_of(intake)] + [
        document(own_slot(one), []) for one in asked.values() if one.title
    ]
    return [one for one in found if one.words or one.files]


def slots_of(intake: Intake) -> list[tuple[str, Slot]]:
    return asked_by(worded(intake, IntakeSettings.of(intake.slug))) if asked_by(intake) else []


def own_slot(asked: DocumentRequest) -> Slot:
    """The slot of a document that an agent asked for, as if the intake named it."""
    return Slot(asked.slot, asked.title or "", asked.why or "")


def words_of(asked: DocumentRequest | None, files: list[Any]) -> str:
    """What became of what an agent asked for; empty where nothing is to be said of it any more."""
    if files:
        return ngettext("%(count)s file received", "%(count)s files received", len(files)) % {"count": len(files)}
    if asked is None or asked.outcome == DocumentRequest.Outcome.WAIVED:
        return ""
    if asked.outcome:
        return _("Received, on paper or at the desk")
    if asked.due_on:
        return _("Still needed, by %(day)s") % {"day": date_format(asked.due_on, "DATE_FORMAT")}
    return _("Asked for on %(day)s") % {"day": date_format(timezone.localdate(asked.created_at), "DATE_FORMAT")}
