from forms.models.drafts import Draft
from forms.models.files import StoredFile
from forms.models.submissions import Inbox, Inquiry, Submission, SubmissionHash

__all__ = ["Draft", "Inbox", "Inquiry", "StoredFile", "Submission", "SubmissionHash"]
