"""A page of a draft that this device cannot open or change any more: how to go on, and what was typed given back."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from forms import drafts
from forms.intake import Intake


def unreachable(
    request: HttpRequest, intake: Intake, step: str, *, receipt: str = "", signed_out: bool = False
) -> HttpResponse:
    """No such page of a draft for this device: say how to go on, and give back what was typed."""
    typed = typed_back(intake, step, request.POST)
    context = {"intake": intake, "typed": typed, "receipt": receipt, "signed_out": signed_out}
    return render(request, "forms/unreachable.html", context, status=409 if receipt else 404)


def typed_back(intake: Intake, step: str, data: QueryDict) -> list[tuple[str, str]]:
    """Questions and the text typed for them, for a page that can only show them back."""
    pages = dict(intake.steps)
    if step not in pages:
        return []
    form = pages[step]()
    typed = drafts.typed_in(form, data)
    texts = [(bound.label, [text for name in drafts.names(bound) for text in typed.get(name, [])]) for bound in form]
    return [(label, " ".join(text)) for label, text in texts if any(text)]
