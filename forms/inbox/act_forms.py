"""What agents fill in for each verb of casework: to whom, why, which."""

from django import forms
from django.contrib.auth.models import User
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.inbox.forms import SeenForm, agent_name
from forms.models import Inbox, Interpreter, MessageTemplate, Submission
from forms.models.casework import Flaw
from forms.reasons import REOPENED_FOR
from forms.reference import normalise
from forms.services import messaging

NOT_NEEDED = "no"


class ActForm(SeenForm):
    """The form of one verb on one request; `kept` names what was typed at length, shown again when it is refused."""

    kept = ""

    def __init__(self, data=None, *, submission: Submission, by: User, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.submission, self.by = submission, by

    def arguments(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def colleagues(submission: Submission):
    """Those who work the request's team."""
    members = User.objects.filter(groups=submission.team_id, is_active=True)
    return members.order_by("last_name", "first_name", "username")


class AgentField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return agent_name(user)


class AgentsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user):
        return agent_name(user)


def long_text(label, required_message: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=3000,
        required=bool(required_message),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": required_message},
    )


class AssignForm(ActForm):
    to = AgentField(
        label=gettext_lazy("To whom do you give this request?"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a colleague")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues(self.submission).exclude(pk=self.submission.assignee_id)


class RerouteForm(ActForm):
    kept = "reason"
    to = forms.ModelChoiceField(
        label=gettext_lazy("To which inbox does it go?"),
        queryset=Inbox.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose an inbox")},
    )
    reason = long_text(gettext_lazy("Why? The other team reads it"), gettext_lazy("Say why, for the other team"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Inbox.objects.exclude(team=self.submission.team_id)


class NoteForm(ActForm):
    kept = "text"
    text = long_text(
        gettext_lazy("Your note, for the team only. The person gets it if they ask for all we hold on them"),
        gettext_lazy("Type your note"),
    )
    mentioned = AgentsField(
        label=gettext_lazy("Point it out to"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentioned"].queryset = colleagues(self.submission).exclude(pk=self.by.pk)


class ReopenForm(ActForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it taken up again?"),
        choices=list(REOPENED_FOR.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason")},
    )


class MergeForm(ActForm):
    into = forms.CharField(
        label=gettext_lazy("Number of the request that goes on"),
        max_length=20,
        error_messages={"required": gettext_lazy("Type the number of the other request")},
    )

    def clean_into(self):
        """Only a request of the agent's own teams: another one answers as one that never was."""
        mine = Submission.objects.visible_to(self.by).exclude(pk=self.submission.pk)
        found = mine.filter(reference=normalise(self.cleaned_data["into"])).first()
        if found is None:
            raise forms.ValidationError(_("Your inboxes have no other request of this number. Compare sign by sign."))
        return found


class AgreementForm(ActForm):
    agreed_on = forms.DateField(
        label=gettext_lazy("On which day did the household say yes?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Type the day when the household said yes"),
            "invalid": gettext_lazy("This date does not exist. For example: 2027-07-15"),
        },
    )
    may_follow = forms.BooleanField(
        label=gettext_lazy("They also agree that who wrote is told if the alert is followed, and when it is closed"),
        required=False,
    )


class ReviewForm(ActForm):
    """An agent's word on one document."""

    kept = "words"
    verdict = forms.ChoiceField(
        label=gettext_lazy("Is this document good?"),
        choices=[("accept", gettext_lazy("Yes: accept it")), ("reject", gettext_lazy("No: ask for another one"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say if this document is good")},
    )
    flaw = forms.ChoiceField(
        label=gettext_lazy("If not, why? The person reads it"),
        choices=[("", gettext_lazy("Choose a reason")), *Flaw.choices],
        required=False,
    )
    words = long_text(gettext_lazy("Anything to add for the person?"))

    def clean(self):
        cleaned = super().clean()
        rejected = cleaned.get("verdict") == "reject"
        if rejected and not cleaned.get("flaw") and "flaw" not in self.errors:
            self.add_error("flaw", _("Choose why another document is needed"))
        if rejected and cleaned.get("flaw") == Flaw.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Tell the person why"))
        return cleaned


class MessageForm(ActForm):
    """A text of one's own, or a ready-made one: that comes back filled in, to read and change before it is sent."""

    kept = "text"
    template = forms.ModelChoiceField(
        label=gettext_lazy("Start from a ready-made message"),
        queryset=MessageTemplate.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    text = long_text(gettext_lazy("Your message. The person reads it on the follow-up page, not in a mail"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = messaging.templates_for(self.submission)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") or "text" in self.errors:
            return cleaned
        if cleaned.get("template"):
            self.data = self.data.copy()
            self.data["text"] = messaging.ready(cleaned["template"], self.submission)
            self.add_error("text", _("Nothing is sent yet: read this text, change what you wish, then send it"))
        else:
            self.add_error("text", _("Type your message, or choose a ready-made one"))
        return cleaned

    def arguments(self) -> dict:
        return {"text": self.cleaned_data["text"]}


class InterpreterForm(ActForm):
    state = forms.ChoiceField(
        label=gettext_lazy("Where does the interpreter in sign language stand?"),
        choices=lambda: [*((one.value, capfirst(one.label)) for one in Interpreter), (NOT_NEEDED, _("None is needed"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say where the interpreter stands")},
    )

    def arguments(self) -> dict:
        state = self.cleaned_data["state"]
        return {"state": "" if state == NOT_NEEDED else state}


class TranslationForm(ActForm):
    """The words in French of an answer in sign language."""

    kept = "text"
    text = long_text(
        gettext_lazy("What the person says, in French, as they say it"), gettext_lazy("Type what the person says")
    )


class UnmergeForm(ActForm):
    """Nothing to fill in: the button says it all."""
