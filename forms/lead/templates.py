"""The ready-made messages, as the lead writes them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms.lead.forms import TemplateForm
from forms.lead.views import lead_only
from forms.models import MessageTemplate
from forms.services import messaging


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def listed(request: HttpRequest) -> HttpResponse:
    """Every one, and the form that adds one."""
    form = TemplateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return kept(request, form, MessageTemplate())
    context = {"rows": MessageTemplate.objects.all(), "form": form, "places": messaging.PLACES.items()}
    return render(request, "forms/lead/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@lead_only
def change(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(MessageTemplate, pk=pk)
    initial = {name: getattr(template, name) for name in ("name", "intake", "status", "hidden")} | template.texts
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        return kept(request, form, template)
    context = {"template": template, "form": form, "places": messaging.PLACES.items()}
    return render(request, "forms/lead/templates.html", context)


def kept(request: HttpRequest, form: TemplateForm, template: MessageTemplate) -> HttpResponse:
    messaging.keep(form.put_into(template), by=request.user)
    messages.success(request, _("The message is kept: agents can choose it."))
    return redirect("lead:templates")
