"""What an intake is: a whole public request declared in one place, and the way a person goes through it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django import forms
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms.columns import Column, Sieve
from forms.step import Step
from forms.workflow import Status
from home.records.terms import Keep as Keep

Answers = Mapping[str, Mapping[str, Any]]
"""Cleaned answers by step, then by field."""

Typed = Mapping[str, Mapping[str, list[str]]]
"""What was typed, valid or not, by step, then by name in the form."""

Condition = Callable[[Answers], bool]

APPEAL = timedelta(days=62)
"""The two months in which a decision can be contested: nothing decided goes before."""


@dataclass(frozen=True)
class WorkingDays:
    """In how many working days a request is answered unless its lead says otherwise, and the bounds they keep to."""

    default: int
    at_most: int
    at_least: int = 1

    def bounded(self, days: int | None) -> int:
        """`days` brought within the bounds; the default for None."""
        return min(max(self.default if days is None else days, self.at_least), self.at_most)


@dataclass(frozen=True)
class Contact:
    """Whom a request is about and how to answer who sends it, read from its answers.

    `findable` are other phones and mail addresses by which agents find it; `no_calls` says that they asked not to be
    phoned; `address` has the lines of an envelope, their name first.
    """

    name: str
    email: str = ""
    phone: str = ""
    preference: str = ""
    findable: tuple[str, ...] = ()
    no_calls: bool = False
    address: tuple[str, ...] = ()

    def ways(self) -> dict[str, Any]:
        """How to reach them, as a request keeps it."""
        ways: dict[str, Any] = {"email": self.email, "phone": self.phone, "preference": self.preference}
        return (
            ways | ({"no_calls": True} if self.no_calls else {}) | ({"address": self.address} if self.address else {})
        )


class NotPossible(Exception):
    """What the request asks for cannot be given any more. Carries the `step` to come back to, and a `message`."""

    def __init__(self, step: str, message: str) -> None:
        super().__init__(step)
        self.step, self.message = step, message


class Withdrawal(NamedTuple):
    """The words by which people withdraw, where “my request” would not be theirs."""

    label: str
    lead: str
    yes: str


@dataclass(frozen=True)
class Network:
    """What signed-in partners need not type, from their row: `fixed` they cannot change, `filled_in` they can."""

    fixed: Callable[[Any], Typed]
    filled_in: Callable[[Any], Typed]


@dataclass(frozen=True)
class Lapse:
    """Requests that a rule closes: those of which `when` holds, still open `after` so long. They keep a time of
    their own from then on.
    """

    when: Condition
    after: timedelta
    keep_for: Keep


@dataclass(frozen=True)
class Intake:
    """A multi-step public request. Adding one takes one file in `forms/intakes/` and its name in the list.

    The last step is the check page: it shows all answers and sends them. `conditions` name the steps that are shown
    only to some; `route` gives the key of the inbox; `exits` name the steps whose answers may lead to an exit page
    (its template) instead of the next step: not being concerned is not an error. `agreement` names the step whose
    exit means that someone did not agree: nothing of the steps after it is kept. `notice` is a template that each
    page shows first; `quick_exit` puts the bar to leave in a hurry on each page; `another` invites, on the receipt,
    to start an empty draft. `on_submit` begins what follows at once by a published rule, inside the transaction that
    sends: it gets the reference and the answers. `on_accept` and `on_close` (closed without a yes) act in the
    transaction that decides: they get the reference, the answers and who decides, None for the applicant. The three
    may raise NotPossible. `on_followup` says where an event of `programmes.events` brings the request, None for
    nowhere. `public_part` and `staff_part` are templates on what follows; `calendar` gives its date as an iCalendar
    file, None while there is none. `network` opens it to partners at their own door. `announces` gives the moment of
    the latest news (new sessions), which people may ask to be told while it is open. `lapses` names the requests that
    nobody may keep open, because an agreement is missing; `agree` gives their answers once it is there: from the
    answers, the day, who heard it, and whether the writer may follow. `answer_within` bounds the time to answer;
    `by_law` gives the calendar days that the law leaves for some answers; `columns` are the answers that lists show.
    `sieves` are those that lists are filtered by; `urgent` gives the words of why some answers are urgent, from the
    day received. `begins_with` reads in the address that led here what need not be typed.
    """

    slug: str
    title: str
    send_label: str
    steps: tuple[tuple[str, type[Step]], ...]
    route: Callable[[Answers], str]
    contact: Callable[[Answers], Contact]
    keep_for: Keep
    on_submit: Callable[[str, Answers], None] | None = None
    on_accept: Callable[[str, Answers, Any], None] | None = None
    on_close: Callable[[str, Answers, Any], None] | None = None
    on_followup: Callable[[str, Answers], Status | None] | None = None
    calendar: Callable[[str], bytes | None] | None = None
    public_part: str = ""
    staff_part: str = ""
    withdrawal: Withdrawal | None = None
    lapses: Lapse | None = None
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    exits: Mapping[str, Callable[[Mapping[str, Any]], str]] = field(default_factory=dict)
    next_steps: tuple[tuple[str, str], ...] = ()
    draft_days: int = 30
    names_service_in_mail: bool = False
    agreement: str = ""
    notice: str = ""
    quick_exit: bool = False
    another: str = ""
    network: Network | None = None
    announces: Callable[[], datetime | None] | None = None
    answer_within: WorkingDays = WorkingDays(default=10, at_most=40)
    by_law: Callable[[Answers], timedelta | None] | None = None
    columns: tuple[Column, ...] = ()
    sieves: tuple[Sieve, ...] = ()
    urgent: Callable[[Answers, date], str] | None = None
    agree: Callable[[Answers, date, str, bool], dict[str, Any]] | None = None
    begins_with: Callable[[Mapping[str, str]], Typed] | None = None

    @property
    def check_step(self) -> str:
        return self.steps[-1][0]

    def exit_from(self, step: str, answers: Mapping[str, Any]) -> str:
        return self.exits[step](answers) if step in self.exits else ""


class Journey:
    """The way through an intake, replayed from what was typed at each request: no pointer is trusted.

    `steps` are those shown to this person; `answers` the valid ones; `missing` the first step that does not let
    them pass, None when all do; `exit` the template of the exit page that this step leads to, if it does.
    """

    def __init__(self, intake: Intake, typed: Typed) -> None:
        self.intake = intake
        self.steps: list[str] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.missing: str | None = None
        self.exit = ""
        for step, form_class in intake.steps:
            if intake.conditions.get(step, always)(self.answers):
                self.steps.append(step)
                self._replay(step, form_class(MultiValueDict(typed.get(step, {}))))

    def _replay(self, step: str, form: forms.Form) -> None:
        if form.is_valid():
            self.answers[step] = form.cleaned_data
        if self.missing:
            return
        leaving = form.is_valid() and self.intake.exit_from(step, form.cleaned_data)
        if leaving or not form.is_valid():
            self.missing, self.exit = step, leaving or ""

    @property
    def current(self) -> str:
        """Where to go on: the first step that is missing, or the check page."""
        return self.missing or self.steps[-1]

    @property
    def withheld(self) -> list[str]:
        """The steps of which nothing may be kept, shown or not: all that follow an agreement that was not given."""
        asked = self.intake.agreement
        refused = asked in self.answers and self.intake.exit_from(asked, self.answers[asked])
        every = [step for step, _form_class in self.intake.steps]
        return every[every.index(asked) + 1 :] if refused else []

    def opens(self, step: str) -> bool:
        return step in self.steps[: self.steps.index(self.current) + 1]


def with_fixed(typed: Typed, fixed: Typed) -> dict[str, dict[str, list[str]]]:
    return {step: {**typed.get(step, {}), **fixed.get(step, {})} for step in {**typed, **fixed}}


def always(answers: Answers) -> bool:
    return True


def said(step: str, name: str, *values: str) -> Condition:
    """The condition that a question of an earlier step was answered with one of `values`."""
    return lambda answers: answers.get(step, {}).get(name) in values


class Card(NamedTuple):
    """The answers of one step as people read them: each row is a question and the lines of its answer."""

    step: str
    title: str
    rows: list[tuple[str, list[str]]]


def in_short(intake: Intake, answers: Answers) -> list[tuple[str, str]]:
    """What lists show of the answers: each label with its words, empty ones left out."""
    fields = {column: dict(intake.steps)[column.step].base_fields[column.question] for column in intake.columns}
    said = [
        (column.label, shown(asked, answers.get(column.step, {}).get(column.question)))
        for column, asked in fields.items()
    ]
    return [(label, ", ".join(lines)) for label, lines in said if lines]


def summary(intake: Intake, answers: Answers) -> list[Card]:
    """What was answered, in the order of the steps, empty answers left out. Takes stored answers as well."""
    return [
        Card(step, form_class.title, _rows(form_class(), answers[step]))
        for step, form_class in intake.steps
        if step in answers and step != intake.check_step
    ]


def _rows(form: forms.Form, answers: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    rows = [(name, shown(bound_field, answers.get(name))) for name, bound_field in form.fields.items()]
    return [(str(form.fields[name].label), lines) for name, lines in rows if lines]


def shown(form_field: forms.Field, value: Any) -> list[str]:
    """An answer as lines of words: labels for choices, yes and no, a date in full."""
    if value in (None, "", []):
        return []
    if hasattr(form_field, "shown"):
        return str(form_field.shown(value)).splitlines()
    if isinstance(form_field, forms.BooleanField):
        return [_("Yes") if value else _("No")]
    if isinstance(form_field, forms.DateField):
        return [date_format(value if isinstance(value, date) else parse_date(value) or date.min)]
    if isinstance(form_field, forms.ChoiceField):
        return _labels(form_field, [value] if isinstance(value, str) else value)
    return str(value).splitlines()


def _labels(form_field: forms.ChoiceField, values: Sequence[str]) -> list[str]:
    choices: Any = form_field.choices
    pairs: list[tuple[Any, Any]] = list(flatten_choices(choices))
    labels = {str(key): str(label) for key, label in pairs}
    return [labels.get(value, value) for value in values]
