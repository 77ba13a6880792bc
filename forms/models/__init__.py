from forms.models.drafts import Draft
from forms.models.retention import PurgeBatch, PurgeItem, ReadAlert, RetentionFigure, Stub, Tombstone
from forms.models.submissions import Inbox, Inquiry, Submission, SubmissionHash

__all__ = [
    "Draft",
    "Inbox",
    "Inquiry",
    "PurgeBatch",
    "PurgeItem",
    "ReadAlert",
    "RetentionFigure",
    "Stub",
    "Submission",
    "SubmissionHash",
    "Tombstone",
]
