from forms.models.drafts import Channel, Draft, Suspicion
from forms.models.partners import Organisation, Partner
from forms.models.submissions import Inbox, Inquiry, Submission, SubmissionHash

__all__ = [
    "Channel",
    "Draft",
    "Inbox",
    "Inquiry",
    "Organisation",
    "Partner",
    "Submission",
    "SubmissionHash",
    "Suspicion",
]
