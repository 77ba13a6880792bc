"""What nobody's browser sends: texts, bodies, headers and addresses. Everything is drawn from one `Random`."""

from random import Random
from typing import NamedTuple
from urllib.parse import quote, quote_from_bytes

TEXTS = [
    b"",
    b" ",
    b"\0",
    b"a\0b",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    "\u202e\u2067مرحبا".encode(),
    "🧑‍🤝‍🧑𠮷".encode(),
    b"a\r\nX-Injected: 1",
    b"../../../../etc/passwd",
    b"{{ 7*7 }}{% debug %}${7*7}",
    b"' OR 1=1 --",
    b"<script>alert(1)</script><svg onload=alert(1)>",
    b"=HYPERLINK(1)",
    b"-1",
    b"0",
    b"99999999999999999999999999",
    b"1e309",
    b"NaN",
    b"2026-02-31",
    b"0000-00-00",
    b"None",
    b"[]",
    b'{"a": [1, {"b": null}]}',
    b"[" * 3000,
    b"00000000-0000-0000-0000-000000000000",
    "é".encode() * 2000,
    "e\u0301\u0301\u0301".encode() * 300,
    "²Ⅷ٣".encode(),
    b"%00%ff",
]
LONG = b"a" * 1_000_000
METHODS = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X" * 300]
HEADERS = {
    "accept-language": ["xx-" * 500, "*", "fr;q=x", "\xff\xfe", "en-" + "a" * 300],
    "cookie": ['sessionid="\\000"', "sessionid=" + "a" * 5000, "csrftoken=;=;=", "django_language=../../x", "a" * 8000],
    "host": ["evil.example", "[::1", "a:b", "127.0.0.1:99999999", ""],
    "referer": ["//evil", "http://[", "\0", "javascript:alert(1)"],
    "origin": ["null", "http://[", "https://evil.example"],
    "sec-fetch-site": ["same-origin", "cross-site", "\xe9"],
    "x-forwarded-for": ["a" * 3000, "::1, , ,", "127.0.0.1"],
    "x-requested-with": ["XMLHttpRequest"],
    "if-modified-since": ["yesterday", "Thu, 01 Jan 99999 00:00:00 GMT"],
    "if-none-match": ['"' * 500],
    "range": ["bytes=-1", "bytes=9-1", "bytes=" + "0-1," * 500],
    "accept": ["application/json", "*/*;q=x", ""],
    "accept-encoding": ["gzip;q=x", "\xff"],
    "content-encoding": ["gzip"],
    "user-agent": ["", "\0", "(" * 3000],
}
TYPES = [
    "application/json",
    "text/plain; charset=utf-16",
    "application/x-www-form-urlencoded; charset=rot13",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=\xe9",
    "multipart/mixed; boundary=x",
    "\0",
    "",
]
QUERIES = [
    "p",
    "page",
    "q",
    "next",
    "locale",
    "ordering",
    "status",
    "retour",
    "envoye",
    "_w_filter_fragment",
    "per_page",
]
FORM = "application/x-www-form-urlencoded"


class Ask(NamedTuple):
    """One request. `path` and `query` are percent-encoded."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    content_type: str
    body: bytes

    def __str__(self) -> str:
        return f"{self.method[:9]} {self.path[:200]}?{self.query[:200]} {str(self.headers)[:150]} {self.body[:200]!r}"


class Grammar:
    """Makes requests to an address from the fields that its page has, or from any."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def rarely(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def text(self) -> bytes:
        return LONG if self.rarely(200) else self.random.choice(TEXTS)

    def in_address(self) -> str:
        return quote_from_bytes(self.text()[:300], safe="/." if self.rarely(2) else "")

    def ask(self, path: str, fields: dict[str, list[str]], method: str = "") -> Ask:
        method = method or self.random.choice(["GET", "POST", "POST", "POST", "GET", self.random.choice(METHODS)])
        content_type, body = self.body(self.spoilt(fields)) if method not in {"GET", "HEAD"} else (FORM, b"")
        names = [*QUERIES, *fields]
        query = self.encoded([(self.random.choice(names), self.text()[:4000])]) if self.rarely(3) else b""
        if self.rarely(30):
            query = self.text()[:2000].replace(b"\0", b"%00")
        return Ask(method, path, query.decode("latin-1"), self.headers(), content_type, body)

    def headers(self) -> dict[str, str]:
        if not self.rarely(6):
            return {}
        names = self.random.sample(list(HEADERS), self.random.randint(1, 2))
        return {name: self.random.choice(HEADERS[name]) for name in names}

    def spoilt(self, fields: dict[str, list[str]]) -> list[tuple[str, bytes]]:
        """The fields with one to three of them wrong: another text, twice, missing, a stranger's, all the same."""
        pairs = [(name, value.encode()) for name, values in fields.items() for value in values]
        for _time in range(self.random.randint(1, 3)):
            place = self.random.randrange(len(pairs)) if pairs else 0
            name = pairs[place][0] if pairs else "x"
            change = self.random.choice(["replace", "replace", "replace", "double", "drop", "stranger", "all"])
            if change == "replace" and pairs:
                pairs[place] = (name, self.text())
            elif change == "drop" and pairs:
                del pairs[place]
            elif change == "all":
                text = self.random.choice(TEXTS)
                pairs = [(other, text) for other, _value in pairs]
            else:
                stranger = self.text()[:200].decode("latin-1") or "version"
                pairs.append((name if change == "double" else stranger, self.text()))
        return pairs

    def body(self, pairs: list[tuple[str, bytes]]) -> tuple[str, bytes]:
        if self.rarely(150):
            return FORM, self.encoded([("x", b"")] * 10_000)
        if self.rarely(150):
            return self.multipart([("x", b"")] * 10_000, broken=False)
        if self.rarely(10):
            return self.random.choice(TYPES), self.encoded(pairs)
        if self.rarely(6):
            return self.multipart(pairs, broken=self.rarely(2))
        return FORM, self.encoded(pairs)

    def encoded(self, pairs: list[tuple[str, bytes]]) -> bytes:
        return "&".join(f"{quote(name, safe='')}={quote_from_bytes(text, safe='')}" for name, text in pairs).encode()

    def multipart(self, pairs: list[tuple[str, bytes]], *, broken: bool) -> tuple[str, bytes]:
        parts = [self.part(name.replace('"', "%22").encode("latin-1", "replace"), text) for name, text in pairs]
        body = b"".join(parts) + b"--x--\r\n"
        if broken:
            cut = self.random.randrange(len(body))
            body = self.random.choice(
                [body[:cut], body[cut:], body.replace(b"\r\n", b"\n"), body.replace(b"--x", b"-")]
            )
        return "multipart/form-data; boundary=x", body

    def part(self, name: bytes, text: bytes) -> bytes:
        extra = self.random.choice([b"", b"", b"", b'; filename="../\xff\0.html"', b"; filename*=UTF-8''%ff%00"])
        coding = b"Content-Transfer-Encoding: base64\r\n" if self.rarely(20) else b""
        head = b'--x\r\nContent-Disposition: form-data; name="' + name.replace(b"\r\n", b"") + b'"' + extra + b"\r\n"
        return head + coding + b"\r\n" + text + b"\r\n"
