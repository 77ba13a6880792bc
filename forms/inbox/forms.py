"""What agents fill in: filters, a question, a decision."""

from django import forms
from django.contrib.auth.models import User
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forms import refusals
from forms.inbox.queries import Tab, Urgency
from forms.inbox.urgency import URGENCIES
from forms.intake import Intake
from forms.intakes import INTAKES
from forms.intakes.fields import TextField
from forms.models import Channel, Interpreter, News, SavedView, Submission
from forms.reasons import TOLD_IN_THE_MESSAGE
from forms.services import sifting
from forms.workflow import CLOSED, MOVES, STAFF_LABELS, Status

ANSWER = "reponse_"
"""What the filters on answers begin with in an address."""

DECISIONS = {
    Status.ACCEPTED: gettext_lazy("Accept"),
    Status.REFUSED: gettext_lazy("Refuse, with a reason"),
    Status.OUT_OF_SCOPE: gettext_lazy("Not for this service: say who can help"),
    Status.DUPLICATE: gettext_lazy("Sent twice: we follow the first one"),
    Status.WITHDRAWN: gettext_lazy("The person gave up and told us so"),
}


class StaffForm(forms.Form):
    use_required_attribute = False


class SearchForm(StaffForm):
    q = forms.CharField(label=gettext_lazy("Number, name, phone or e-mail"), required=False, max_length=120)


class FilterForm(SearchForm):
    """The filters of one inbox. A value that is none of the list filters nothing and says so."""

    NAMES = ("status", "due", "news", "channel", "interpreter", "agent")

    tab = forms.TypedChoiceField(
        choices=[(tab.value, tab.value) for tab in Tab], coerce=Tab, required=False, widget=forms.HiddenInput
    )
    status = forms.TypedChoiceField(
        label=pgettext_lazy("inbox", "State"), coerce=Status, required=False, empty_value=None
    )
    due = forms.TypedChoiceField(label=gettext_lazy("Due"), coerce=Urgency, required=False, empty_value=None)
    news = forms.ChoiceField(
        label=gettext_lazy("What happened"), choices=[("", gettext_lazy("Anything")), *News.choices], required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Came"),
        choices=lambda: [("", _("By any way")), *((channel.value, capfirst(channel.label)) for channel in Channel)],
        required=False,
    )
    interpreter = forms.ChoiceField(
        label=gettext_lazy("Sign language"),
        choices=lambda: [("", _("Any state")), *((state.value, capfirst(state.label)) for state in Interpreter)],
        required=False,
    )
    agent = forms.TypedChoiceField(label=gettext_lazy("Agent"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args, tab: Tab, agents, intake: Intake | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for sieve in intake.sieves if intake else ():
            offered = [("", _("Any")), *sifting.choices(intake, sieve)]
            self.fields[f"{ANSWER}{sieve.key}"] = forms.ChoiceField(label=sieve.label, choices=offered, required=False)
        states = [(status.value, STAFF_LABELS[status]) for status in Status if status in tab.statuses]
        self.fields["status"].choices = [("", _("Any state")), *states]
        self.fields["due"].choices = [("", _("Any day")), *((key.value, label) for key, label in URGENCIES.items())]
        self.fields["agent"].choices = [("", _("Anybody")), *((agent.pk, agent_name(agent)) for agent in agents)]

    @property
    def names(self) -> list[str]:
        return [*self.NAMES, *(name for name in self.fields if name.startswith(ANSWER))]

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("q", *self.names))

    @property
    def answers(self) -> dict[str, str]:
        """What was chosen of the answers, by the key of its sieve."""
        chosen = {name: self.cleaned_data.get(name) for name in self.names if name.startswith(ANSWER)}
        return {name.removeprefix(ANSWER): value for name, value in chosen.items() if value}


def agent_name(user: User) -> str:
    return user.get_full_name() or user.get_username()


class ViewForm(forms.ModelForm):
    """A name for the list that is on the screen."""

    use_required_attribute = False
    shared = forms.BooleanField(label=gettext_lazy("For the whole team"), required=False)

    class Meta:
        model = SavedView
        fields = ["name", "filters"]
        labels = {"name": gettext_lazy("A name for this view")}
        widgets = {"filters": forms.HiddenInput}
        error_messages = {"name": {"required": gettext_lazy("Give this view a name")}}


class SeenForm(StaffForm):
    """Carries the last line of the history that the agent saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RenewForm(SeenForm):
    """Carries the agent's word that whoever asks for a code was checked."""

    checked = forms.BooleanField(
        label=gettext_lazy("I made these checks, and everything fits"),
        error_messages={"required": gettext_lazy("Make the checks, then say so")},
    )


class DraftNumberForm(StaffForm):
    number = TextField(
        label=gettext_lazy("Draft number"), limit=40, required_message=gettext_lazy("Type the number of the draft")
    )


class EntryForm(StaffForm):
    """Which request an agent types for someone, and how they got it."""

    TYPED = (Channel.DESK, Channel.PHONE, Channel.LETTER)

    intake = forms.ChoiceField(
        label=pgettext_lazy("inbox", "Request"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the request")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How the person tells it to you"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how the person tells it to you")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intake"].choices = [(intake.slug, intake.title) for intake in INTAKES.values()]
        self.fields["channel"].choices = [(channel.value, capfirst(channel.label)) for channel in self.TYPED]


class AskForm(SeenForm):
    question = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=3000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Type your question")},
    )


class MoveForm(SeenForm):
    """A decision among those that the request's status allows. `asked` are its targets."""

    target = forms.TypedChoiceField(
        label=gettext_lazy("Your decision"),
        coerce=Status,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a decision"),
            "invalid_choice": gettext_lazy("This decision is not possible now. Choose another one."),
        },
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, for a refusal"),
        choices=lambda: [("", _("Choose a reason")), *refusals.choices()],
        required=False,
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the person"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    household_message = forms.CharField(
        label=gettext_lazy("Message to the household: you tell it to them, who wrote never reads it"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data=None, *, submission: Submission, **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.fields["target"].choices = decisions(submission)
        if is_for_another(submission):
            self.fields["message"].label = _("Message to who wrote: they read it with the number and the code")
        else:
            del self.fields["household_message"]

    def clean(self):
        cleaned = super().clean()
        target, message = cleaned.get("target"), cleaned.get("message")
        if target == Status.REFUSED and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose the reason of the refusal"))
        if target == Status.REFUSED and cleaned.get("reason") == TOLD_IN_THE_MESSAGE and not message:
            self.add_error("message", _("Tell the reason in the message"))
        if target == Status.OUT_OF_SCOPE and not message:
            self.add_error("message", _("Say who can help"))
        return cleaned


def is_for_another(submission: Submission) -> bool:
    """Whether someone wrote for another person: the agreement is asked of someone else only."""
    intake = INTAKES.get(submission.intake)
    return bool(intake and intake.agreement in submission.answers)


def decisions(submission: Submission) -> list[tuple[str, str]]:
    if submission.in_quarantine:
        return []
    allowed = MOVES[Status(submission.status)] & CLOSED
    return [(status.value, label) for status, label in DECISIONS.items() if status in allowed]
