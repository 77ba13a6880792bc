from forms.models.asked import DocumentRequest
from forms.models.casework import DocumentReview, Mention, Note, RefusalReason
from forms.models.clock import News, ServiceLevel
from forms.models.closed_alerts import ClosedAlert
from forms.models.desk import Digest, Presence, SavedView
from forms.models.drafts import Channel, Draft, Suspicion
from forms.models.errands import Errand
from forms.models.exports import Export
from forms.models.files import StoredFile
from forms.models.messages import Message, MessageTemplate
from forms.models.partners import Organisation, Partner
from forms.models.retention import PurgeBatch, PurgeItem, ReadAlert, RetentionFigure, Stub, Tombstone
from forms.models.settings import IntakeSettings
from forms.models.submissions import Inbox, Inquiry, Interpreter, Submission, SubmissionHash
from forms.models.watches import IntakeWatch

__all__ = [
    "Channel",
    "ClosedAlert",
    "Digest",
    "DocumentRequest",
    "DocumentReview",
    "Draft",
    "Errand",
    "Export",
    "Inbox",
    "Inquiry",
    "IntakeSettings",
    "IntakeWatch",
    "Interpreter",
    "Mention",
    "Message",
    "MessageTemplate",
    "News",
    "Note",
    "Organisation",
    "Partner",
    "Presence",
    "PurgeBatch",
    "PurgeItem",
    "ReadAlert",
    "RefusalReason",
    "RetentionFigure",
    "SavedView",
    "ServiceLevel",
    "StoredFile",
    "Stub",
    "Submission",
    "SubmissionHash",
    "Suspicion",
    "Tombstone",
]
