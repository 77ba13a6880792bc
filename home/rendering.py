"""Form fields in the design system's markup. Only `{{ form }}` and `as_field_group` change; widgets stay as they are,
so that Wagtail's own forms, which place their widgets themselves, are left alone."""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

KINDS = (  # the first that fits (Django's checkboxes are a kind of radios); what is left is one line of text
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.MultiWidget, "date-input"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file-upload"),
)


COUNTER = {  # what the counter says as one types, by the names that GOV.UK Frontend gives its texts
    "characters-under-limit.one": _("You have 1 sign left"),
    "characters-under-limit.other": _("You have %{count} signs left"),
    "characters-at-limit": _("You have no sign left"),
    "characters-over-limit.one": _("You are 1 sign over"),
    "characters-over-limit.other": _("You are %{count} signs over"),
}


class DesignBoundField(BoundField):
    """A bound field that knows which component of the design system shows it."""

    counter = COUNTER

    @cached_property
    def kind(self) -> str:
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "input")

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the control, or the first one of a group."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label

    @property
    def limit(self) -> int | None:
        """How many signs a long text may have. Said and counted, but never cut by the browser."""
        if self.kind != "textarea":
            return None
        return getattr(self.field, "max_length", None) or getattr(self.field, "limit", None)

    @property
    def limit_in_figures(self) -> str:
        return f"{self.limit:,}".replace(",", "\u202f")

    @property
    def describedby(self) -> str:
        """The ids of what explains the control: Django's hint and error, then the counter of signs."""
        counter = f"{self.auto_id}-info" if self.limit else ""
        return " ".join(filter(None, [self.aria_describedby, counter]))

    def control(self) -> str:
        """The widget with the classes of its component."""
        attrs = {"class": " ".join(self._classes()), "maxlength": False}
        if self.describedby:
            attrs["aria-describedby"] = self.describedby
        return self.as_widget(attrs=attrs)

    def _classes(self) -> Iterator[str]:
        yield "govuk-checkboxes__input" if self.kind == "checkbox" else f"govuk-{self.kind}"
        yield from self.field.widget.attrs.get("class", "").split()
        if self.errors and self.kind != "checkbox":
            yield f"govuk-{self.kind}--error"
        if self.limit:
            yield "govuk-js-character-count"


class DesignSystemRenderer(TemplatesSetting):
    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = DesignBoundField
