"""Known defects: each is planted alone into a page as the server sent it, and has one check that must catch it."""

from typing import NamedTuple

TEXT, FORM, WRONG, CHOICE, TABLE = "text", "form", "wrong", "choice", "table"
"""The smallest pages that show them: running text, one field, the same field left empty, a choice, a table."""


class Defect(NamedTuple):
    """`old` (a pattern) becomes `new` in the HTML of `page`."""

    name: str
    check: str
    page: str
    old: str
    new: str


def style(css: str) -> tuple[str, str]:
    return r"</head>", f"<style>{css}</style></head>"


def script(code: str) -> tuple[str, str]:
    return r"</body>", f"<script>{code}</script></body>"


def inside_main(html: str) -> tuple[str, str]:
    return r"</main>", f"{html}</main>"


DEFECTS = [
    Defect("no title", "title", TEXT, r"<title>.*?</title>", "<title></title>"),
    Defect("title without the site's name", "title", TEXT, r" – Solidarités Montpellier</title>", "</title>"),
    Defect("errors without “Erreur” in the title", "title", WRONG, r"<title>Erreur.*? ", "<title>"),
    Defect(
        "English said to be the language of a French page", "language", TEXT, r'<html lang="fr">', '<html lang="en">'
    ),
    Defect("two headings of level 1", "headings", TEXT, *inside_main("<h1>Encore</h1>")),
    Defect("a level of heading skipped", "headings", TEXT, *inside_main("<h5>Trop bas</h5>")),
    Defect("an empty heading", "headings", TEXT, *inside_main("<h2> </h2>")),
    Defect("no main landmark", "landmarks", TEXT, r"<main (.*?)</main>", r"<div \1</div>"),
    Defect(
        "two navigations of one name", "landmarks", TEXT, r'aria-label="À propos de ce site"', 'aria-label="Principal"'
    ),
    Defect(
        "a landmark nobody reviewed",
        "landmarks",
        TEXT,
        *inside_main("<div role='search' aria-label='Ailleurs'>Pub</div>"),
    ),
    Defect("“click here”", "links", TEXT, *inside_main("<p>Pour lire, <a href='/'>cliquez ici</a>.</p>")),
    Defect(
        "a link that opens a window",
        "links",
        TEXT,
        *inside_main("<p>Lire <a href='/' target='_blank'>la suite du texte</a></p>"),
    ),
    Defect(
        "a link of which only a drawing is left",
        "links",
        TEXT,
        *inside_main("<p><a href='/rien'><svg aria-hidden='true'></svg></a></p>"),
    ),
    Defect(
        "the same words to two places",
        "links",
        TEXT,
        *inside_main("<ul><li><a href='/a'>Le guide</a> <a href='/b'>Le guide</a></li></ul>"),
    ),
    Defect("a picture without text", "pictures", TEXT, *inside_main("<img src='/a.png'>")),
    Defect("a file name for a text", "pictures", TEXT, *inside_main("<img src='/a.png' alt='IMG_2041.jpg'>")),
    Defect("a frame", "pictures", TEXT, *inside_main("<iframe title='Carte' src='/rien'></iframe>")),
    Defect(
        "a video that plays by itself", "pictures", TEXT, *inside_main("<video aria-label='Visite' autoplay></video>")
    ),
    Defect("a table without a caption", "tables", TABLE, r"<caption.*?</caption>", ""),
    Defect("a table without headings", "tables", TABLE, r' scope="(col|row)"', ""),
    Defect("help in another order", "help", TEXT, r'data-help="ecrire"', 'data-help="venir"'),
    Defect("a field without a label", "names", FORM, r'<label class="govuk-label.*?</label>', ""),
    Defect(
        "a placeholder for a label",
        "names",
        FORM,
        r'<label class="govuk-label.*?</label>(.*?)<input type="email"',
        r'\1<input placeholder="Adresse" type="email"',
    ),
    Defect("a choice whose group has no name", "names", CHOICE, r"<legend.*?</legend>", ""),
    Defect(
        "a button without a name",
        "names",
        FORM,
        *inside_main("<button type='button'><svg aria-hidden='true'></svg></button>"),
    ),
    Defect("a hint that is not read with its field", "descriptions", FORM, r'aria-describedby="id_email_helptext"', ""),
    Defect(
        "an error that is not read with its field",
        "descriptions",
        WRONG,
        r'aria-describedby="[^"]*id_email_error"',
        'aria-describedby="id_email_helptext"',
    ),
    Defect("a wrong field that does not say so", "descriptions", WRONG, r' aria-invalid="true"', ""),
    Defect("no error summary", "errors", WRONG, r'class="govuk-error-summary"', 'class="box"'),
    Defect("a summary that leads nowhere", "errors", WRONG, r'href="#id_email"', 'href="#id_courriel"'),
    Defect("a summary that is not announced", "errors", WRONG, r' role="alert"', ""),
    Defect("a summary without the focus", "errors", WRONG, r'data-module="govuk-error-summary"', ""),
    Defect("no autocomplete token", "autocomplete", FORM, r' autocomplete="email"', ""),
    Defect("the wrong autocomplete token", "autocomplete", FORM, r'autocomplete="email"', 'autocomplete="name"'),
    Defect(
        "a target of 16 px",
        "targets",
        TEXT,
        *inside_main(
            "<p><a href='/rien' style='display:block;height:16px;width:90px;overflow:hidden'>Ici même</a></p>"
        ),
    ),
    Defect(
        "a button of 30 px in a form",
        "targets",
        FORM,
        *style("main form .govuk-button { height: 30px; min-height: 0; padding: 0 }"),
    ),
    Defect("a block of a fixed width", "reflow", TEXT, *style("main h1 { width: 1400px }")),
    Defect("text cut off", "reflow", TEXT, *style("main h1 { height: 20px; overflow: hidden }")),
    Defect(
        "a box that does not grow with its text",
        "text at 200 %",
        TEXT,
        *style("main h1 { height: 70px; overflow: hidden }"),
    ),
    Defect(
        "a box with no room for spacing",
        "text spacing",
        TEXT,
        *style(
            "header.top nav { height: 60px; overflow: hidden } main .lead { line-height: 1; height: 2.4em; max-width: 24em; overflow: hidden }"
        ),
    ),
    Defect(
        "a button without an edge", "forced colours", FORM, *style("main form .govuk-button { border: 0; outline: 0 }")
    ),
    Defect(
        "endless motion",
        "motion",
        TEXT,
        *style("@keyframes turn { to { rotate: 360deg } } main h1 { animation: turn 2s infinite !important }"),
    ),
    Defect(
        "no visible focus",
        "keyboard",
        FORM,
        *style(
            "#id_email, #id_email:focus { outline: 0 !important; box-shadow: none !important; border: 1px solid #777 !important; background: #fff !important }"
        ),
    ),
    Defect(
        "a bar over the focus",
        "keyboard",
        TEXT,
        *style("main::before { content: ''; position: fixed; inset: 0; background: #fff; z-index: 99 }"),
    ),
    Defect("a tabindex of its own", "keyboard", FORM, r"<input type=\"email\"", '<input tabindex="5" type="email"'),
    Defect(
        "a trap",
        "keyboard",
        FORM,
        *script("document.querySelector('#id_email').onkeydown = event => event.preventDefault()"),
    ),
    Defect(
        "a control for the mouse only",
        "keyboard",
        FORM,
        *inside_main("<div role='button' onclick='void 0'>Envoyer</div>"),
    ),
    Defect(
        "an order other than the one seen",
        "keyboard",
        FORM,
        *inside_main(
            "<p style='display:flex;flex-direction:row-reverse;justify-content:flex-end'><a href='/a'>Un</a><a href='/b'>Deux</a></p>"
        ),
    ),
    Defect("text too pale", "axe", TEXT, *inside_main("<p style='color: #999; background: #fff'>Trop pâle</p>")),
    Defect("an item outside a list", "axe", TEXT, *inside_main("<div><li>Seul</li></div>")),
    Defect(
        "an ARIA state that does not exist",
        "axe",
        FORM,
        r"<input type=\"email\"",
        '<input aria-requird="true" type="email"',
    ),
    Defect(
        "zoom forbidden", "axe", TEXT, r"width=device-width, initial-scale=1", "width=device-width, user-scalable=no"
    ),
    Defect("17 and 112 without 114", "114", FORM, r"114", "0"),
]
