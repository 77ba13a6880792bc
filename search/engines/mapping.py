"""The index of one language in Elasticsearch: its documents and how their words are compared."""

from elasticsearch.dsl import Boolean, Document, Float, Keyword, Text, analyzer, token_filter

LETTERS = ["lowercase", "asciifolding"]
ELISION = token_filter(
    "french_elision",
    "elision",
    articles_case=True,
    articles=["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"],
)
PIECES = token_filter(
    "pieces",
    "word_delimiter_graph",
    catenate_all=True,  # “Vill’âges” is also typed “villages”
    split_on_case_change=False,
    split_on_numerics=False,
)
OPENINGS = token_filter("openings", "edge_ngram", min_gram=3, max_gram=15)
LANGUAGES = {
    "fr": ([ELISION], "_french_", "light_french"),
    "en": ([], "_english_", "light_english"),
}
PARTS = ("title", "summary", "headings", "body")


def page_document(language: str) -> type[Document]:
    """Documents of a language. Each text is kept three times: stemmed, exact, and by the openings of its words."""
    elision, stop_words, algorithm = LANGUAGES[language]
    stop = token_filter(f"{language}_stop", "stop", stopwords=stop_words)
    stemmer = token_filter(f"{language}_stemmer", "stemmer", language=algorithm)
    pieces = [PIECES, "flatten_graph"]
    exact = analyzer(f"{language}_exact", tokenizer="standard", filter=[*elision, *pieces, *LETTERS])
    stemmed = analyzer(
        f"{language}_stemmed",
        tokenizer="standard",
        filter=[*elision, *pieces, "lowercase", stop, "asciifolding", stemmer],
    )
    opening = analyzer(f"{language}_opening", tokenizer="standard", filter=[*elision, *pieces, *LETTERS, OPENINGS])

    def text() -> Text:
        kept_as = {"exact": Text(analyzer=exact), "opening": Text(analyzer=opening, search_analyzer=exact)}
        return Text(analyzer=stemmed, fields=kept_as)

    class PageDocument(Document):
        title, summary, headings, body = text(), text(), text(), text()
        kind, programme, audience, place = Keyword(), Keyword(), Keyword(), Keyword()
        open, lsf, easy, language = Keyword(), Keyword(), Keyword(), Keyword()
        boost = Float()
        is_sensitive = Boolean()

    return PageDocument
