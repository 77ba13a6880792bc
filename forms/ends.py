"""How the rows of this app end."""

from forms import models
from home.records.models import Record
from home.records.purging import End

ENDS: dict[type[Record], End] = {
    models.Draft: End.BY_ITSELF,
    models.Submission: End.SIGNED,
    models.Inquiry: End.WITH_PARENT,
    models.Note: End.WITH_PARENT,
    models.Message: End.WITH_PARENT,
    models.Errand: End.WITH_PARENT,
    models.DocumentReview: End.WITH_PARENT,
    models.DocumentRequest: End.WITH_PARENT,
    models.StoredFile: End.WITH_PARENT,
    models.Digest: End.BY_ITSELF,
    models.Export: End.BY_ITSELF,
    models.IntakeWatch: End.BY_ITSELF,
    models.Partner: End.BY_ITSELF,
    models.PurgeBatch: End.BY_ITSELF,
    models.PurgeItem: End.WITH_PARENT,
    models.ClosedAlert: End.BY_ITSELF,
    models.Tombstone: End.BY_ITSELF,
    models.ReadAlert: End.BY_ITSELF,
}
