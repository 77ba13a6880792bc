"""Where the team of the alerts keeps its network. For everyone else, these pages do not exist."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms.intakes.fields import PhoneField
from forms.models import Organisation, Partner
from forms.partners.desk_forms import OrganisationForm, PartnerForm
from forms.services import networking
from home.doors import any_of, only
from home.records.reading import record_read, record_reads

MANAGE = "forms.manage_network"
DETAILS = ("organisation", "given_name", "family_name", "job", "email", "phone")


for_managers = only(any_of(MANAGE))


@for_managers
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    partners = Prefetch("partners", Partner.objects.order_by("-active", "created_at"))
    organisations = list(Organisation.objects.prefetch_related(partners))
    record_reads(request.user, (row for organisation in organisations for row in organisation.partners.all()), "list")
    context = {"organisations": organisations}
    return render(request, "forms/partners/desk/network.html", context)


@for_managers
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add one, or change the one that is named."""
    row = get_object_or_404(Organisation, pk=pk) if pk else None
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        networking.save_organisation(form.instance, by=request.user)
        messages.success(request, _("The organisation is kept."))
        return redirect("network:list")
    heading = _("Change an organisation") if row else _("Add an organisation")
    return render(request, "forms/partners/desk/form.html", {"form": form, "heading": heading})


@for_managers
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest) -> HttpResponse:
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            partner, code = networking.approve(by=request.user, **form.cleaned_data)
            return render(request, "forms/partners/desk/code.html", {"partner": partner, "code": code})
        except networking.AddressTaken:
            form.add_error("email", taken())
    return render(request, "forms/partners/desk/form.html", {"form": form, "heading": _("Approve a partner")})


@for_managers
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One partner: their details, and what can be done."""
    row = door(pk)
    if request.method == "POST":
        form = PartnerForm(request.POST)
        if form.is_valid():
            try:
                networking.correct(row, by=request.user, **form.cleaned_data)
                messages.success(request, _("Your changes are kept."))
                return redirect("network:partner", pk)
            except networking.AddressTaken:
                form.add_error("email", taken())
    else:
        form = PartnerForm(initial={name: getattr(row, name) for name in DETAILS} | {"phone": shown_phone(row)})
    record_read(request.user, row, "detail")
    return render(request, "forms/partners/desk/partner.html", {"form": form, "partner": door(pk)})


@for_managers
@require_POST
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = door(pk)
    code = networking.renew_code(row, by=request.user)
    record_read(request.user, row, "code")
    return render(request, "forms/partners/desk/code.html", {"partner": row, "code": code})


@for_managers
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    networking.close(door(pk), by=request.user)
    messages.success(request, _("This partner does not sign in any more. Their alerts stay."))
    return redirect("network:partner", pk)


@for_managers
@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        networking.reopen(door(pk), by=request.user)
        messages.success(request, _("This partner may sign in again."))
    except networking.AddressTaken:
        messages.warning(request, taken())
    return redirect("network:partner", pk)


def door(pk: UUID) -> Partner:
    return get_object_or_404(Partner.objects.select_related("organisation"), pk=pk)


def shown_phone(row: Partner) -> str:
    return PhoneField().shown(row.phone) if row.phone else ""


def taken() -> str:
    return _("Another active partner has this address.")
