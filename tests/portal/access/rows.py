"""One row of each kind that an address may name, under one number, so that "refused" never means "not there"."""

from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupApprovalTask, Locale, Site, Workflow
from wagtail_localize.models import Translation, TranslationSource

from forms.files import keeping
from forms.models import Draft, Export, MessageTemplate, PurgeBatch, PurgeItem, StoredFile, Submission
from home.models import HomePage
from home.signin.models import Joining
from programmes.models import (
    CohortMember,
    Enrolment,
    Flat,
    Household,
    Residence,
    Room,
    RoomOffer,
    VisitTarget,
    VolunteerHour,
)
from programmes.services import courses
from search.models import Pin, Synonym
from tests.forms.factories import OrganisationFactory
from tests.home.factories import (
    AuditFactory,
    EasyReadFactory,
    GlossaryTermFactory,
    HelpNumberFactory,
    HomePageFactory,
)
from tests.home.signed.factories import SignedVersionFactory
from tests.programmes.course_factories import CourseSessionFactory
from tests.programmes.energy_factories import HouseholdFactory, WorkSlotFactory
from tests.programmes.energy_factories import team as team_named
from tests.programmes.insertion_factories import (
    ActivityFactory,
    AgencyFactory,
    CohortFactory,
    CohortMemberFactory,
    SpaceFactory,
)
from tests.programmes.rooms import SEASON, CandidateFactory

KEY = 70_007
SLOT = "identite"
SIGNED = "motivation"
"""The step, and its question, that is answered in sign language."""


def homes() -> HomePage:
    """The home page in both languages; the French one."""
    for settled in HomePage.objects.all():  # under another number
        settled.delete()
    home = HomePageFactory(pk=KEY)
    Locale.objects.create(pk=KEY, language_code="en")
    HomePageFactory(language="en")
    return home


def plant(home: HomePage) -> str:
    """Everything but pages and requests. Returns the name under which the document is served."""
    User.objects.create_user("quelqu’un", pk=KEY)
    Group.objects.create(pk=KEY, name="Un groupe")
    Site.objects.create(pk=KEY, hostname="ailleurs.exemple.fr", root_page=home)
    Collection.get_first_root_node().add_child(instance=Collection(pk=KEY, name="Une collection"))
    Redirect.objects.create(pk=KEY, old_path="/ancienne", redirect_page=home)
    Workflow.objects.create(pk=KEY, name="Un circuit")
    task = ContentType.objects.get_for_model(GroupApprovalTask)
    GroupApprovalTask.objects.create(id=KEY, name="Une relecture", content_type=task)
    HelpNumberFactory(pk=KEY)
    AuditFactory(pk=KEY)
    EasyReadFactory(pk=KEY, page=home)
    GlossaryTermFactory(pk=KEY, slug="colocation")
    SignedVersionFactory(pk=KEY, media__pk=KEY)
    Synonym.objects.create(pk=KEY, language="fr", words="un, deux")
    Pin.objects.create(pk=KEY, language="fr", words="un", page=home)
    CourseSessionFactory(pk=KEY)
    MessageTemplate.objects.create(pk=KEY, name="Un message", texts={"fr": "Bonjour"})
    OrganisationFactory(pk=KEY)
    stated = {"number": 146, "unit": "households", "area": "ville", "source": "annonce", "stated_on": "2018-02-14"}
    VisitTarget.objects.create(pk=KEY, first_year=2018, last_year=2018, **stated)
    residence = Residence.objects.create(pk=KEY, name="EHPAD de la page")
    Room.objects.create(pk=KEY, flat=Flat.objects.create(pk=KEY, residence=residence, kind="T5", area=96), name="1")
    Image.objects.create(pk=KEY, title="Une image", file=ContentFile(picture(), "image.png"))
    source, _made = TranslationSource.update_or_create_from_instance(home)
    Translation.objects.create(pk=KEY, source=source, target_locale=Locale.objects.get(pk=KEY))
    revision = home.save_revision()
    revision.pk = KEY
    revision.save()
    return Document.objects.create(pk=KEY, title="Un document", file=ContentFile(b"%PDF-1.4", "fichier.pdf")).filename


def picture() -> bytes:
    written = BytesIO()
    Picture.new("RGB", (40, 30), "#54449a").save(written, "PNG")
    return written.getvalue()


def with_file(owner: Draft | Submission) -> Draft | Submission:
    """The same, with a document that can be read."""
    file = StoredFile(
        slot=SLOT, position=1, name="x.jpg", received_as="jpeg", received_size=1, kind="jpg", size=1, pages=1
    )
    setattr(file, owner._meta.model_name, owner)
    keeping.write(file, file.path, picture())
    file.save()
    return owner


def with_film(owner: Draft | Submission) -> Draft | Submission:
    """The same, with an answer in sign language that can be looked at."""
    facts = {"name": "x.mp4", "received_as": "mp4", "received_size": 1, "kind": "mp4", "size": 1, "pages": 0}
    film = StoredFile(slot=f"{SIGNED}-{SIGNED}", position=1, **facts)
    setattr(film, owner._meta.model_name, owner)
    keeping.write(film, film.path, b"film")
    film.save()
    if isinstance(owner, Submission):
        owner.answers = {SIGNED: {f"{SIGNED}_lsf": [film.line, "seconds:1"]}}
        owner.save()
    return owner


ROOM_ROWS = {
    **dict.fromkeys(("candidate", "score", "plan"), "candidate"),
    **dict.fromkeys(("act", "sign", "end"), "offer"),
    "keep": "hour",
}
"""Which row the addresses of the rooms name."""


def let(team: Group) -> dict[str, Model]:
    """A candidate of this team, the room that they were offered, a moment that they give."""
    candidate = CandidateFactory(team=team, marks=())
    room = Room.objects.create(flat_id=KEY, name=f"de {team}")
    offer = RoomOffer.objects.create(
        team=team, room=room, season=SEASON, candidate=candidate, expires_at=timezone.now() + timedelta(days=7)
    )
    hour = VolunteerHour.objects.create(
        team=team, candidate=candidate, residence_id=KEY, on=timezone.localdate(), planned=60
    )
    return {"candidate": candidate, "offer": offer, "hour": hour}


def seat() -> Enrolment:
    """A party that has seats."""
    return courses.take_seats(KEY, "AAAA-AAAA", party=1, contact_digest="somebody")


def joining() -> Joining:
    """Somebody proposed for a team."""
    admin, team = User.objects.get(username="admin"), Group.objects.get(name="slime")
    return Joining.objects.create(user_id=KEY, team=team, proposed_by=admin)


def member() -> CohortMember:
    """Someone in a group, which has an activity."""
    cohort = CohortFactory(pk=KEY)
    ActivityFactory(pk=KEY, cohort=cohort, space=SpaceFactory(pk=KEY))
    AgencyFactory(pk=KEY)
    return CohortMemberFactory(cohort=cohort)


def export(who: str) -> Export:
    """A list that this account asked for."""
    return Export.objects.create(
        asked_by=User.objects.get(username=who),
        kind="csv",
        reason="control",
        since=timezone.now(),
        ends_at=timezone.now() + timedelta(days=1),
    )


def household(team: str) -> Household:
    """One that is to be visited, so that it has a sheet to print."""
    row = HouseholdFactory(team=team_named(team), state="visit_planned")
    row.visits.create(slot=WorkSlotFactory(), number=1)
    return row


def batch(submission: Submission) -> PurgeBatch:
    """One that waits for a signature."""
    made = PurgeBatch.objects.create()
    PurgeItem.objects.create(
        batch=made,
        table=Submission._meta.db_table,
        record_id=submission.pk,
        reference=submission.reference,
        intake=submission.intake,
        outcome=submission.status,
        due_on=timezone.localdate(),
    )
    return made
