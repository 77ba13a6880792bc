"""The verbs of casework that have a page of their own: what each asks, when it is offered, what it says once done."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from forms.inbox import act_forms, paper_forms
from forms.inbox.act_forms import ActForm
from forms.intake import NotPossible
from forms.intakes import INTAKES
from forms.models import DocumentRequest, Submission
from forms.services import (
    agreeing,
    asking,
    deciding,
    interpreting,
    merging,
    messaging,
    noting,
    owing,
    passing,
    reopening,
)
from forms.services.sharing import status_is_shared
from forms.workflow import OPEN, REOPENED_FROM, ForbiddenMove, Status

REFUSALS: dict[type[Exception], Promise] = {
    ForbiddenMove: gettext_lazy("it is decided"),
    deciding.Quarantined: gettext_lazy("it is in quarantine"),
    passing.NotOfTheTeam: gettext_lazy("this colleague is not of its team"),
    passing.SameInbox: gettext_lazy("it is in this inbox already"),
    merging.NotTwoOfOne: gettext_lazy("the other one is of another kind or team, or is a duplicate itself"),
    merging.NotMerged: gettext_lazy("it is no merged duplicate any more"),
    agreeing.NothingMissing: gettext_lazy("no agreement is missing"),
    agreeing.NotYet: gettext_lazy("the day is before the request, or still to come"),
    messaging.NotShared: gettext_lazy("who wrote may not know what becomes of it"),
    asking.AskedAlready: gettext_lazy("a document is asked for already: one at a time"),
    asking.NothingAwaited: gettext_lazy("nothing is asked for there any more"),
    owing.NotADay: gettext_lazy("the day is over, or more than 90 days away"),
    owing.NothingNamed: gettext_lazy("no document is named"),
    reopening.LeadOnly: gettext_lazy("only the lead reopens a request"),
    deciding.ReasonMissing: gettext_lazy("the reason is missing"),
}
"""Why a verb is refused, after « because » or a colon."""


def why(refusal: Exception) -> str:
    if isinstance(refusal, NotPossible):
        return refusal.message
    return str(REFUSALS[type(refusal)])


class Act(NamedTuple):
    """One verb. `offered` says to whom and when its link is shown; the service has the last word."""

    title: Promise
    button: Promise
    done: Promise
    form: type[ActForm]
    do: Callable[..., Any]
    offered: Callable[[Submission, User], bool]
    leaves: bool = False  # the agent may not see the request any more
    help_text: Promise | str = ""


def at_work(submission: Submission, user: User) -> bool:
    return submission.status in OPEN and not submission.quarantined_at


def may_ask(submission: Submission, user: User) -> bool:
    reviewed = submission.status == Status.IN_REVIEW and status_is_shared(submission)
    return reviewed and not paper_forms.open_ones(submission)


def may_accept_subject(submission: Submission, user: User) -> bool:
    intake = INTAKES.get(submission.intake)
    return bool(intake and not intake.agreement and submission.status == Status.IN_REVIEW)


def may_settle(submission: Submission, user: User) -> bool:
    goes_on = submission.is_subject or at_work(submission, user)
    return goes_on and bool(paper_forms.open_ones(submission))


def settle(submission: Submission, asked: DocumentRequest, outcome: str, *, by: User, seen: int | None) -> None:
    verb = owing.settle if submission.is_subject else asking.settle
    verb(asked, asking.Outcome(outcome), by=by, seen=seen)


def may_reopen(submission: Submission, user: User) -> bool:
    over = submission.status in REOPENED_FROM or submission.is_subject
    return over and not submission.quarantined_at and user.has_perm(reopening.LEAD)


def may_write(submission: Submission, user: User) -> bool:
    """A duplicate has nothing to say: the request that goes on does."""
    goes_on = submission.status != Status.DUPLICATE and not submission.quarantined_at
    return goes_on and status_is_shared(submission)


ACTS = {
    "confier": Act(
        gettext_lazy("Give it to a colleague"),
        gettext_lazy("Give this request"),
        gettext_lazy("The request is theirs now."),
        act_forms.AssignForm,
        passing.assign,
        at_work,
    ),
    "noter": Act(
        gettext_lazy("Write a note for the team"),
        gettext_lazy("Keep this note"),
        gettext_lazy("Your note is kept."),
        act_forms.NoteForm,
        lambda submission, by, seen, **typed: noting.note(submission, by=by, **typed),
        lambda submission, user: True,
    ),
    "ecrire": Act(
        gettext_lazy("Write to the person"),
        gettext_lazy("Send this message"),
        gettext_lazy("Your message is on the follow-up page; the person is told that there is news."),
        act_forms.MessageForm,
        messaging.write,
        may_write,
        help_text=gettext_lazy(
            "A ready-made message comes back filled in from this request, to read before it is sent."
        ),
    ),
    "demander-piece": Act(
        gettext_lazy("Ask for one more document"),
        gettext_lazy("Ask for this document"),
        gettext_lazy("The document is asked for: the person reads which one, and why, on the follow-up page."),
        paper_forms.AskPaperForm,
        asking.ask,
        may_ask,
        help_text=gettext_lazy("One at a time. The mail says only that a document is needed; our time stands still."),
    ),
    "sous-reserve": Act(
        gettext_lazy("Accept, subject to documents"),
        gettext_lazy("Accept, subject to these documents"),
        gettext_lazy("Accepted, subject to these documents: the person is told, and reminded before the day."),
        paper_forms.SubjectForm,
        owing.accept,
        may_accept_subject,
        help_text=gettext_lazy(
            "The answer is yes. What follows begins once the last document is here; past the day, a task asks you what "
            "to do."
        ),
    ),
    "piece-recue": Act(
        gettext_lazy("A document that we asked for is here, or not needed any more"),
        gettext_lazy("Keep this"),
        gettext_lazy("It is kept."),
        paper_forms.SettleForm,
        settle,
        may_settle,
    ),
    "delai": Act(
        gettext_lazy("Give more time for the documents"),
        gettext_lazy("Give this time"),
        gettext_lazy("The new day is kept, and the person is told."),
        paper_forms.MoreTimeForm,
        owing.give_more_time,
        lambda submission, user: submission.is_subject,
    ),
    "transmettre": Act(
        gettext_lazy("Pass it on to another team"),
        gettext_lazy("Pass this request on"),
        gettext_lazy("The request is in the other team’s inbox."),
        act_forms.RerouteForm,
        passing.reroute,
        at_work,
        leaves=True,
        help_text=gettext_lazy("It is theirs then: you do not see it any more, unless you are of that team too."),
    ),
    "fusionner": Act(
        gettext_lazy("It was sent twice: merge it"),
        gettext_lazy("Close this one as a duplicate"),
        gettext_lazy("Merged: the other request goes on. You can undo it from this page."),
        act_forms.MergeForm,
        merging.merge,
        at_work,
        help_text=gettext_lazy("This request is closed; its history says which one goes on. It can be undone."),
    ),
    "defaire": Act(
        gettext_lazy("Undo the merge"),
        gettext_lazy("Make it a request of its own again"),
        gettext_lazy("The merge is undone: the request is in review again."),
        act_forms.UnmergeForm,
        merging.unmerge,
        lambda submission, user: submission.merged_into_id is not None,
    ),
    "accord": Act(
        gettext_lazy("The household agreed, by phone or face to face"),
        gettext_lazy("Keep their agreement"),
        gettext_lazy("The agreement is kept: the alert stays open."),
        act_forms.AgreementForm,
        agreeing.record,
        lambda submission, user: agreeing.is_missing(submission) and at_work(submission, user),
    ),
    "interprete": Act(
        gettext_lazy("Interpreter in sign language (LSF)"),
        gettext_lazy("Keep this state"),
        gettext_lazy("The state of the interpreter is kept."),
        act_forms.InterpreterForm,
        interpreting.set_interpreter,
        at_work,
        help_text=gettext_lazy("Whoever is to be met or answered in sign language reads it on the follow-up page."),
    ),
    "rouvrir": Act(
        gettext_lazy("Take it up again"),
        gettext_lazy("Reopen this request"),
        gettext_lazy("The request is in review again."),
        act_forms.ReopenForm,
        reopening.reopen,
        may_reopen,
    ),
}
"""By the word that ends their address."""


def offered(submission: Submission, user: User) -> list[tuple[str, Act]]:
    return [(word, act) for word, act in ACTS.items() if act.offered(submission, user)]
