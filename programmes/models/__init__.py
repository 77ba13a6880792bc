from programmes.models.candidates import Candidate, Score
from programmes.models.counted import CountedFigure
from programmes.models.courses import CourseSession
from programmes.models.energy import Alert, Consent, ContactAttempt, Distinct, DoorCode, Household
from programmes.models.enrolments import Enrolment
from programmes.models.flatshares import Flat, Residence, Room
from programmes.models.home_visits import Diagnostic, HomeVisit, PlanItem, VisitTally, VisitTarget, WorkSlot
from programmes.models.insertion import Activity, Agency, Attendance, Cohort, CohortMember, Space
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
    "Activity",
    "Agency",
    "Alert",
    "Attendance",
    "Candidate",
    "Cohort",
    "CohortMember",
    "Consent",
    "ContactAttempt",
    "CountedFigure",
    "CourseSession",
    "Diagnostic",
    "Distinct",
    "DoorCode",
    "Enrolment",
    "Flat",
    "HomeVisit",
    "Household",
    "KeyFigure",
    "Partner",
    "PlanItem",
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
    "Space",
    "Stage",
    "VisitTally",
    "VisitTarget",
    "VolunteerHour",
    "WorkSlot",
]
