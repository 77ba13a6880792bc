from forms.models.drafts import Draft
from forms.models.settings import IntakeSettings
from forms.models.submissions import Inbox, Inquiry, Submission, SubmissionHash
from forms.models.watches import IntakeWatch

__all__ = ["Draft", "Inbox", "Inquiry", "IntakeSettings", "IntakeWatch", "Submission", "SubmissionHash"]
