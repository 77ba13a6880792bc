"""Where staff set dates and words. Nothing here is about a person."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import IntakeSettings
from forms.services import wording
from forms.texts import CLOSED_STEP
from forms.wording.catalogue import Question, questions
from forms.wording.forms import DatesForm, TextsForm

CHANGE, TRANSLATE = "forms.change_intakesettings", "forms.translate_intakesettings"
SOURCE, TRANSLATION = "fr", "en"
RESTORE = "restore"


class Box(NamedTuple):
    """A text on the screen: its field, the words it replaces, the same text in the other language."""

    field: object
    original: str
    reference: str
    is_changed: bool
    place: str


def languages(user: User) -> list[str]:
    """Those whose texts the user may change. Raises PermissionDenied when there is none."""
    if user.has_perm(CHANGE):
        return [SOURCE, TRANSLATION]
    if user.has_perm(TRANSLATE):
        return [TRANSLATION]
    raise PermissionDenied


def known(slug: str) -> Intake:
    if slug not in INTAKES:
        raise Http404
    return INTAKES[slug]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    languages(request.user)
    rows = [(intake, IntakeSettings.of(slug).opening) for slug, intake in INTAKES.items()]
    return render(request, "forms/wording/home.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of a request, and its pages."""
    languages(request.user)
    declared, settings = known(slug), IntakeSettings.of(slug)
    form = DatesForm(request.POST or None, instance=settings) if request.user.has_perm(CHANGE) else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            wording.set_dates(slug, **form.cleaned_data, by=request.user)
            messages.success(request, _("The dates are saved. They are on the site already."))
            return redirect("wording:intake", slug)
    context = {
        "intake": declared,
        "opening": IntakeSettings.of(slug).opening,
        "form": form,
        "closed_step": CLOSED_STEP,
        "closed_count": count_changed(settings, CLOSED_STEP),
        "steps": [(name, page.title, count_changed(settings, name)) for name, page in declared.steps],
    }
    return render(request, "forms/wording/intake.html", context)


def count_changed(settings: IntakeSettings, step: str) -> int:
    """How many texts and lists of a page staff changed, in all languages."""
    texts = [where for own in settings.texts.values() for where in own]
    return sum(where.startswith(f"{step}/") for where in (*texts, *settings.choices))


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """The texts of one page in one language."""
    mine, declared, settings = languages(request.user), known(slug), IntakeSettings.of(slug)
    language = request.GET.get("langue", mine[0])
    if language not in mine or step not in (CLOSED_STEP, *dict(declared.steps)):
        raise Http404
    page = questions(declared, step, settings, language)
    options = {"questions": page, "hidden": hidden_in(settings, step), "arranges": language == SOURCE}
    form = TextsForm(typed(request.POST), **options) if request.method == "POST" else TextsForm(**options)
    if form.is_valid():
        save(form, slug, step, language, request.user)
        messages.success(request, _("The texts are saved. They are on the site already."))
        return redirect(f"{reverse('wording:step', args=[slug, step])}?langue={language}")
    other = TRANSLATION if language == SOURCE else SOURCE
    references = {
        text.place: text.current
        for question in questions(declared, step, settings, other)
        for text in (*question.texts, *question.choices)
    }
    context = {
        "intake": declared,
        "step": step,
        "title": _("When the request is closed") if step == CLOSED_STEP else dict(declared.steps)[step].title,
        "form": form,
        "blocks": [block(form, question, references) for question in page],
        "language": language,
        "languages": mine,
        "other": other,
    }
    return render(request, "forms/wording/step.html", context)


def hidden_in(settings: IntakeSettings, step: str) -> dict[str, list[str]]:
    """By question."""
    lists = {where.partition("/"): kept for where, kept in settings.choices.items()}
    return {name: kept["hidden"] for (page, _slash, name), kept in lists.items() if page == step}


def typed(data: QueryDict) -> QueryDict:
    """What was posted; the button 'back to the original' empties its box."""
    data = data.copy()
    if data.get(RESTORE):
        data[data[RESTORE]] = ""
    return data


@transaction.atomic
def save(form: TextsForm, slug: str, step: str, language: str, by: User) -> None:
    for question in form.questions:
        arranged = form.arrangement(question)
        if arranged:
            wording.arrange(slug, step, question.name, *arranged, by=by)
    wording.reword(slug, language, form.changed_texts(), by=by)
    for question in form.questions:
        if form.added(question):
            wording.add_choice(slug, step, question.name, form.added(question), language=language, by=by)


def block(form: TextsForm, question: Question, references: dict[str, str]) -> dict:
    def shown(text) -> Box:
        return Box(form[text.place], text.original, references.get(text.place, ""), bool(text.own), text.place)

    lists = form.arranges and question.choices
    return {
        "title": question.title,
        "boxes": [shown(text) for text in question.texts],
        "choices": [
            (shown(text), form[f"rank:{text.place}"] if lists else None, form[f"hide:{text.place}"] if lists else None)
            for text in question.choices
        ],
        "add": form[f"add:{question.name}"] if lists else None,
    }
