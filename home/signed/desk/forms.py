"""What staff fill in: the film with its text, then everything that goes with it."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from home.models.signed import SignedMedia
from home.signed import captions, studio, targets
from home.signed.words import REFUSALS


def refusal(code: str) -> str:
    words = str(REFUSALS[code])
    return words % {"size": filesizeformat(settings.SIGNED_FILM_MAX_SIZE)} if code == "too_big" else words


class WordsForm(forms.ModelForm):
    """All that can be said of a clip at any time; what is missing keeps it from the public, not from being kept."""

    use_required_attribute = False
    captions_file = forms.FileField(
        label=_("Captions as a file (.vtt)"), required=False, help_text=_("It takes the place of the captions below.")
    )

    class Meta:
        model = SignedMedia
        fields = (
            "title",
            "sign_language",
            "register",
            "signer",
            "checker",
            "image_right_ends",
            "licence",
            "captions",
            "transcript",
        )
        widgets = {
            "image_right_ends": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "captions": forms.Textarea({"rows": 8}),
            "transcript": forms.Textarea({"rows": 8}),
        }

    def clean(self) -> dict[str, Any] | None:
        """Captions may be missing for now; those that are there are right."""
        cleaned = super().clean() or {}
        sent = cleaned.pop("captions_file", None)
        if sent:
            cleaned["captions"] = self._read(sent)
        faults = captions.faults(cleaned.get("captions", ""), self.instance.duration or None)
        if cleaned.get("captions") and faults:
            self.add_error("captions", faults)
        return cleaned

    def _read(self, sent: Any) -> str:
        try:
            return sent.read(4 * captions.MOST_SIGNS).decode("utf-8").replace("\0", "")
        except UnicodeDecodeError:
            self.add_error("captions_file", _("This file is not text in UTF-8."))
            return ""


class FilmForm(WordsForm):
    """A new film, and the text that it signs."""

    target = forms.ChoiceField(label=_("Text that it signs"))
    film = forms.FileField(
        label=_("Film"),
        error_messages={"required": _("Choose the film first."), "empty": REFUSALS["empty"]},
        widget=forms.FileInput({"accept": "video/*,.mp4,.mov,.m4v,.webm,.mkv"}),
    )
    field_order = ("film", "target")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for target in targets.every():
            words = f"{target.part_of} – {target.title}" if target.part_of else target.title
            groups.setdefault(str(targets.KINDS[target.kind]), []).append((target.key, words))
        self.fields["target"].choices = [("", _("Choose a text")), *groups.items()]  # type: ignore[attr-defined]

    def clean_film(self) -> Any:
        film = self.cleaned_data["film"]
        try:
            self.instance.duration = studio.look_at(film)["duration"]
        except studio.Refusal as refused:
            raise forms.ValidationError(refusal(refused.code)) from None
        return film
