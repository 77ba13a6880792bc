"""The roles, as data and as rights that hold."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from home.roles import APPROVAL, ROLES, TEAMS, WORK, ensure_roles
from tests.home.factories import HomePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    page = HomePageFactory()
    ensure_roles()
    return page


def member(name):
    user = User.objects.create_user(name)
    user.groups.set([Group.objects.get(name=name)])
    return user


def test_running_twice_doubles_nothing_and_takes_back_what_was_added(home):
    counts = [model.objects.count() for model in (Group, GroupPagePermission, Workflow, WorkflowPage)]
    Group.objects.get(name="dpo").permissions.add(Permission.objects.get(codename="change_group"))
    ensure_roles()
    assert [model.objects.count() for model in (Group, GroupPagePermission, Workflow, WorkflowPage)] == counts
    assert not Group.objects.get(name="dpo").permissions.filter(codename="change_group").exists()


def test_no_role_has_a_right_on_a_row_about_a_person(home):
    people = Permission.objects.filter(
        content_type__app_label__in=["forms", "records"], group__isnull=False
    ).values_list("codename", flat=True)
    about_nobody = {"change_intakesettings", "translate_intakesettings"}
    work = {"work_inbox", "count_submissions", "manage_network", "lead_requests"}
    officers = {"sign_purges", "answer_rights", "read_access_log"}
    assert set(people) == work | officers | about_nobody


def test_only_request_teams_and_the_lead_work_inboxes(home):
    assert {name for name, rights in ROLES.items() if WORK in rights} == {*TEAMS, "responsable"}


def test_no_role_changes_groups(home):
    changing = {"auth.add_group", "auth.change_group", "auth.delete_group", "auth.delete_user"}
    assert not [name for name, rights in ROLES.items() if rights & changing]


def test_every_role_enters_the_staff_area(home, client):
    for name in ROLES:
        client.force_login(member(name))
        assert client.get(reverse("wagtailadmin_home")).status_code == 200, name


def test_communication_submits_and_the_chief_editor_publishes(home):
    editor, chief = (home.permissions_for_user(member(name)) for name in ("communication", "redaction-chef"))
    assert editor.can_edit() and editor.can_submit_for_moderation() and not editor.can_publish()
    assert chief.can_edit() and chief.can_publish()
    assert home.get_workflow().name == APPROVAL


def test_only_the_chief_editor_approves(home):
    task = Page.objects.get(pk=home.pk).get_workflow().workflow_tasks.get().task.specific
    may = {name for name in ROLES if task.get_actions(home, member(name))}
    assert may == {"redaction-chef"}


@pytest.mark.parametrize(("name", "status"), [("colocation", 200), ("slime", 302), ("communication", 302)])
@pytest.mark.parametrize("model", ["residence", "flat", "room"])
def test_the_flatshare_team_types_the_rooms(home, client, name, status, model):
    client.force_login(member(name))
    assert client.get(reverse(f"{model}:index")).status_code == status
