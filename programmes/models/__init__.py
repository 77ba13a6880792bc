from programmes.models.courses import CourseSession, Enrolment
from programmes.models.flatshares import Flat, Residence, Room
from programmes.models.insertion import Activity, Agency, Attendance, Cohort, CohortMember, Space
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
    "Activity",
    "Agency",
    "Attendance",
    "Cohort",
    "CohortMember",
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
    "Space",
    "Stage",
]
