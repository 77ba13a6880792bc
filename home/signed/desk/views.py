"""Where staff send, check and publish sign-language videos, and see what is still without."""

from pathlib import PurePosixPath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.doors import only
from home.models.signed import STATUS_WORDS, SignedMedia, SignedStatus, SignedVersion
from home.signed import clips, coverage, publishing, serving, targets
from home.signed.desk.forms import FilmForm, WordsForm, refusal
from home.signed.words import MISSING

CHANGE = "home.change_signedmedia"
TOO_HEAVY = "trop-lourd"
MOST = 200


def may(user) -> bool:
    return user.has_perm(CHANGE)


editors_only = only(may, PermissionDenied)


@require_safe
@editors_only
def clip_list(request: HttpRequest) -> HttpResponse:
    rows = SignedMedia.objects.prefetch_related("versions")[:MOST]
    return render(request, "home/signed/desk/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def add(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = FilmForm(initial={"target": request.GET.get("texte", "")})
        if TOO_HEAVY in request.GET:
            form.too_heavy = refusal("too_big")  # type: ignore[attr-defined]
        return render(request, "home/signed/desk/add.html", {"form": form})
    form = FilmForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "home/signed/desk/add.html", {"form": form})
    fields = {name: form.cleaned_data[name] for name in WordsForm.Meta.fields}
    media = publishing.receive(form.cleaned_data["film"], fields, form.cleaned_data["target"], by=request.user)
    messages.success(request, _("The film is here. It is being converted: this takes a minute or two."))
    return redirect("signed_desk:clip", media.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def clip(request: HttpRequest, pk: int) -> HttpResponse:
    """A clip as it stands: what it shows, what it lacks, what can be done."""
    media = get_object_or_404(SignedMedia, pk=pk)
    form = WordsForm(request.POST or None, request.FILES or None, instance=media)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in WordsForm.Meta.fields}
        publishing.describe(SignedMedia.objects.get(pk=pk), fields, by=request.user)
        messages.success(request, _("Kept. What was checked before is to be checked again."))
        return redirect("signed_desk:clip", pk)
    now = SignedMedia.objects.get(pk=pk)  # the form has written what was typed on the other one
    context = {
        "form": form,
        "media": now,
        "versions": [(version, targets.find(version.target)) for version in now.versions.all()],
        "why": refusal(now.reason) if now.reason else "",
        "missing": [MISSING[code] for code in publishing.lacking(now)],
        "is_mine": now.uploaded_by_id == request.user.pk,
        "files": {name: preview(now, name) for name in ("file", "poster", "captions")} if now.file else {},
    }
    return render(request, "home/signed/desk/clip.html", context)


def preview(media: SignedMedia, field: str) -> str:
    """Where staff see a file of a clip that is not published yet."""
    name = clips.captions_name(media) if field == "captions" else PurePosixPath(getattr(media, field).name).name
    return reverse("signed_desk:file", args=[media.pk, name])


@require_safe
@editors_only
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    return serving.answer(request, get_object_or_404(SignedMedia, pk=pk), name)


VERBS = {
    "verifier": (publishing.check, gettext_lazy("Checked: it can be published.")),
    "publier": (publishing.publish, gettext_lazy("Published: it is on the site already.")),
    "retirer": (publishing.withdraw, gettext_lazy("Taken off the site.")),
    "reessayer": (publishing.retry, gettext_lazy("It is being converted again.")),
}


@require_POST
@editors_only
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    do, words = VERBS[verb]
    try:
        do(get_object_or_404(SignedMedia, pk=pk), by=request.user)
    except publishing.NotYet as refused:
        for code in refused.codes:
            messages.error(request, MISSING[code])
    else:
        messages.success(request, words)
    return redirect("signed_desk:clip", pk)


@require_POST
@editors_only
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    publishing.delete(get_object_or_404(SignedMedia, pk=pk), by=request.user)
    messages.success(request, _("The clip and its files are deleted."))
    return redirect("signed_desk:list")


@require_POST
@editors_only
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The signs still say what the changed text says."""
    version = get_object_or_404(SignedVersion.objects.select_related("media"), pk=pk)
    publishing.confirm(version, by=request.user)
    messages.success(request, _("Kept: the signs still say what the text says."))
    return redirect("signed_desk:clip", version.media_id)


@require_safe
@editors_only
def report(request: HttpRequest) -> HttpResponse:
    rows = coverage.rows()
    wanted = request.GET.get("etat", "")
    shown = [row for row in rows if row.status == wanted] if wanted in set(SignedStatus) else rows
    context = {"rows": shown, "shares": coverage.shares(rows), "states": STATUS_WORDS.items(), "wanted": wanted}
    return render(request, "home/signed/desk/coverage.html", context)


@require_safe
@editors_only
def sheet(request: HttpRequest) -> StreamingHttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="couverture-lsf.csv"'}
    lines = coverage.sheet(coverage.rows())
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
