"""Who may open what: every address of the URLconf has its line here, by name, or by address when it has no name.

The first line that names an address decides; `space:*` is every address of a space. A new address that no line names
fails the suite, so that somebody decides who opens it.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from home.roles import TEAMS
from tests.addresses import Route
from tests.portal.access.scene import RESIDENT, ROLES, STAFF, VISITORS, WITH_CODE

EVERYBODY = frozenset(ROLES)
ACCOUNTS = frozenset(STAFF)
NOBODY: frozenset[str] = frozenset()
PARTENAIRE = "partenaire"
"""The demonstration's account without any staff right."""

ENTERING = ACCOUNTS - {PARTENAIRE}
AGENTS = frozenset(TEAMS) | {"responsable"}
CHIEF = frozenset({"redaction-chef"})
EDITORS = CHIEF | {"communication"}
WRITERS = EDITORS | {"traduction"}
TRANSLATOR = frozenset({"traduction"})
NETWORK = frozenset({"slime", "responsable"})
FLATS = frozenset({"colocation", "responsable"})
HOUSED = frozenset({"correspondant-ehpad"})
GROUPS = frozenset({"univers", "responsable"})
COURSES = frozenset({"ateliers", "responsable"})
OFFICER, ADMIN, LEAD = frozenset({"dpo"}), frozenset({"admin"}), frozenset({"responsable"})

OPEN, OWN, NO, UNKNOWN, DOOR = "open", "own", "no", "404", "sign in"


class Rule(NamedTuple):
    """`yes` is what those of `opens` get, `no` what the others do once signed in."""

    opens: frozenset[str]
    names: str
    yes: str = OPEN
    no: str = NO
    visitors: str = DOOR

    def cell(self, role: str) -> str:
        if role in self.opens:
            return self.yes
        return self.visitors if role in {*VISITORS, PARTENAIRE} else self.no


def public(names: str, opens: frozenset[str] = EVERYBODY, yes: str = OPEN) -> Rule:
    """Outside the staff area: to whom it does not open, it is unknown."""
    return Rule(opens, names, yes, no=UNKNOWN, visitors=UNKNOWN)


RULES: dict[str, list[Rule]] = {
    "Pages, search and machines": [
        public("wagtail_serve wagtaildocs_serve programmes:* search:* sitemap"),
        public("home:* signed:file"),
        public("/robots.txt /sante/vif /sante/pret"),
        public("wagtailcore_* wagtaildocs_authenticate_with_password", NOBODY),
    ],
    "Requests, from outside": [
        public("forms:receipt forms:receipt_sheet forms:resume_link forms:watch_confirm forms:seat_back", yes=OWN),
        public("forms:receipt_calendar forms:calendar", NOBODY),
        public("forms:late_slot", frozenset({WITH_CODE})),
        public(
            "forms:later forms:slot forms:own_file forms:film forms:own_film forms:step",
            frozenset({RESIDENT, WITH_CODE}),
            OWN,
        ),
        public("forms:follow forms:answer forms:withdraw forms:close forms:resume forms:forgotten forms:start"),
        public("forms:answer_room forms:seats"),
        public("forms:watch forms:watch_stop forms:partner* forms:leaflet*"),
    ],
    "Sign-in": [
        public("account_reset_password* account_set_password wagtailadmin_password_reset* /gestion/password_reset/.+"),
        Rule(frozenset(VISITORS), "account_login", visitors=NO),
        Rule(frozenset(VISITORS), "wagtailadmin_login", no=DOOR),
        Rule(NOBODY, "openid_connect_*", no=UNKNOWN, visitors=UNKNOWN),
        Rule(ACCOUNTS, "mfa_deactivate_totp mfa_remove_webauthn mfa_view_recovery_codes", yes=UNKNOWN),
        Rule(ACCOUNTS, "mfa_login_webauthn mfa_authenticate mfa_reauthenticate* account_reauthenticate", yes=NO),
        Rule(ACCOUNTS, "mfa_* signin_enrol account_change_password account_logout wagtailadmin_logout"),
    ],
    "Inboxes": [
        Rule(AGENTS | {"communication"}, "submissions:list"),
        Rule(AGENTS, "submissions:enter submissions:errands submissions:finish submissions:draft_code", no=UNKNOWN),
        Rule(AGENTS, "submissions:*", OWN, no=UNKNOWN),
        Rule(NETWORK, "network:*", no=UNKNOWN),
        Rule(LEAD, "figures:home figures:exports", no=UNKNOWN),
        Rule(LEAD, "figures:*", OWN, no=UNKNOWN),
    ],
    "Times and reasons": [
        Rule(LEAD, "lead:*"),
    ],
    "Words of the search": [
        Rule(EDITORS, "search_desk:*"),
        Rule(EDITORS, "wagtailsnippets_search_* wagtailsnippetchoosers_search_*:create"),
    ],
    "Sign-language videos": [
        Rule(EDITORS, "signed_desk:*"),
    ],
    "Retention, rights and reads": [
        Rule(OFFICER, "conservation:*", no=UNKNOWN),
    ],
    "Accounts and settings": [
        Rule(NOBODY, "wagtailusers_users:delete wagtailusers_groups:*"),
        Rule(ADMIN, "signin_reset wagtailusers_users:*"),
        Rule(ADMIN | OFFICER | LEAD, "staffing:list", no=UNKNOWN),
        Rule(ADMIN, "staffing:account staffing:leave", no=UNKNOWN),
        Rule(LEAD, "staffing:decide", no=UNKNOWN),
        Rule(NOBODY, "wagtailsites:add wagtailsites:delete wagtailsites:copy"),
        Rule(ADMIN, "wagtailsites:*"),
        Rule(NOBODY, "wagtailsettings:*", no=UNKNOWN),
        Rule(NOBODY, "wagtaillocales:* wagtailredirects:*"),
        Rule(NOBODY, "wagtailadmin_collections:delete wagtailadmin_workflows:add_task", no=UNKNOWN),
        Rule(ENTERING, "wagtailadmin_workflows:task_cho*"),
        Rule(NOBODY, "wagtailadmin_collections:* wagtailadmin_workflows:*"),
    ],
    "Programmes": [
        Rule(LEAD, "board:home board:table", no=UNKNOWN),
        Rule(HOUSED, "rooms:housed", no=UNKNOWN),
        Rule(FLATS, "rooms:board rooms:room rooms:candidates rooms:hours", no=UNKNOWN),
        Rule(FLATS, "rooms:*", OWN, no=UNKNOWN),
        Rule(FLATS, "residence:* flat:* room:*"),
        Rule(NETWORK, "households:list households:matches households:slots households:figures", no=UNKNOWN),
        Rule(NOBODY, "households:settle", no=UNKNOWN),  # without a row that it names
        Rule(NETWORK, "households:*", OWN, no=UNKNOWN),
        Rule(LEAD, "visittarget:*"),
        Rule(NOBODY, "coursesession:delete"),
        Rule(COURSES, "coursesession:*"),
        Rule(COURSES | {"mediation"}, "sessions_desk:list sessions_desk:sheet sessions_desk:paper", no=UNKNOWN),
        Rule(LEAD, "sessions_desk:figures", no=UNKNOWN),
        Rule(COURSES, "sessions_desk:*", no=UNKNOWN),
        Rule(NOBODY, "space:delete agency:delete"),
        Rule(GROUPS, "space:* agency:*"),
        Rule(GROUPS, "groups_desk:member groups_desk:admit groups_desk:finish groups_desk:leave", OWN, no=UNKNOWN),
        Rule(GROUPS, "groups_desk:referrer", OWN, no=UNKNOWN),
        Rule(GROUPS, "groups_desk:*", no=UNKNOWN),
    ],
    "Words of requests": [
        Rule(WRITERS, "wording:*"),
    ],
    "Pages, in the staff area": [
        Rule(ENTERING, "wagtailadmin_pages:move_confirm wagtailadmin_pages:confirm_workflow_cancellation"),
        Rule(ENTERING, "wagtailadmin_pages:revisions_index"),
        Rule(NOBODY, "wagtailadmin_pages:set_page_position wagtailadmin_pages:workflow_preview"),
        Rule(NOBODY, "wagtailadmin_pages:choose_parent wagtailadmin_pages:convert_alias", no=UNKNOWN),
        Rule(NOBODY, "wagtailadmin_pages:workflow_action wagtailadmin_pages:collect_*", no=UNKNOWN),
        Rule(EDITORS, "wagtailadmin_pages:workflow_history_detail", yes=UNKNOWN),
        Rule(CHIEF, "wagtailadmin_pages:delete wagtailadmin_pages:unpublish wagtailadmin_pages:move"),
        Rule(CHIEF, "wagtailadmin_pages:set_privacy wagtailadmin_pages:lock wagtailadmin_pages:unlock"),
        Rule(CHIEF, "wagtailadmin_pages:revisions_unschedule wagtailadmin_reports:locked_pages*"),
        Rule(WRITERS, "wagtailadmin_explore* wagtailadmin_pages:type_use* wagtailadmin_pages:search*"),
        Rule(EDITORS, "wagtailadmin_pages:*"),  # of a French page: translators change English ones
    ],
    "Pictures, documents, snippets": [
        Rule(EDITORS, "wagtailimages:url_generator*", yes=UNKNOWN),
        Rule(NOBODY, "wagtail*:create_multiple_from_uploaded_* wagtail*:delete_upload_multiple", no=UNKNOWN),
        Rule(EDITORS, "*_chooser:chosen *_chooser:create *_chooser:select_format *choosers_home_*:create"),
        Rule(ENTERING, "wagtailsnippetchoosers_* wagtailimages_chooser:* wagtaildocs_chooser:* wagtailembeds:*"),
        Rule(CHIEF, "wagtailsnippets_home_helpnumber:delete"),
        Rule(NOBODY, "wagtailsnippets_home_easyread:revisions_revert", no=UNKNOWN),  # no such revision
        Rule(NOBODY, "wagtailsnippets_home_easyread:revisions_unschedule", no=UNKNOWN),
        Rule(NOBODY, "wagtailsnippets_home_easyread:*workflow_action*", no=UNKNOWN),  # nor such a task
        Rule(EDITORS, "wagtailsnippets_home_easyread:revisions_compare", yes=UNKNOWN),
        Rule(EDITORS, "wagtailsnippets_home_easyread:workflow_history_detail", yes=UNKNOWN),
        Rule(ENTERING, "wagtailsnippets_home_easyread:confirm_workflow_cancellation"),
        Rule(CHIEF, "wagtailsnippets_home_easyread:delete wagtailsnippets_home_glossaryterm:delete"),
        Rule(CHIEF, "wagtailsnippets_home_easyread:unpublish"),
        Rule(EDITORS, "wagtailsnippets_home_easyread:* wagtailsnippets_home_glossaryterm:*"),
        Rule(EDITORS, "wagtailimages:* wagtaildocs:* wagtailsnippets:index wagtailsnippets_home_helpnumber:*"),
    ],
    "Accessibility": [
        Rule(NOBODY, "audit:delete"),
        Rule(CHIEF, "audit:* audit_results"),
    ],
    "Translation": [
        Rule(ENTERING, "wagtail_localize:javascript_catalog wagtail_localize:translations_report*"),
        Rule(ENTERING, "wagtail_localize:snippets_api_*"),
        Rule(TRANSLATOR, "wagtail_localize:submit_*"),
        Rule(TRANSLATOR, "wagtail_localize:update_translations", yes=UNKNOWN),
        Rule(EDITORS, "wagtail_localize:convert_to_alias", yes=UNKNOWN),
        Rule(NOBODY, "wagtail_localize:edit_* wagtail_localize:machine_translate", no=UNKNOWN),
        Rule(NOBODY, "wagtail_localize:stop_translation"),
        Rule(WRITERS, "/gestion/localize/*/preview/<str:mode>/", yes=UNKNOWN),
        Rule(WRITERS, "wagtail_localize:*"),
    ],
    "Wagtail's own": [
        public("wagtailadmin_sprite wagtailadmin_javascript_catalog"),
        Rule(ENTERING, "wagtailadmin_reports:site_history*"),
        Rule(WRITERS, "wagtailadmin_reports:*"),
        Rule(EDITORS, "wagtailadmin_api:pages:detail", no=UNKNOWN),
        Rule(NOBODY, "wagtailadmin_api:*:find wagtailadmin_api:*:action", no=UNKNOWN),
        Rule(ENTERING, "wagtailadmin_api:*"),
        Rule(NOBODY, "wagtail_bulk_action wagtailadmin_block_preview wagtailadmin_tag_model_*", no=UNKNOWN),
        Rule(NOBODY, "wagtailadmin_editing_sessions:ping /gestion/.*/", no=UNKNOWN),
        Rule(ENTERING, "wagtailadmin_home wagtailadmin_account wagtailadmin_choose_page* wagtailadmin_tag_*"),
        Rule(ENTERING, "wagtailadmin_dismissibles wagtailadmin_editing_sessions:release"),
        Rule(ENTERING, "wagtailadmin_error_test /gestion/test404/"),
    ],
}


def find(route: Route) -> Iterator[tuple[str, Rule]]:
    """The areas and lines that name an address, the deciding one first; none for an address that nobody thought of."""
    for area, rules in RULES.items():
        for rule in rules:
            if any(fnmatchcase(called, name) for name in rule.names.split() for called in route if called):
                yield area, rule
