"""What the team types for each verb on a household."""

from datetime import timedelta

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from programmes.household_states import HELD, LEFT, OVER, State
from programmes.models import Consent, ContactAttempt, Household, PlanItem, WorkSlot
from programmes.models.energy import Outcome
from programmes.models.home_visits import Half, HomeVisit
from programmes.services import energy_alerts, home_visits

MOST_WEEKS = 26


def choice(label, choices, message) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": message}
    )


def text(label, message="", *, limit=3000, rows=4) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=bool(message),
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": message},
    )


def day(label, message) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), error_messages={"required": message}
    )


class ActForm(forms.Form):
    """The form of one verb on one household, for one agent."""

    def __init__(self, data=None, *, household: Household, by: User) -> None:
        super().__init__(data)
        self.household, self.by = household, by


class AttemptForm(ActForm):
    channel = choice(
        gettext_lazy("How did you try?"), ContactAttempt.Channel.choices, gettext_lazy("Choose how you tried")
    )
    outcome = choice(
        gettext_lazy("What came of it?"), ContactAttempt.Result.choices, gettext_lazy("Choose what came of it")
    )


class ToldForm(ActForm):
    how = choice(
        gettext_lazy("How were they told?"),
        [pair for pair in Household.ToldBy.choices if pair[0] != Household.ToldBy.FORM],
        gettext_lazy("Choose how they were told"),
    )


class DoorCodeForm(ActForm):
    text = forms.CharField(
        label=gettext_lazy("Door code, floor, name on the bell. Empty: what is kept is deleted"),
        max_length=200,
        required=False,
    )


class DiagnosticForm(ActForm):
    kind = choice(gettext_lazy("Which part?"), [], gettext_lazy("Choose a part"))
    text = text(gettext_lazy("What you found. No name of an illness"), gettext_lazy("Type what you found"), rows=8)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mine = home_visits.readable_kinds(self.by)
        self.fields["kind"].choices = [pair for pair in home_visits.Diagnostic.Kind.choices if pair[0] in mine]


class PlanItemForm(ActForm):
    level = choice(
        gettext_lazy("Level of response"), PlanItem.Level.choices, gettext_lazy("Choose a level of response")
    )
    text = text(gettext_lazy("What is to be done"), gettext_lazy("Type what is to be done"), limit=500)
    owner = choice(gettext_lazy("Who does it?"), PlanItem.Owner.choices, gettext_lazy("Choose who does it"))
    due_on = day(gettext_lazy("By which day?"), gettext_lazy("Choose a day"))
    aid = forms.ChoiceField(
        label=gettext_lazy("Aid asked for"), choices=PlanItem.Aid.choices, required=False, widget=forms.RadioSelect
    )

    def clean_level(self):
        return int(self.cleaned_data["level"])


class ConsentForm(ActForm):
    recipient = choice(
        gettext_lazy("To whom?"), Consent.Recipient.choices, gettext_lazy("Choose to whom it is passed on")
    )
    what = text(gettext_lazy("What exactly?"), gettext_lazy("Type what is passed on"), limit=500)
    how = choice(gettext_lazy("How did they agree?"), Consent.How.choices, gettext_lazy("Choose how they agreed"))
    given_on = day(gettext_lazy("On which day?"), gettext_lazy("Choose a day"))

    def clean_given_on(self):
        if self.cleaned_data["given_on"] > timezone.localdate():
            raise forms.ValidationError(_("This day is to come. Choose the day when they agreed"))
        return self.cleaned_data["given_on"]


class LeaveForm(ActForm):
    state = choice(
        gettext_lazy("What do they say?"),
        [
            (State.REFUSED.value, gettext_lazy("They do not want to be followed")),
            (State.WITHDRAWN.value, gettext_lazy("They agreed before, and not any more")),
        ],
        gettext_lazy("Choose what they say"),
    )
    channel = choice(
        gettext_lazy("How did they say it?"), ContactAttempt.Channel.choices, gettext_lazy("Choose how they said it")
    )

    def clean_state(self):
        return next(state for state in LEFT if state == self.cleaned_data["state"])


class CloseForm(ActForm):
    outcome = choice(gettext_lazy("What did it lead to?"), Outcome.choices, gettext_lazy("Choose what it led to"))


class VisitForm(ActForm):
    """A free half-day to come; the reason is asked of the lead alone, beyond three visits."""

    slot = choice(gettext_lazy("Which half-day?"), [], gettext_lazy("Choose a half-day"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Why one more than three?"),
        choices=HomeVisit.Extra.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from programmes.desk.households.words import when

        self.slots = {str(slot.pk): slot for slot in free_slots()}
        self.fields["slot"].choices = [
            (key, f"{when(slot)}, {agent_name(slot.worker)}") for key, slot in self.slots.items()
        ]
        done = self.household.visits.filter(state="done").count()
        if done < home_visits.MOST_VISITS:
            del self.fields["reason"]

    def clean_slot(self):
        return self.slots[self.cleaned_data["slot"]]


def free_slots():
    """Half-days to come that no visit holds, soonest first."""
    held = HomeVisit.objects.filter(state__in=sorted(HELD)).values("slot")
    rows = WorkSlot.objects.filter(day__gt=timezone.localdate()).exclude(pk__in=held)
    return rows.select_related("worker").order_by("day", "half", "worker__username")[:60]


def agent_name(user: User) -> str:
    return user.get_full_name() or user.get_username()


class WorkerField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return agent_name(user)


WEEK = [gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday")]
WEEK += [gettext_lazy("Friday")]


class SlotsForm(forms.Form):
    """The same half-days of several weeks, for one worker."""

    worker = WorkerField(
        label=gettext_lazy("Whose half-days?"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Choose a worker")},
    )
    first = day(gettext_lazy("From which day?"), gettext_lazy("Choose the first day"))
    weeks = forms.IntegerField(
        label=gettext_lazy("For how many weeks?"),
        min_value=1,
        max_value=MOST_WEEKS,
        error_messages={"required": gettext_lazy("Type a number of weeks")},
    )
    halves = forms.MultipleChoiceField(
        label=gettext_lazy("Which half-days of the week?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick one half-day at least")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        team = User.objects.filter(groups__name=energy_alerts.TEAM, is_active=True).order_by("username")
        self.fields["worker"].queryset = team
        self.fields["halves"].choices = [
            (f"{rank}-{half.value}", f"{name}, {half.label}") for rank, name in enumerate(WEEK) for half in Half
        ]

    def days(self) -> dict[str, list]:
        """The days wished, by half."""
        first, weeks = self.cleaned_data["first"], self.cleaned_data["weeks"]
        span = [first + timedelta(days=number) for number in range(7 * weeks)]
        wished: dict[str, list] = {}
        for chosen in self.cleaned_data["halves"]:
            rank, _dash, half = chosen.partition("-")
            wished.setdefault(half, []).extend(one for one in span if one.weekday() == int(rank))
        return wished


class QueueForm(forms.Form):
    """The filters of the queue; what is not known filters nothing."""

    OPEN = [(state.value, state.label) for state in State if state not in OVER]
    state = forms.ChoiceField(
        label=pgettext_lazy("inbox", "State"),
        choices=[("", gettext_lazy("All that are followed")), *OPEN, ("over", gettext_lazy("Those that are over"))],
        required=False,
    )
    late = forms.ChoiceField(
        label=gettext_lazy("Rights"),
        choices=[("", gettext_lazy("All")), ("1", gettext_lazy("To be told, and late"))],
        required=False,
    )
    worker = forms.ChoiceField(
        label=gettext_lazy("Worker"),
        choices=[("", gettext_lazy("All")), ("mine", gettext_lazy("Mine"))],
        required=False,
    )
