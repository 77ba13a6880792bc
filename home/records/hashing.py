"""Keyed hashes that find a person without being readable. Each kind of thing has hashes of its own."""

import hashlib
import hmac
import re
import unicodedata
from typing import Self

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from home.records.keyring import UnknownKey, keyring

REGION = "FR"
START = 3
LENGTH = 64
SILENT = frozenset(["de", "du", "des", "la", "le", "les", "l", "d"])
STREETS = {"av": "avenue", "bd": "boulevard", "bld": "boulevard", "r": "rue", "imp": "impasse", "pl": "place"}
STREETS |= {"ch": "chemin", "chem": "chemin", "all": "allee", "sq": "square", "rte": "route", "res": "residence"}
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def name_digests(text: str) -> set[str]:
    """What a name is found by: each of its words, and the first letters of each."""
    found = name_words(text)
    return {digest("name", word) for word in found} | {digest("start", word[:START]) for word in found}


def name_query(text: str) -> list[str]:
    """One digest for each word sought: the whole word, or first letters when that is all there is."""
    return [digest("name" if len(word) > START else "start", word) for word in name_words(text)]


def phone_digest(text: str) -> str:
    """The hash of a phone number however it is written; '' when the text is not one."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return digest("phone", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def email_digest(text: str) -> str:
    """The hash of a mail address whatever its case; '' when the text is not one."""
    address = text.strip().casefold()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return digest("email", address)


def address_digest(street: str, postcode: str) -> str:
    """The hash of a street address however it is abbreviated; '' when one of its parts is missing."""
    words = [STREETS.get(word, word) for word in name_words(street) if word not in SILENT]
    where = "".join(name_words(postcode))
    return digest("address", " ".join([*words, where])) if words and where else ""


def name_words(text: str) -> list[str]:
    """The words of a name without case, accents or ligatures. Apostrophes and hyphens part words."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in folded if not unicodedata.category(letter).startswith("M"))
    return re.findall(r"[^\W_]+", bare.translate(LIGATURES))


class Digest(str):
    """A keyed hash as new rows hold it. `versions` are the forms it has had under each search key, oldest first."""

    versions: tuple[str, ...]

    @classmethod
    def of(cls, versions: tuple[str, ...], used: int) -> Self:
        digest = cls(versions[used - 1])
        digest.versions = versions
        return digest


def digest(kind: str, text: str) -> Digest:
    """Raises KeyringError. The kind is hashed with the text, so that no two kinds can meet."""
    ring = keyring()
    first = hmac.new(ring.search[0], f"{kind}\0{text}".encode("utf-8", errors="surrogatepass"), hashlib.sha256)
    versions = [first.hexdigest()]
    while len(versions) < len(ring.search):
        versions.append(next_version(versions[-1]))
    return Digest.of(tuple(versions), ring.hashes)


def next_version(stored: str) -> str:
    """A stored hash under the next search key. It takes no plain text, so hashes outlive what they were made from."""
    number = version_of(stored) + 1
    turned = hmac.new(_search_key(number), stored.encode(), hashlib.sha256).hexdigest()
    return f"{number}:{turned}"[:LENGTH]


def _search_key(number: int) -> bytes:
    try:
        return keyring().search[number - 1]
    except IndexError:
        raise UnknownKey(f"The key file has no search key number {number}.") from None


def version_of(stored: str) -> int:
    """Which search key a hash went through last: a number before a colon; hashes of the first key have none."""
    number, colon, _rest = stored.partition(":")
    return int(number) if colon else 1
