"""Words that nobody else says, planted wherever people type; and how they could be written where they must not be."""

import itertools
import string
from collections.abc import Iterator

from django import forms

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.intakes.fields import EmailField, PhoneField
from tests.forms.samples import Pages, sample


class Aviary:
    """Hands out canaries; `let_out` are those that were planted, by the place where they were."""

    def __init__(self) -> None:
        self.let_out: dict[str, str] = {}
        letters = itertools.product(string.ascii_lowercase, repeat=3)
        self.words = (f"Serinq{''.join(more)}" for more in letters)
        self.phones = (f"06 71 {number:06d}" for number in itertools.count(390_001, 101))

    def word(self, place: str) -> str:
        return self.planted(place, next(self.words))

    def planted(self, place: str, canary: str) -> str:
        self.let_out[place] = canary
        return canary

    def like(self, place: str, field: forms.Field, text: str) -> str:
        """A canary that this field would take, most likely."""
        if isinstance(field, PhoneField):
            return self.planted(place, next(self.phones))
        word = self.word(place)
        return self.planted(place, f"{word.lower()}@exemple.fr") if isinstance(field, EmailField) else word

    def ways(self, slug: str) -> Iterator[Pages]:
        """The ways through a request that together hold a canary in each field that takes words."""
        covered: set[tuple[str, str]] = set()
        for way in sample(slug).ways.values():
            new = [place for place in places(slug, way) if place not in covered]
            pages = self.plant(slug, way) if new else way
            if new:
                covered |= set(places(slug, way))
                yield pages

    def plant(self, slug: str, way: Pages) -> Pages:
        """The same way with a canary in each field where the request still goes through with one."""
        pages, whole = way, Journey(INTAKES[slug], way).missing
        for step, name in places(slug, way):
            place = f"{slug}/{step}/{name}"
            field = dict(INTAKES[slug].steps)[step]().fields[name]
            tried = pages | {step: pages[step] | {name: [self.like(place, field, way[step][name][0])]}}
            if Journey(INTAKES[slug], tried).missing == whole:
                pages = tried
            else:
                del self.let_out[place]
        return pages

    def spellings(self) -> dict[str, str]:
        """Every way to write each canary, in lower case, with the place where it was planted."""
        return {spelling: place for place, canary in self.let_out.items() for spelling in spelled(canary)}

    def found_in(self, *texts: str | bytes) -> list[str]:
        """The places whose canary is in one of these."""
        whole = b"\n".join(text if isinstance(text, bytes) else text.encode(errors="replace") for text in texts)
        lowered = whole.lower()
        return sorted({place for spelling, place in self.spellings().items() if spelling.encode() in lowered})


def places(slug: str, way: Pages) -> list[tuple[str, str]]:
    """The fields that take words of one's own, and are filled in on this way."""
    steps = dict(INTAKES[slug].steps)
    return [
        (step, name)
        for step, typed in way.items()
        for name, field in steps[step]().fields.items()
        if isinstance(field, forms.CharField) and typed.get(name, [""])[0]
    ]


def spelled(canary: str) -> set[str]:
    bare = canary.lower()
    if not bare.startswith("06 71"):
        return {bare}
    digits = bare.replace(" ", "")
    pairs = " ".join(digits[at : at + 2] for at in range(0, 10, 2))
    return {bare, digits, digits[1:], pairs, f"+33{digits[1:]}"}
