"""What a page may load, run and lead to (Content-Security-Policy): the directives of each class of pages."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

STRICT = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

EDITOR = STRICT | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
"""Wagtail starts its widgets inline and its translation editor writes its own styles."""

FILMING = STRICT | {"media-src": [SELF, "blob:"]}
"""What the camera just filmed is looked at from the browser's memory."""

PREVIEW = STRICT | {"frame-ancestors": [SELF]}
"""A page shown to its editor before it is published: as visitors will see it, within Wagtail's frame."""


def sign_in(issuer: str) -> dict[str, list[str]]:
    """As strict as the public pages; a form may lead to the agents' provider, whose address `issuer` is, or empty."""
    return STRICT | {"form-action": [SELF, *(["/".join(issuer.split("/")[:3])] if issuer else [])]}
