"""The matrix as docs/access.md shows it: one row an address, one column a role."""

from pathlib import Path

from tests.addresses import Route, routes
from tests.portal.access.rules import RULES, Rule, find
from tests.portal.access.scene import ROLES

PAGE = Path(__file__).parents[3] / "docs" / "access.md"

HEAD = """\
# Who may open what

Written by `python -m tests.portal.access`, from the lines of `tests/portal/access/rules.py`; do not edit it here. The
suite asks every address of the URLconf as every role, of their own rows and of others', and compares with this page:
an address that has no line fails it.

- **open** lets them in.
- **own** lets them in to what is theirs: their team's requests, the drafts of their device, the link in their mail.
  Somebody else's is `404`, and answers exactly as one that never was.
- **no** refuses: the person is sent back to the staff home page, or told so.
- **404** says that there is no such page.
- **sign in** leads to the sign-in page.

*resident* has a draft on their device; *resident with code* has also opened their request with its code; *partner* is
signed in at `/partenaires/`; the other columns are the accounts of the demonstration, and `partenaire` is the one that
has no staff right. Addresses are the same after `/en/`. What is `404` to everybody, or refused to everybody, is an
address of a library that nobody here needs.
"""


def page() -> str:
    """The whole page, as text."""
    areas: dict[str, list[str]] = {area: [] for area in RULES}
    for route in sorted(routes()):
        area, rule = next(find(route), ("", None))
        if rule:
            areas[area].append(row(route, rule))
    return "\n".join([HEAD, *(section(area, rows) for area, rows in areas.items())])


def section(area: str, rows: list[str]) -> str:
    head = ["Address", *ROLES]
    return "\n".join([f"## {area}", "", line(head), line(["---"] * len(head)), *rows, ""])


def row(route: Route, rule: Rule) -> str:
    shown = route.template.replace("|", "\\|")
    return line([f"`{shown}`", *(rule.cell(role) for role in ROLES)])


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
