"""What staff fill in: dates, and the texts of one page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.intakes.fields import LongTextField, TextField
from forms.models import IntakeSettings
from forms.texts import ACCEPTED, LABEL
from forms.wording.catalogue import CHOICE_LIMIT, Question, Text

RANK, HIDE, ADD = "rank", "hide", "add"


class DatesForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = IntakeSettings
        fields = ["opens_on", "closes_on"]
        widgets = {name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("opens_on", "closes_on")}
        help_texts = {
            "opens_on": gettext_lazy("Empty: it is open already. After the last day: it is the next opening."),
            "closes_on": gettext_lazy("Included. Empty: it stays open."),
        }
        error_messages = {
            name: {"invalid": gettext_lazy("This date does not exist. For example: 2027-07-15")}
            for name in ("opens_on", "closes_on")
        }


class TextsForm(forms.Form):
    """A box for each text of a page, by its place. A box left empty, or as in the original, gives the original back.

    Only what changed since the page was shown is saved, so that two people may work on one page.
    """

    use_required_attribute = False

    def __init__(self, data=None, *, questions: list[Question], hidden: dict[str, list[str]], arranges: bool) -> None:
        super().__init__(data, auto_id="id_%s")
        self.questions, self.arranges = questions, arranges
        for question in questions:
            for text in (*question.texts, *question.choices):
                self.fields[text.place] = box(text, added=text in question.choices and not text.original and arranges)
            if question.choices and arranges:
                self._add_list(question, hidden.get(question.name, []))

    def _add_list(self, question: Question, hidden: list[str]) -> None:
        for rank, text in enumerate(question.choices, start=1):
            self.fields[f"{RANK}:{text.place}"] = forms.IntegerField(
                label=_("Place in the list"),
                initial=rank,
                required=False,
                min_value=0,
                max_value=999,
                error_messages={"invalid": _("Type a whole number")},
            )
            self.fields[f"{HIDE}:{text.place}"] = forms.BooleanField(
                label=_("Hide"), initial=key_of(text) in hidden, required=False
            )
        self.fields[f"{ADD}:{question.name}"] = TextField(
            label=_("A choice to add"), limit=CHOICE_LIMIT, required=False
        )

    def clean(self):
        for question in self.questions:
            arranged = self.arrangement(question)
            if arranged:
                self._check_hidden(question, set(arranged[1]))
        return super().clean()

    def _check_hidden(self, question: Question, hidden: set[str]) -> None:
        """As the service does; said here beside the boxes."""
        for text in question.choices:
            if key_of(text) in hidden and key_of(text) in question.asked.named:
                words = _("“%(choice)s” cannot be hidden: another question or a rule depends on it.")
                self.add_error(f"{HIDE}:{text.place}", words % {"choice": text.title})
        if len(hidden) == len(question.choices):
            self.add_error(f"{ADD}:{question.name}", _("At least one choice must stay offered."))

    def changed_texts(self) -> dict[str, str]:
        """What to keep at each place that changed: '' where the original comes back."""
        texts = {text.place: text for question in self.questions for text in (*question.texts, *question.choices)}
        typed = {where: self.cleaned_data[where] for where in self.changed_data if where in texts}
        return {where: "" if words == texts[where].original else words for where, words in typed.items()}

    def arrangement(self, question: Question) -> tuple[list[str], list[str]] | None:
        """The order and the hidden choices of a list, None when nobody touched them."""
        names = [f"{part}:{text.place}" for text in question.choices for part in (RANK, HIDE)]
        if not self.arranges or not set(names) & set(self.changed_data):
            return None
        ranked = sorted(question.choices, key=lambda text: self.cleaned_data.get(f"{RANK}:{text.place}") or 0)
        hidden = [key_of(text) for text in question.choices if self.cleaned_data.get(f"{HIDE}:{text.place}")]
        return [key_of(text) for text in ranked], hidden

    def added(self, question: Question) -> str:
        return self.cleaned_data.get(f"{ADD}:{question.name}", "")


def box(text: Text, *, added: bool) -> forms.Field:
    """`added`: a choice of staff has no original to come back to."""
    short = text.place.endswith(f"/{LABEL}") or "/=" in text.place
    lines = text.place.endswith(f"/{ACCEPTED}")
    return (LongTextField if lines else TextField)(
        label=text.title,
        initial=text.current,
        limit=text.limit,
        required=added,
        required_message=_("A choice needs words. To offer it no more, hide it."),
        show_hidden_initial=True,
        widget=forms.TextInput() if short else forms.Textarea({"rows": 3}),
    )


def key_of(text: Text) -> str:
    return text.place.partition("/=")[2]
