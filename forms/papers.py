"""The documents of a request that was sent, slot by slot, and its answers in sign language."""

from typing import Any, NamedTuple

from forms.intake import Intake
from forms.models import DocumentReview, IntakeSettings, Submission
from forms.models.files import GONE, FileState
from forms.services.filing import may_replace
from forms.slots import Slot, asked_by, state
from forms.step import OF_FILM, in_words, is_film, signable
from forms.texts import worded


class Document(NamedTuple):
    """One slot of a request that was sent: what fills it in words, and its files."""

    slot: Slot
    words: str
    files: list[Any]
    review: DocumentReview | None = None
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
        return self.rejected or all(file.state == FileState.INFECTED for file in self.files)

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
    """Those that fill a slot of the request, or should have. Optional ones left empty are left out."""
    if not asked_by(intake):
        return []
    files, found = list(submission.files.all()), []
    reviews = {review.slot: review for review in submission.reviews.select_related("reviewed_by")}
    for step, slot in asked_by(worded(intake, IntakeSettings.of(intake.slug))):
        lines = submission.answers.get(step, {}).get(slot.key, [])
        mine = [file for file in files if file.slot == slot.key]
        if lines or mine:
            again = may_replace(submission, slot.key, mine)
            found.append(Document(slot, state(lines), mine, reviews.get(slot.key), again))
    return found
