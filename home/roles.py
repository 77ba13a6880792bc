"""Who may do what, as data: groups and their permissions. Nobody needs to be a superuser.

Permissions of apps above `home` are named, not imported.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from home.models import EasyRead, HomePage

TEAMS = {
    "colocation": "Colocations étudiantes",
    "ateliers": "Ateliers du tiers-lieu",
    "slime": "Précarité énergétique (SLIME)",
    "univers": "Unis’Vers",
    "contact": "Contact",
}
"""The request teams: the group's name, and the name of its inbox."""

OFFICER, LEAD = "dpo", "responsable"
"""The groups of the data protection officer and of the lead of all inboxes."""

ENTER = "wagtailadmin.access_admin"
WORK = "forms.work_inbox"
ROOMS = {
    f"programmes.{action}_{model}"
    for action in ("add", "change", "delete", "view")
    for model in ("residence", "flat", "room")
}
LETTING = "programmes.let_rooms"
HOUSED = "programmes.see_housed_students"
NETWORK = "forms.manage_network"
LEADING, OVERSEEING = "forms.lead_requests", "forms.read_access_log"
SESSIONS = {
    *(f"programmes.{action}_coursesession" for action in ("add", "change", "view")),
    "programmes.work_seats",
    "programmes.take_attendance",
}
HOUSEHOLDS = "programmes.follow_households"
TARGETS = {f"programmes.{action}_visittarget" for action in ("add", "change", "delete", "view")}
DIAGNOSTICS = {f"programmes.read_{kind}_diagnostic" for kind in ("technical", "social", "budget")}
"""Each part of a diagnostic has its own readers: the lead plans works, and reads nothing of a budget."""
GROUPS = {
    "programmes.follow_groups",
    *(f"programmes.{action}_{model}" for action in ("add", "change", "view") for model in ("space", "agency")),
}
SEARCH_WORDS = {
    f"search.{action}_{model}" for action in ("add", "change", "delete", "view") for model in ("synonym", "pin")
}
EASY_WORDS = {
    f"home.{action}_{model}" for action in ("add", "change", "view") for model in ("easyread", "glossaryterm")
}
EDITORS = {
    *SEARCH_WORDS,
    *EASY_WORDS,
    ENTER,
    "home.change_contactdetails",
    "home.add_helpnumber",
    "home.change_helpnumber",
    "home.view_helpnumber",
    "home.change_signedmedia",
}

AUDITS = {"home.add_audit", "home.change_audit", "home.view_audit"}
REQUEST_TEXTS, REQUEST_TRANSLATIONS = "forms.change_intakesettings", "forms.translate_intakesettings"

ROLES: dict[str, set[str]] = {
    **{team: {ENTER, WORK} for team in TEAMS},
    "colocation": {ENTER, WORK, LETTING, *ROOMS},
    "slime": {ENTER, WORK, NETWORK, HOUSEHOLDS, *DIAGNOSTICS},
    "ateliers": {ENTER, WORK, *SESSIONS},
    "univers": {ENTER, WORK, *GROUPS},
    "communication": EDITORS | {"forms.count_submissions", REQUEST_TEXTS},
    "redaction-chef": EDITORS
    | AUDITS
    | {"home.delete_helpnumber", "home.publish_easyread", "home.delete_easyread", "home.delete_glossaryterm"}
    | {REQUEST_TEXTS},
    "traduction": {ENTER, "wagtail_localize.submit_translation", REQUEST_TRANSLATIONS},
    LEAD: {ENTER, WORK, NETWORK, LEADING, HOUSEHOLDS, *TARGETS, "programmes.read_technical_diagnostic"},
    OFFICER: {ENTER, "forms.sign_purges", "forms.answer_rights", OVERSEEING},
    "admin": {
        ENTER,
        "auth.add_user",
        "auth.change_user",
        "auth.view_user",
        "home.change_contactdetails",
        "wagtailcore.change_site",
    },
    "mediation": {ENTER, "programmes.take_attendance"},
    "correspondant-ehpad": {ENTER, HOUSED},
}

PAGES: dict[str, set[str]] = {
    "communication": {"add_page", "change_page"},
    "redaction-chef": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
}
"""Rights on every home page and what is below it."""

TRANSLATOR, TRANSLATED_INTO = "traduction", "en"
FILES = {"add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"}
STOCK_GROUPS, STOCK_WORKFLOW = ("Editors", "Moderators"), "Moderators approval"
APPROVERS, APPROVAL = "redaction-chef", "Relecture par la rédaction en chef"


@transaction.atomic
def ensure_roles() -> None:
    """Give each group exactly its permissions, on the home pages too, and pages their approval. Safe to run again."""
    known = {f"{right.content_type.app_label}.{right.codename}": right for right in _permissions()}
    for name, rights in ROLES.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set([known[right] for right in rights])
    for home in HomePage.objects.select_related("locale"):
        _open_pages(home)
    _open_files()
    _ensure_approval()
    _retire_stock_groups()


def _permissions():
    return Permission.objects.select_related("content_type")


def _open_pages(home: HomePage) -> None:
    rights = dict(PAGES)
    if home.locale.language_code == TRANSLATED_INTO:
        rights[TRANSLATOR] = {"change_page"}
    for name, codenames in rights.items():
        group = Group.objects.get(name=name)
        for right in _permissions().filter(content_type__app_label="wagtailcore", codename__in=codenames):
            GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=right)


def _open_files() -> None:
    collection = Collection.get_first_root_node()
    for group in Group.objects.filter(name__in=PAGES):
        for right in _permissions().filter(
            content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=FILES
        ):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=right)


def _ensure_approval() -> None:
    """Communication submits, the chief editors approve: one task, for pages and easy-to-read texts."""
    workflow, _made = Workflow.objects.get_or_create(name=APPROVAL)
    task = GroupApprovalTask.objects.filter(name=APPROVAL).first() or GroupApprovalTask.objects.create(name=APPROVAL)
    task.groups.set(Group.objects.filter(name=APPROVERS))
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    easy_texts = ContentType.objects.get_for_model(EasyRead)
    WorkflowContentType.objects.update_or_create(content_type=easy_texts, defaults={"workflow": workflow})


def _retire_stock_groups() -> None:
    """Wagtail's own groups and workflow come with rights on every page: those that nobody uses go."""
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_pages=None).update(active=False)
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()
