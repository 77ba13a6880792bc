"""What a closed request says, and the list of those who want to know when it opens."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms import watch_links
from forms.intake import Intake, Step
from forms.intakes import INTAKES
from forms.intakes.fields import EmailField
from forms.models import IntakeSettings, IntakeWatch
from forms.services import watching
from forms.texts import Words
from home import limits
from home.public_forms import client_address

DAY = 24 * 60 * 60
MAILS_PER_ADDRESS = 40  # a library, a school or a shelter has one address for many people


class WatchForm(Step):
    email = EmailField(
        label=gettext_lazy("E-mail address"),
        required_message=gettext_lazy("Type your e-mail address"),
        help_text=gettext_lazy("For example: name@example.org"),
    )


def closed(request: HttpRequest, intake: Intake, settings: IntakeSettings, drafts: dict) -> HttpResponse:
    """In the place of the start page. `drafts` are those of this device, which may go on for a day."""
    words = Words(settings)
    context = {
        "intake": intake,
        "opening": settings.opening,
        "message": words.closed(),
        "other_way": words.other_way(),
        "form": WatchForm(),
    }
    return render(request, "forms/closed.html", context | drafts, status=409 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    """The form that puts an address on the list; the same words whether it was there before or not."""
    if slug not in INTAKES:
        raise Http404
    intake, opening = INTAKES[slug], IntakeSettings.of(slug).opening
    if opening.is_open() and not intake.announces:
        return redirect("forms:start", slug)
    form = WatchForm(request.POST) if request.method == "POST" else WatchForm()
    if form.is_valid() and too_many(request):
        form.add_error(None, _("Many messages were asked for from your connection. Wait until tomorrow, or call us."))
    if form.is_valid():
        watching.ask(slug, form.cleaned_data["email"], language=get_language() or "fr")
        return redirect(f"{request.path}?envoye")
    context = {"intake": intake, "opening": opening, "form": form, "mailed": "envoye" in request.GET}
    return render(request, "forms/watch.html", context)


def too_many(request: HttpRequest) -> bool:
    return limits.count("watch-mail-address", client_address(request), seconds=DAY) > MAILS_PER_ADDRESS


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Machines follow links too: opening it changes nothing, its button confirms."""
    found = find(token)
    if found is None:
        return render(request, "forms/watch_over.html", {"stopped": False}, status=404)
    if request.method == "POST":
        watching.confirm(found.pk)
        return redirect(request.path)
    return render(
        request, "forms/watch_confirm.html", {"watch": found, "intake": INTAKES[found.intake], "token": token}
    )


@csrf_exempt  # mail programs press the button themselves, without a page of ours (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One press takes the address off the list. The link is signed, and can do nothing else."""
    found = find(token)
    if found and request.method == "POST":
        watching.stop(found.pk)
    if found and request.method != "POST":
        return render(request, "forms/watch_stop.html", {"intake": INTAKES[found.intake]})
    return render(request, "forms/watch_over.html", {"stopped": watch_links.key_in(token) is not None})


def find(token: str) -> IntakeWatch | None:
    key = watch_links.key_in(token)
    return IntakeWatch.objects.filter(pk=key, intake__in=INTAKES).first() if key else None
