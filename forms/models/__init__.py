from forms.models.drafts import Draft
from forms.models.partners import Organisation, Partner
from forms.models.submissions import Inbox, Inquiry, Submission, SubmissionHash

__all__ = ["Draft", "Inbox", "Inquiry", "Organisation", "Partner", "Submission", "SubmissionHash"]
