"""Asking an address as somebody, and what came of it in one word."""

import uuid
from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from forms import partner_links, receipts, resume_links, seat_links, watch_links
from forms.models import Draft, Submission
from home.models.signed import SignedMedia
from home.signed import clips
from tests.addresses import Route, filled
from tests.portal.access import rows
from tests.portal.access.scene import City

ANY = {
    "slug": "colocation",
    "step": "documents",
    "slot": rows.SLOT,
    "app_label": "home",
    "app_name": "home",
    "content_type_app_name": "home",
    "model_name": "helpnumber",
    "content_type_model_name": "standardpage",
    "provider_id": "agents",
    "word": "noter",
    "code": "other",
    "act": "retirer",
    "key": "rooms",
}
"""By the name of the argument, where any value that exists will do."""

REGULAR_EXPRESSIONS = {
    "home:easy_read": "/facile/",
    "wagtail_serve": "/",
    "wagtaildocs_serve": f"/documents/{rows.KEY}/{{document}}",
    "account_reset_password_from_key": "/gestion/compte/mot-de-passe/nouveau/1-set-password/",
    "/gestion/password_reset/.+": "/gestion/password_reset/confirm/x/",
    "wagtailadmin_pages:revisions_compare": f"/gestion/pages/{rows.KEY}/revisions/compare/live...latest/",
    "wagtailsnippets_home_easyread:revisions_compare": (
        f"/gestion/snippets/home/easyread/history/{rows.KEY}/revisions/compare/live...latest/"
    ),
    "/gestion/.*/": "/gestion/nulle-part/",
}
"""By name, or by address without one."""


class Answer(StrEnum):
    OPEN = "open"
    OWN = "own"
    NO = "no"
    UNKNOWN = "404"
    DOOR = "sign in"
    BROKEN = "broken"


class Whose(StrEnum):
    OWN = "own"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def takes_object(route: Route) -> bool:
    """Whether the address names a row that is somebody's: a request, a draft, an inbox, a mailed link."""
    about_people = route.template.startswith(ABOUT_PEOPLE)
    by_key = any(argument in route.template for argument in ("<uuid:", "<str:token>", "<int:view>"))
    return about_people and (by_key or route.template.startswith(INBOX))


INBOX = "/gestion/demandes/boite/"
ABOUT_PEOPLE = (
    "/demarches/",
    "/partenaires/",
    "/gestion/demandes/",
    "/gestion/cons",
    "/gestion/chambres/",
    "/gestion/groupes/",
    "/gestion/menages/",
)


def address(city: City, route: Route, role: str, whose: Whose) -> str:
    """The address of a row of the role's, of somebody else's, or of none."""
    if not route.is_plain:
        return REGULAR_EXPRESSIONS[route.name or route.template].format(document=city.document)
    objects = signed(route) if whose is Whose.UNKNOWN else named(city, route, role, own=whose is Whose.OWN)

    def value(kind: str, name: str) -> str:
        if name in objects:
            return str(objects[name])
        if kind == "uuid":
            return str(uuid.uuid4())
        if name == "token" or (route.template.startswith(INBOX) and name == "slug"):
            return "inconnu"
        return ANY.get(name, str(rows.KEY) if kind == "int" or name == "pk" else "x")

    return filled(route.template, value)


def named(city: City, route: Route, role: str, *, own: bool) -> dict[str, object]:
    """What stands in the places of the address, by the name of the argument."""
    draft = city.draft if own else city.others_draft
    team = city.team_of(role, own=own)
    objects: dict[str, object] = {"draft": draft.pk, "file": document_of(draft), "export": city.exports[own].pk}
    match route.name.partition(":"):
        case "submissions", _, _:
            objects |= {"slug": team, "pk": city.requests[team].pk, "view": city.views[team].pk}
            objects["errand"] = city.requests[team].errands.get().pk
            objects |= film_of(city.requests[team])
        case "network", _, name if name != "organisation":
            objects["pk"] = city.partner.pk
        case "groups_desk", _, "member" | "admit" | "finish" | "leave" | "referrer" if own:
            objects["pk"] = city.member.pk
        case "staffing", _, "decide":
            objects["pk"] = city.joining.pk
        case "staffing", _, _:
            objects["team"] = city.requests["slime"].team_id
        case "conservation", _, _:
            objects |= {"pk": city.batch.pk, "item": city.batch.items.get().pk}
        case "forms", _, name if own and name in TOKENS:
            objects["token"] = TOKENS[name](city)
    return objects | elsewhere(city, route, own=own)


def document_of(owner: Draft | Submission) -> UUID:
    return owner.files.get(slot=rows.SLOT).pk


def signed(route: Route) -> dict[str, object]:
    """A question that exists: only the row is unknown."""
    return {"step": rows.SIGNED, "question": rows.SIGNED} if "<slug:question>" in route.template else {}


def film_of(owner: Draft | Submission) -> dict[str, object]:
    """The answer in sign language of a draft or of a request."""
    return {"step": rows.SIGNED, "question": rows.SIGNED, "file": owner.files.exclude(slot=rows.SLOT).get().pk}


def elsewhere(city: City, route: Route, *, own: bool) -> dict[str, object]:
    """The same for the rows that follow a request, and for sign-language videos."""
    match route.name.partition(":"):
        case "households", _, _:
            return {"pk": city.households[own].pk}
        case "forms", _, "film" | "own_film":
            return film_of(city.draft if own else city.others_draft)
        case "rooms", _, name if name in rows.ROOM_ROWS:
            return {"pk": city.let[own][rows.ROOM_ROWS[name]].pk}
        case "signed" | "signed_desk", _, _:
            return {"name": clips.captions_name(SignedMedia.objects.get(pk=rows.KEY)), "verb": "verifier"}
    return {}


def last_part(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def receipt(city: City) -> str:
    return last_part(receipts.link(city.requests["colocation"]))


TOKENS: dict[str, Callable[[City], str]] = {
    "receipt": receipt,
    "receipt_sheet": receipt,
    "receipt_calendar": receipt,
    "resume_link": lambda city: last_part(resume_links.address(city.draft)),
    "seat_back": lambda city: seat_links.token(city.seat.pk),
    "watch_confirm": lambda city: watch_links.token(city.watch),
    "watch_stop": lambda city: watch_links.token(city.watch),
    "partner_link": lambda city: last_part(partner_links.address(city.partner)),
}
"""Whoever holds the link has it: a foreign one is one that we did not sign."""


def cell(city: City, route: Route, role: str, client: Client) -> str:
    """What the matrix says of this address to this role."""
    own = come_of(client, address(city, route, role, Whose.OWN))
    foreign = come_of(client, address(city, route, role, Whose.FOREIGN)) if takes_object(route) else own
    if own == foreign:
        return own
    return Answer.OWN if (own, foreign) == (Answer.OPEN, Answer.UNKNOWN) else f"{own}, foreign {foreign}"


def come_of(client: Client, asked: str) -> Answer:
    """Of a GET; of an empty POST when the GET did not open; of a PUT when the address takes neither."""
    got = answer_of(ask(client, "get", asked))
    if got is Answer.OPEN:
        return got
    posted = answer_of(ask(client, "post", asked))
    if posted is Answer.OPEN or got is None:
        return posted or answer_of(ask(client, "put", asked)) or Answer.BROKEN
    return got


def ask(client: Client, method: str, asked: str) -> HttpResponse:
    """Nothing that the answer changed stays, in the database or in the browser."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    if method == "post":
        cache.clear()
    with transaction.atomic():
        response = getattr(client, method)(asked)
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response.streaming_content)  # which closes the file
    client.cookies.clear()
    client.cookies.load(cookies)
    return response


def answer_of(response: HttpResponse) -> Answer | None:
    """None when the address does not take this method."""
    target = response.headers.get("Location", "").partition("?")[0]
    match response.status_code:
        case 405:
            return None
        case 404:
            return Answer.UNKNOWN
        case 403:
            return Answer.NO
        case 301 | 302 if target in {"/gestion/login/", "/gestion/compte/connexion/"}:
            return Answer.DOOR
        case 301 | 302 if target == "/gestion/":
            return Answer.NO
    return Answer.OPEN if response.status_code < 500 else Answer.BROKEN
