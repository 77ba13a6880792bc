"""A city in which every kind of row exists, and one visitor for each role: what they hold decides what opens."""

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory

from forms import device, partner_session
from forms.models import Draft, Errand, Inbox, Partner, SavedView, Submission
from forms.services.errands import owe_errand
from portal.demo.accounts import ACCOUNTS
from portal.teams import ensure_teams
from tests.forms.factories import DraftFactory, InboxFactory, IntakeWatchFactory, PartnerFactory, SubmissionFactory
from tests.portal.access import rows

STRANGER, RESIDENT, WITH_CODE, PARTNER = "stranger", "resident", "resident with code", "partner"
VISITORS = (STRANGER, RESIDENT, WITH_CODE, PARTNER)
ROLES = (*VISITORS, *(account.username for account in ACCOUNTS))
STAFF = ROLES[len(VISITORS) :]
ELSEWHERE = "ailleurs"
"""A team of nobody's: its requests are foreign to the lead as well."""


class City:
    """Its rows are made once; `visitor` gives a browser to a role."""

    def __init__(self) -> None:
        self.home = rows.homes()
        ensure_teams()
        for account in ACCOUNTS:
            user = User.objects.create_user(account.username, email=f"{account.username}@exemple.fr")
            user.groups.set(Group.objects.filter(name__in=account.groups or [account.username]))
        self.document = rows.plant(self.home)
        self.inboxes = [*Inbox.objects.order_by("pk"), InboxFactory(slug=ELSEWHERE)]
        self.requests = {inbox.slug: request_of(inbox.team) for inbox in self.inboxes}
        self.views = {inbox.slug: SavedView.objects.create(inbox=inbox, name="Une vue") for inbox in self.inboxes}
        self.draft, self.others_draft = (
            rows.with_film(rows.with_file(DraftFactory(complete=True))) for _who in range(2)
        )
        self.households = {own: rows.household(team) for own, team in ((True, "slime"), (False, ELSEWHERE))}
        self.partner, self.watch = PartnerFactory(), IntakeWatchFactory()
        self.seat = rows.seat()
        self.batch = rows.batch(self.requests[ELSEWHERE])
        self.joining = rows.joining()
        self.let = {own: rows.let(self.requests[slug].team) for own, slug in ((True, "colocation"), (False, ELSEWHERE))}
        self.member = rows.member()
        self.exports = {own: rows.export(who) for own, who in ((True, "responsable"), (False, "dpo"))}

    def team_of(self, role: str, *, own: bool) -> str:
        """The inbox of one of the role's teams; or of a team that is not theirs. Whoever has no team has no own one."""
        teams = set(User.objects.filter(username=role).values_list("groups__inbox__slug", flat=True))
        return next(inbox.slug for inbox in self.inboxes if (inbox.slug in teams) is own or inbox.slug == ELSEWHERE)

    def visitor(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in STAFF:
            client.force_login(User.objects.get(username=role))
        elif role != STRANGER:
            hold(client, role, self.draft, self.requests["colocation"], self.partner)
        return client


def request_of(team: Group) -> Submission:
    submission = rows.with_film(rows.with_file(SubmissionFactory(team=team, in_review=True)))
    owe_errand(submission, Errand.Kind.LETTER, Errand.About.NEWS, str(submission.pk))
    return submission


def hold(client: Client, role: str, draft: Draft, submission: Submission, partner: Partner) -> None:
    """Put in the browser's session what residents and partners have instead of an account."""
    request = RequestFactory().get("/")
    request.session = client.session
    if role == PARTNER:
        partner_session.sign_in(request, partner)
    else:
        device.give_draft(request, draft.pk)
    if role == WITH_CODE:
        device.open_request(request, submission.pk)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
