"""Drafts: who may open one, and django-formtools' storage kept in the database instead of the session."""

import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.forms import Form, MultiWidget
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from formtools.wizard.storage.base import BaseStorage

from forms import bots, device, partner_session
from forms.models import Channel, Draft, Partner
from forms.reference import new_code, new_reference
from home import limits
from home.public_forms import client_address

HOUR = 60 * 60
DRAFTS_PER_ADDRESS = 60  # a library, a school or a shelter has one address for many people
DRAWS = 5


class UnknownDraft(Exception):
    """No such draft, or not one of this device's, or no longer."""


class SignedOut(UnknownDraft):
    """A draft of this device, begun at the network's door by a partner who is not signed in, or no longer."""


class TooManyDrafts(Exception):
    """Too many new drafts from one address in an hour."""


class StaleStep(Exception):
    """The step was saved elsewhere after this page was shown: writing would lose that."""


class AlreadySent(Exception):
    """The draft was sent: its answers are those of a request now."""


class StaleDraft(Exception):
    """The draft changed between its reading and its sending."""


def start(request: HttpRequest, intake: str, *, days: int, partner: Partner | None = None) -> Draft:
    """A new draft that this device may open; an untouched one is used again, for those who press the button twice.

    Raises TooManyDrafts.
    """
    untouched = ours(request, intake, partner).filter(version=0, submission=None, suspicion="").first()
    if untouched:
        return untouched
    if limits.count("drafts", client_address(request), seconds=HOUR) > DRAFTS_PER_ADDRESS:
        raise TooManyDrafts
    draft = new(
        intake,
        days=days,
        language=get_language(),
        suspicion=bots.trapped(request),
        partner=partner,
        channel=Channel.PARTNER if partner else Channel.WEB,
    )
    device.give_draft(request, draft.pk)
    return draft


def new(intake: str, *, days: int, **values) -> Draft:
    """An empty draft under a reference of its own."""
    values |= {"intake": intake, "answers": {}, "code": new_code(), "purge_on": _days_from_now(days)}
    return _numbered(**values)


def _numbered(**values) -> Draft:
    """Draw a reference until one is free: once is nearly always enough."""
    for _draw in range(DRAWS - 1):
        with suppress(IntegrityError), transaction.atomic():
            return Draft.objects.create(reference=new_reference(), **values)
    return Draft.objects.create(reference=new_reference(), **values)


def ours(request: HttpRequest, intake: str, partner: Partner | None = None):
    """The drafts of one intake that this device holds, sent or not, the latest first. A partner's are apart, and
    those that an agent types are not there.
    """
    held = Draft.objects.filter(pk__in=device.held_drafts(request), intake=intake, partner=partner, entered_by=None)
    return held.select_related("submission").order_by("-updated_at")


def typed_in(form: Form, data: QueryDict) -> dict[str, list[str]]:
    """What was posted under the names that the form asks for, and nothing else: no token, no stranger's field."""
    return {name: data.getlist(name) for bound in form for name in names(bound) if name in data}


def names(bound) -> list[str]:
    widget = bound.field.widget
    if isinstance(widget, MultiWidget):
        return [bound.html_name + suffix for suffix in widget.widgets_names]
    return [bound.html_name]


class DraftStorage(BaseStorage):
    """The draft named in the address. Its answers are kept as {step: {"typed": {name: [text]}, "version": number,
    "at": the second of its first saving}}.
    """

    def __init__(self, prefix, request=None, file_storage=None):
        super().__init__(prefix, request, file_storage)
        address = request.resolver_match.kwargs
        self.draft = held_draft(request, address["slug"], address["draft"])
        self.init_data()
        self.current_step = address["step"]

    @property
    def typed(self) -> dict[str, dict[str, list[str]]]:
        return {step: kept["typed"] for step, kept in self.draft.answers.items()}

    def changed_since(self, version: int, *, but: str) -> bool:
        return any(kept["version"] > version for step, kept in self.draft.answers.items() if step != but)

    def passed(self, step: str) -> bool:
        """Whether something was typed there, and another step saved after it."""
        kept = self.draft.answers.get(step, {"typed": {}, "version": 0})
        return bool(_filled(kept["typed"])) and self.changed_since(kept["version"], but=step)

    def reset(self):
        """Nothing here empties a draft: only sending it does."""

    def save(self, step: str, typed: dict[str, list[str]], *, seen: int, days: int) -> None:
        """Keep what was typed on one step, inside the caller's transaction.

        Raises AlreadySent, StaleStep when it changed after version `seen`, UnknownDraft when its time ended meanwhile.
        """
        self.draft = locked(self.draft)
        if self.draft.sent_at:
            raise AlreadySent
        kept = self.draft.answers.get(step)
        if kept and kept["version"] > seen and _filled(kept["typed"]) != _filled(typed):
            raise StaleStep
        put(self.draft, step, typed, days=days)

    def drop(self, steps: Collection[str]) -> None:
        """Forget what was typed on these steps, inside the caller's transaction."""
        if self.draft.answers.keys().isdisjoint(steps):
            return
        self.draft = Draft.objects.select_for_update().get(pk=self.draft.pk)
        self.draft.answers = {step: kept for step, kept in self.draft.answers.items() if step not in steps}
        self.draft.save(update_fields=["answers", "updated_at"])
        lines = [line for typed in self.typed.values() for texts in typed.values() for line in texts]
        self.draft.files.exclude(pk__in=self.draft.files.named(lines)).delete()


@transaction.atomic
def fill(draft: Draft, typed: Mapping[str, Mapping[str, list[str]]], *, days: int) -> None:
    """Write what need not be typed on the steps of a new draft."""
    draft = locked(draft) if typed else draft
    for step, answers in typed.items():
        put(draft, step, dict(answers), days=days)


def put(draft: Draft, step: str, typed: dict[str, list[str]], *, days: int) -> None:
    """Write what was typed on one step of a draft that the caller has locked."""
    draft.version += 1
    first = draft.answers.get(step, {}).get("at", time.time())
    draft.answers = {**draft.answers, step: {"typed": typed, "version": draft.version, "at": first}}
    draft.purge_on = _days_from_now(days)
    draft.save(update_fields=["answers", "version", "purge_on", "updated_at"])


def held_draft(request: HttpRequest, intake: str, draft_id: object) -> Draft:
    """The draft of this intake, if this device holds it; while an agent types it, theirs alone.

    Raises UnknownDraft, and SignedOut when a partner's sign-in is over.
    """
    rows = Draft.objects.select_related("submission", "partner__organisation")
    # Not looked for without its key: a stranger cannot even tell by the time it takes whether it exists
    draft = rows.filter(pk=draft_id, intake=intake).first() if device.holds(request, draft_id) else None
    if draft is None:
        raise UnknownDraft
    if draft.entered_by_id and draft.entered_by_id != request.user.pk:
        raise UnknownDraft
    if draft.partner and not partner_session.is_of(request, draft.partner):
        raise SignedOut
    return draft


def hand_over(draft: Draft) -> None:
    """Whoever opens with its code a draft that an agent began goes on by themselves, on the web."""
    Draft.objects.filter(pk=draft.pk, entered_by__isnull=False).update(entered_by=None, channel=Channel.WEB)


def locked(draft: Draft) -> Draft:
    """The draft as it stands, held until the end of the transaction. Raises UnknownDraft when it is gone."""
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise UnknownDraft
    return found


def _filled(typed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without the names that say nothing: a box left empty and a box not posted are the same."""
    return {name: texts for name, texts in typed.items() if any(texts)}


def _days_from_now(days: int):
    return timezone.localdate() + timedelta(days=days)
