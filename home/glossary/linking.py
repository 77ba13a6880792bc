"""Explains the glossary's words where a page first uses them: acronyms are spelled out, words lead to their page.

Works on the HTML that a template made, tag by tag: what is not running text goes through untouched.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

NOT_RUNNING = {
    *("a", "button", "label", "legend", "select", "textarea", "form", "nav", "summary", "svg", "script", "style"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption", "abbr", "dfn", "i", "template", "address"),
}
"""Elements whose text is a title, a name, a control, or a link already."""


class Word(NamedTuple):
    """`forms` are the ways of writing it. Without an address, it is spelled out but leads nowhere."""

    forms: tuple[str, ...]
    expansion: str
    address: str


def explained(html: str, words: Iterable[Word]) -> str:
    """The same HTML, with the first use of each word explained. What the page spells out itself is not repeated."""
    words = list(words)
    return _Explaining(html, words).result() if words else html


def levelled(text: str) -> str:
    """For comparing: no tags, one kind of apostrophe and of space, no capitals."""
    plain = re.sub(r"<[^>]*>", " ", text)
    plain = re.sub(r"&#x27;|&#39;|&rsquo;|’", "'", plain)
    return re.sub(r"\s+", " ", plain).lower()


class _Explaining(HTMLParser):
    def __init__(self, html: str, words: list[Word]) -> None:
        super().__init__(convert_charrefs=False)
        self.words = {form: word for word in words for form in word.forms}
        self.pattern = _pattern(self.words)
        self.already_said = levelled(html)
        self.done: set[Word] = set()
        self.out: list[str] = []
        self.inside = 0
        self.feed(html)
        self.close()

    def result(self) -> str:
        return "".join(self.out)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.inside += tag in NOT_RUNNING
        self.out.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in NOT_RUNNING and self.inside > 0
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data if self.inside else self.pattern.sub(self.explain, data))

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def explain(self, match: re.Match) -> str:
        word = self.words.get(match[0]) or self.words.get(match[0][0].lower() + match[0][1:])
        if word is None or word in self.done:
            return match[0]
        self.done.add(word)
        shown = f'<a href="{escape(word.address)}">{match[0]}</a>' if word.address else match[0]
        return shown if self.is_spelled_out(word, match) else f"{shown} ({escape(word.expansion, quote=False)})"

    def is_spelled_out(self, word: Word, match: re.Match) -> bool:
        """Somewhere on the page, or right here: “centres d’hébergement (CHRS)”, “CHRS (centres d’hébergement)”."""
        before, after = match.string[: match.start()], match.string[match.end() :]
        beside = before.endswith("(") or after.lstrip().startswith("(")
        return not word.expansion or beside or levelled(word.expansion) in self.already_said


def _pattern(forms: Iterable[str]) -> re.Pattern:
    """Whole words, the longest first; the first letter may be a capital where a sentence begins."""
    options = []
    for form in sorted(forms, key=len, reverse=True):
        first = f"[{form[0]}{form[0].upper()}]" if form[0].islower() else re.escape(form[0])
        options.append(first + re.escape(escape(form[1:], quote=False)))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(options)})(?![\w-])")
