from programmes.models.candidates import Candidate, Score
from programmes.models.courses import CourseSession
from programmes.models.enrolments import Enrolment
from programmes.models.flatshares import Flat, Residence, Room
from programmes.models.offers import RoomOffer, VolunteerHour
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
    "Candidate",
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
    "RoomOffer",
    "Score",
    "Stage",
    "VolunteerHour",
]
