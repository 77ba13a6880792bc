"""Forms as assistive technology reads them: names, descriptions, groups, errors, what a browser may fill in."""

from collections.abc import Iterator

from tests.browser.sweep.seen import Seen, check

CONTROLS = {
    "textbox",
    "searchbox",
    "combobox",
    "listbox",
    "spinbutton",
    "checkbox",
    "radio",
    "button",
    "switch",
    "Date",
}
GROUPS = {"group", "radiogroup"}

EXPLAINED = """() => [...document.querySelectorAll("main .govuk-hint, main .govuk-error-message")]
    .filter(node => node.checkVisibility() && node.id && !node.closest("a, .govuk-error-summary"))
    .map(node => node.innerText.replace(/\\s+/g, " ").trim())"""

UNTIED = """() => [...document.querySelectorAll("main .govuk-form-group > .govuk-error-message:not([id])")]
    .map(node => node.innerText)"""

VISIBLE_LABELS = """() => [...document.querySelectorAll("main form :is(input, select, textarea)")]
    .filter(node => node.checkVisibility() && !["hidden", "submit", "button"].includes(node.type))
    .map(node => ({
        name: node.name, type: node.type, label: [...node.labels].some(label => label.innerText.trim()),
        group: !!node.closest("fieldset")?.querySelector("legend")?.innerText.trim(),
        wrong: !!node.closest(".govuk-form-group--error"), invalid: node.ariaInvalid === "true",
        fill: node.getAttribute("autocomplete") ?? "",
    }))"""

SUMMARY = """() => {
    const summary = document.querySelector(".govuk-error-summary");
    if (!summary) return null;
    const links = [...summary.querySelectorAll("a[href^='#']")];
    return {
        focused: summary.contains(document.activeElement), alert: !!summary.querySelector("[role=alert]"),
        first: !!document.querySelector("main") && !document.querySelector("main form :is(input,button)")
            ?.compareDocumentPosition(summary) || !!(document.querySelector("main form :is(input,button):not([type=hidden])")
            ?.compareDocumentPosition(summary) & Node.DOCUMENT_POSITION_PRECEDING),
        links: links.length,
        lost: links.filter(link => {
            const target = document.getElementById(link.hash.slice(1));
            return !target || !target.matches("input, select, textarea, a, button");
        }).map(link => link.hash),
        wrong: document.querySelectorAll("main .govuk-form-group--error, main .row .govuk-error-message").length,
    };
}"""

TOKENS = {
    "email": {"email"},
    "phone": {"tel"},
    "name": {"name"},
    "given_name": {"given-name"},
    "family_name": {"family-name"},
    "organisation": {"organization"},
    "line1": {"address-line1"},
    "line2": {"address-line2"},
    "postcode": {"postal-code"},
    "city": {"address-level2"},
    "country": {"country-name"},
    "birth_date_day": {"bday-day"},
    "birth_date_month": {"bday-month"},
    "birth_date_year": {"bday-year"},
}
"""What browsers fill in, by the names of our fields. “off” is for what is asked about somebody else."""


@check("names")
def names(seen: Seen) -> Iterator[str]:
    for node in seen.tree:
        if node.role in CONTROLS | {"link"} and not node.name.strip():
            yield f"a {node.role} without a name"
    for field in seen.ask(VISIBLE_LABELS):
        if not field["label"] and not seen.staff and field["type"] != "search":
            yield f"no visible label: {field['name']}"
        if field["type"] == "radio" and not field["group"]:
            yield f"a choice whose group has no name: {field['name']}"


@check("descriptions")
def descriptions(seen: Seen) -> Iterator[str]:
    """Each hint and each error is read with its field, and a field that is wrong says so."""
    tree = " | ".join(" ".join(node.description.split()) for node in seen.tree)
    for text in seen.ask(EXPLAINED):
        if text and text not in tree:
            yield f"not tied to a field: {text}"
    for text in seen.ask(UNTIED):
        yield f"an error without an id: {text}"
    for field in seen.ask(VISIBLE_LABELS):
        if field["wrong"] and not field["invalid"] and not field["group"]:
            yield f"wrong, but does not say so: {field['name']}"


@check("errors")
def errors(seen: Seen) -> Iterator[str]:
    """The summary is announced, comes before the form, has the focus and leads to each field that is wrong."""
    summary = seen.ask(SUMMARY)
    if summary is None:
        if seen.state == "errors":
            yield "something is wrong and no summary says so"
        return
    if not summary["alert"]:
        yield "the summary is not announced"
    if not summary["first"]:
        yield "the summary comes after the form"
    if seen.setting.script and not summary["focused"]:
        yield "the summary has not the focus"
    for anchor in summary["lost"]:
        yield f"the summary leads nowhere: {anchor}"
    if summary["links"] < min(summary["wrong"], 1):
        yield "the summary leads to no field"


@check("autocomplete")
def autocomplete(seen: Seen) -> Iterator[str]:
    if seen.staff:
        return
    for field in seen.ask(VISIBLE_LABELS):
        expected = TOKENS.get(field["name"], set())
        if expected and field["fill"] not in expected | {"off"}:
            yield f"{field['name']} has autocomplete “{field['fill']}”, not {' or '.join(expected)}"
