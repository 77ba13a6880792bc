"""What agents fill in about documents: which one is asked for, what an acceptance is subject to, what came."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.inbox.act_forms import ActForm, long_text
from forms.intakes import INTAKES
from forms.models import DocumentRequest, Submission
from forms.papers import documents, own_slot
from forms.slots import asked_by

OTHERS = ("other", "another")


def open_ones(submission: Submission) -> list[DocumentRequest]:
    """Read with the request: no query more."""
    return [asked for asked in submission.asked_documents.all() if asked.is_open]


def short_text(label, required_message: str = "") -> forms.CharField:
    required = {"required": required_message}
    return forms.CharField(label=label, max_length=120, required=bool(required_message), error_messages=required)


def day_field(label) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Type a day to come"),
            "invalid": gettext_lazy("This date does not exist. For example: 2027-07-15"),
        },
    )


class AskPaperForm(ActForm):
    kept = "why"
    title = short_text(gettext_lazy("Which document? The person reads it"), gettext_lazy("Name the document"))
    why = long_text(gettext_lazy("Why do you need it? The person reads it"), gettext_lazy("Say why you need it"))


class SubjectForm(ActForm):
    """The documents that this request still owes, and up to two that it was never asked for."""

    kept = "message"
    slots = forms.MultipleChoiceField(
        label=gettext_lazy("Documents of this request"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = short_text(gettext_lazy("Another document, in your words"))
    another = short_text(gettext_lazy("And another one"))
    due_on = day_field(gettext_lazy("By which day? 90 days at most"))
    message = long_text(gettext_lazy("Message to the person"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        intake = INTAKES[self.submission.intake]
        there = {paper.slot.key for paper in documents(self.submission, intake) if paper.files and not paper.rejected}
        free = [(slot.key, slot.label) for _step, slot in asked_by(intake) if slot.key not in there]
        self.fields["slots"].choices = free

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("slots", *OTHERS)) and "slots" not in self.errors:
            self.add_error("other", _("Name at least one document"))
        return cleaned

    def arguments(self) -> dict:
        own = [self.cleaned_data[name] for name in OTHERS if self.cleaned_data[name]]
        return {
            "slots": self.cleaned_data["slots"],
            "others": dict.fromkeys(own, ""),
            "due_on": self.cleaned_data["due_on"],
            "message": self.cleaned_data["message"],
        }


class AskedField(forms.ModelChoiceField):
    def label_from_instance(self, asked):
        named = {slot.key: slot.label for _step, slot in asked_by(INTAKES[asked.submission.intake])}
        return (asked.title and own_slot(asked).label) or named.get(asked.slot, asked.slot)


class SettleForm(ActForm):
    asked = AskedField(
        label=gettext_lazy("Which document?"),
        queryset=DocumentRequest.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a document")},
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What about it?"),
        choices=DocumentRequest.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what about it")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = self.submission.asked_documents.filter(outcome="")
        self.fields["asked"].queryset = rows.select_related("submission")


class MoreTimeForm(ActForm):
    due_on = day_field(gettext_lazy("Until which day? 90 days at most"))
