"""The screens of the rooms: who enters, what a person decides there, and what a student answers."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from forms import device
from home.records.models import Notification, ReadEntry
from programmes.models import Candidate, Room, RoomOffer
from programmes.services.flatshares import offering
from tests.database import settle_roles
from tests.forms.factories import InboxFactory, SubmissionFactory
from tests.programmes.rooms import SEASON, WISHES, CandidateFactory, RoomFactory, agents, expired, lease, team

pytestmark = pytest.mark.django_db
LISTS = ["board", "candidates", "hours"]


@pytest.fixture
def agent(client):
    agent = agents("agente")[0]
    client.force_login(agent)
    return agent


def post(client, name, *arguments, **data):
    return client.post(reverse(f"rooms:{name}", args=arguments), data, follow=True)


def test_a_person_leads_a_candidate_from_the_board_to_a_signed_lease(client, agent):
    room, candidate = RoomFactory(), CandidateFactory()
    assert "free" in client.get(reverse("rooms:board")).text or "libre" in client.get(reverse("rooms:board")).text
    post(client, "room", room.pk, SEASON, candidate=str(candidate.pk), days="5")
    offer = RoomOffer.objects.get()
    offering.accept(offer)
    days = {"starts_on": f"{SEASON}-09-01", "ends_on": f"{SEASON + 1}-06-30"}
    post(client, "sign", offer.pk, **days)
    assert RoomOffer.objects.get().state == "accepted"
    post(client, "act", offer.pk, "benevolat")
    post(client, "act", offer.pk, "assurance")
    post(client, "sign", offer.pk, **days)
    offer.refresh_from_db()
    assert (offer.state, offer.volunteer_checked_by, offer.ends_on) == ("signed", agent, date(SEASON + 1, 6, 30))
    post(client, "plan", candidate.pk, on=f"{SEASON}-10-03", minutes="90")
    assert candidate.hours.get().planned == 90


def test_the_first_readers_marks_show_to_nobody_else_before_the_second_are_in(client):
    first, second = agents("une", "deux")
    candidate = CandidateFactory(marks=())
    marks = {"motivation": "4", "presence": "4", "sharing": "4", "studies": "4", "need": "3"}
    client.force_login(first)
    post(client, "score", candidate.pk, **marks)
    client.force_login(second)
    page = client.get(reverse("rooms:candidate", args=[candidate.pk]))
    assert page.context["reading"].shown == [] and page.context["marks"][0][1] == []
    post(client, "score", candidate.pk, **marks | {"motivation": "5"})
    assert candidate.scores.count() == 1
    post(client, "score", candidate.pk, **marks | {"motivation": "0"})
    assert client.get(reverse("rooms:candidate", args=[candidate.pk])).context["reading"].wide


def test_a_lapse_becomes_a_task_on_the_board_until_the_room_is_offered_again(client, agent):
    room = RoomFactory()
    expired(offering.offer_room(room, CandidateFactory(), season=SEASON, by=agent))
    offering.lapse_due()
    board = reverse("rooms:board")
    assert [line.room for line in client.get(board).context["next_on_list"]] == [room]
    offering.offer_room(room, CandidateFactory(), season=SEASON, by=agent)
    assert client.get(board).context["next_on_list"] == []


def test_another_teams_rows_do_not_exist(client, agent):
    other = CandidateFactory(team=Group.objects.create(name="ailleurs"))
    assert client.get(reverse("rooms:candidate", args=[other.pk])).status_code == 404
    assert post(client, "room", RoomFactory().pk, SEASON, candidate=str(other.pk), days="7").status_code == 404
    assert post(client, "room", RoomFactory().pk, SEASON, candidate="rien", days="7").status_code == 404


def test_a_correspondent_sees_the_names_and_availability_of_their_own_residences_students_only(client):
    agent = agents("agente")[0]
    here, elsewhere = RoomFactory(), RoomFactory()
    settle_roles()
    correspondent = User.objects.create_user("correspondante")
    correspondent.groups.add(Group.objects.get(name="correspondant-ehpad"))
    here.flat.residence.correspondents.add(correspondent)
    lease(here, CandidateFactory(name="Ici Exemple"), agent)
    lease(elsewhere, CandidateFactory(name="Ailleurs Exemple"), agent)
    other_room = RoomFactory(flat=here.flat)
    offering.offer_room(other_room, CandidateFactory(name="Pas Encore"), season=SEASON, by=agent)
    client.force_login(correspondent)
    page = client.get(reverse("rooms:housed")).text
    assert "Ici Exemple" in page and "Ailleurs Exemple" not in page and "Pas Encore" not in page
    assert ReadEntry.objects.filter(user=correspondent).count() == 1
    assert all(candidate.reference not in page for candidate in Candidate.objects.all())
    for name in LISTS:
        assert client.get(reverse(f"rooms:{name}")).status_code == 404
    client.force_login(agent)
    assert client.get(reverse("rooms:housed")).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_lists_take_as_many_statements_for_many_rows_and_at_most_twenty(
    client, agent, name, django_assert_max_num_queries
):
    counts = []
    for _size in range(2):
        for room in RoomFactory.create_batch(3):
            lease(room, CandidateFactory(), agent)
        client.get(reverse(f"rooms:{name}"))
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse(f"rooms:{name}"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.fixture
def followed(client, agent):
    """The page where a candidate follows a request, with a room offered."""
    submission = SubmissionFactory(accepted=True, team=InboxFactory(slug="colocation").team)
    candidate = CandidateFactory(reference=submission.reference, team=team())
    offer = offering.offer_room(RoomFactory(), candidate, season=SEASON, by=agent)
    client.logout()
    session = client.session
    session[device.FOLLOWED] = {"id": str(submission.pk), "until": 1e12}
    session.save()
    return offer


def answer(client, offer, word):
    return client.post(reverse("forms:answer_room"), {"offer": str(offer.pk), "answer": word}, follow=True)


@pytest.mark.parametrize(("word", "state"), [("yes", "accepted"), ("no", "declined"), ("", "offered")])
def test_the_candidate_answers_by_a_post(client, followed, word, state):
    assert str(followed.pk) in client.get(reverse("forms:follow")).text
    assert answer(client, followed, word).status_code == 200
    followed.refresh_from_db()
    assert followed.state == state
    assert Notification.objects.filter(event=f"followed:room-offered:{followed.pk}").count() == 1


def test_an_answer_that_comes_too_late_is_told_so_and_someone_elses_offer_is_none(client, followed, agent):
    other = offering.offer_room(RoomFactory(), CandidateFactory(), season=SEASON, by=agent)
    answer(client, other, "yes")
    answer(client, expired(followed), "yes")
    assert set(RoomOffer.objects.values_list("state", flat=True)) == {"offered"}
    assert f'value="{followed.pk}"' not in client.get(reverse("forms:follow")).text


def test_an_application_that_is_sent_and_accepted_is_on_the_list():
    from forms.intake import Journey
    from forms.intakes import INTAKES
    from tests.forms.samples import sample

    InboxFactory(slug="colocation")
    RoomFactory()
    intake = INTAKES["colocation"]
    answers = Journey(intake, sample("colocation").ways["by mail"]).answers
    intake.on_submit("K7M4-2QXD", answers)
    candidate = Candidate.objects.get()
    assert (candidate.state, candidate.name, candidate.availability) == (
        "applied",
        "Zéphyrine Canari",
        ["sat-pm", "wed-pm"],
    )
    assert set(candidate.wishes) == set(WISHES) and candidate.wishes["care"]
    intake.on_accept("K7M4-2QXD", answers, None)
    candidate.refresh_from_db()
    assert candidate.state == "admitted"
    intake.on_close("K7M4-2QXD", answers, None)
    candidate.refresh_from_db()
    assert candidate.state == "left"


def test_a_room_that_was_offered_is_not_deleted_and_the_page_says_what_holds_it(client, agent):
    room = RoomFactory()
    offering.offer_room(room, CandidateFactory(), season=SEASON, by=agent)
    client.force_login(User.objects.create_superuser("chambellan"))
    response = client.post(reverse("room:delete", args=[room.pk]))
    assert response.status_code == 409
    assert str(RoomOffer._meta.verbose_name_plural).lower() in response.text.lower()
    assert Room.objects.filter(pk=room.pk).exists()
