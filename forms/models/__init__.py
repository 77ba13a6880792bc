from forms.models.drafts import Channel, Draft, Suspicion
from forms.models.files import StoredFile
from forms.models.partners import Organisation, Partner
from forms.models.settings import IntakeSettings
from forms.models.submissions import Inbox, Inquiry, Submission, SubmissionHash
from forms.models.watches import IntakeWatch

__all__ = [
    "Channel",
    "Draft",
    "Inbox",
    "Inquiry",
    "IntakeSettings",
    "IntakeWatch",
    "Organisation",
    "Partner",
    "StoredFile",
    "Submission",
    "SubmissionHash",
    "Suspicion",
]
