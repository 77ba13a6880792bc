"""How an editor saves an easy-to-read text: what is compared, what is reviewed, said by them and dated by us."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class EasyReadForm(WagtailAdminModelForm):
    is_compared = forms.BooleanField(
        label=_("I have compared this text with the page as it stands today"),
        help_text=_("Until somebody does, readers are told that the page has changed since."),
        required=False,
    )

    def save(self, commit=True):
        text = self.instance
        if self.cleaned_data.get("is_compared") or not text.source_digest:
            text.compare()
        if {"readers", "reviewed_on"} & set(self.changed_data):
            text.seal_review()
        return super().save(commit)
