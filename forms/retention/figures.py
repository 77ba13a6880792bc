"""How long each class is kept, to read and to change within its bounds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from forms.retention import doors, words
from forms.retention.forms import FigureForm
from forms.services import keeping


@require_http_methods(["GET", "HEAD", "POST"])
@doors.only(doors.SIGN)
def figures(request: HttpRequest) -> HttpResponse:
    """One small form a class; a POST names its class by the button."""
    bound = change(request) if request.method == "POST" else {}
    if bound is None:
        return redirect("conservation:figures")
    current = keeping.figures()
    rows = [
        {
            "key": key,
            "title": keep.title or words.title(key),
            "keep": keep,
            "form": bound.get(key) or FigureForm(initial={"days": current[key].days}, keep=keep, auto_id=f"{key}_%s"),
        }
        for key, keep in keeping.classes().items()
    ]
    return render(request, "forms/retention/figures.html", {"rows": rows, "errors": bound})


def change(request: HttpRequest) -> dict[str, FigureForm] | None:
    """Change the figure that was posted; None when done, else the form with its errors under its class."""
    key = request.POST.get("key", "")
    keep = keeping.classes().get(key)
    if keep is None:
        raise Http404
    form = FigureForm(request.POST, keep=keep, auto_id=f"{key}_%s")
    if not form.is_valid():
        return {key: form}
    moved = keeping.change(key, form.cleaned_data["days"], by=request.user)
    kept = _("The new figure is kept.")
    told = ngettext("The last day of %(n)s request moved.", "The last day of %(n)s requests moved.", moved)
    messages.success(request, f"{kept} {told % {'n': moved}}" if moved else kept)
    return None
