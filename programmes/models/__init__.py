from programmes.models.courses import CourseSession
from programmes.models.enrolments import Enrolment
from programmes.models.flatshares import Flat, Residence, Room
from programmes.models.pages import (
    KeyFigure,
    Partner,
    Point,
    ProcedureDocument,
    ProcedureIndexPage,
    ProcedurePage,
    ProgrammeContact,
    ProgrammeIndexPage,
    ProgrammePage,
    ProgrammePlace,
    Question,
    Stage,
)

__all__ = [
    "CourseSession",
    "Enrolment",
    "Flat",
    "KeyFigure",
    "Partner",
    "Point",
    "ProcedureDocument",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ProgrammeContact",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "ProgrammePlace",
    "Question",
    "Residence",
    "Room",
    "Stage",
]
