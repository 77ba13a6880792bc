"""Elasticsearch 8: one index a language behind an alias, so that a new one takes the old one's place at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError, helpers
from elasticsearch.dsl import Index, Q, Search
from elasticsearch.dsl.query import Query

from home.findable import Part
from search.documents import Document
from search.engines.asking import FACETS, EngineDown, Found, Group, Match, Question
from search.engines.mapping import LANGUAGES, PARTS, page_document

ANSWER_SECONDS = 1.0  # visitors then get the database's answer, all within 1.5 s
INDEX_SECONDS = 20
WEIGHTS = {"title": 10, "summary": 5, "headings": 3, "body": 1}
SUB_FIELDS = {Match.EXACT: ".exact", Match.PREFIX: ".opening"}
MOST_VALUES = 50


class Elastic:
    """Its errors leave as `EngineDown`, whatever they are."""

    def __init__(self, url: str, prefix: str, **options: Any) -> None:
        self.prefix = prefix
        self.client = Elasticsearch(url, request_timeout=ANSWER_SECONDS, max_retries=0, **options)
        self.patient = self.client.options(request_timeout=INDEX_SECONDS)
        self.threads = ThreadPoolExecutor(4, thread_name_prefix="elasticsearch")

    def alias(self, language: str) -> str:
        return f"{self.prefix}-{language}"

    # ---- asking

    def search(self, question: Question, *, start: int, stop: int) -> Found:
        found = self.within(lambda: self.answer(question, start, stop, question.needed), ANSWER_SECONDS)
        if found.total or question.needed == 1:
            return found
        return self.within(lambda: self.answer(question, start, stop, 1), ANSWER_SECONDS)

    def answer(self, question: Question, start: int, stop: int, needed: int) -> Found:
        search = Search(using=self.client, index=self.alias(question.language)).source(False)
        search = search.query(ranked(question, needed)).extra(track_total_hits=True)[start:stop]
        chosen = {name: Q("term", **{name: value}) for name, value in question.facets.items()}
        if chosen:
            search = search.post_filter("bool", filter=list(chosen.values()))
        for name in FACETS:
            others = [query for other, query in chosen.items() if other != name] or [Q("match_all")]
            search.aggs.bucket(name, "filter", Q("bool", filter=others)).bucket(
                "values", "terms", field=name, size=MOST_VALUES
            )
        response = search.execute()
        total = response.to_dict()["hits"]["total"]["value"]
        return Found([int(hit.meta.id) for hit in response], total, counted(response))

    def within(self, ask: Callable[[], Any], seconds: float) -> Any:
        """The answer, or EngineDown after so long: a socket's own timeout starts again with every byte."""
        try:
            return self.threads.submit(ask).result(timeout=seconds)
        except Exception as error:  # whatever an engine does wrong, visitors get the database's answer
            raise EngineDown(type(error).__name__) from None

    # ---- keeping

    def put(self, document: Document, version: int) -> None:
        """Keep a page unless a later version of it is there."""
        with _as_down():
            try:
                self.patient.index(
                    index=self.alias(document.language),
                    id=str(document.page.pk),
                    document=source(document),
                    version=version,
                    version_type="external_gte",
                    require_alias=True,
                )
            except ConflictError:
                return

    def remove(self, page_id: int, version: int) -> None:
        with _as_down():
            for language in LANGUAGES:
                try:
                    self.patient.delete(
                        index=self.alias(language), id=str(page_id), version=version, version_type="external_gte"
                    )
                except ConflictError:
                    continue
                except NotFoundError as error:
                    if "error" in error.body:  # the index is missing, not the page
                        raise

    def replace_all(self, documents: Iterable[Document], version: int) -> None:
        """Fill new indices, one document in memory at a time; then the aliases pass to them, and the old ones go."""
        with _as_down():
            fresh = {language: f"{self.alias(language)}-{version}" for language in LANGUAGES}
            for language, name in fresh.items():
                self.create(name, language)
            for _done in helpers.streaming_bulk(self.patient, actions(documents, fresh, version), chunk_size=100):
                pass
            self.patient.indices.refresh(index=",".join(fresh.values()))
            self.pass_aliases(fresh)

    def create(self, name: str, language: str) -> None:
        index = Index(name, using=self.patient)
        index.settings(number_of_shards=1, auto_expand_replicas="0-1")
        index.document(page_document(language))
        if index.exists():
            index.delete()
        index.create()

    def pass_aliases(self, fresh: dict[str, str]) -> None:
        old = [name for name in self.patient.indices.get(index=f"{self.prefix}-*") if name not in fresh.values()]
        moves: list[dict[str, Any]] = [
            {"add": {"index": name, "alias": self.alias(language)}} for language, name in fresh.items()
        ]
        moves += [{"remove_index": {"index": name}} for name in old if self.is_ours(name)]
        self.patient.indices.update_aliases(actions=moves)

    def is_ours(self, name: str) -> bool:
        return any(name.startswith(f"{self.alias(language)}-") for language in LANGUAGES)

    def versions(self) -> Iterator[tuple[int, int]]:
        """Every page that is kept, with its version."""
        with _as_down():
            for language in LANGUAGES:
                hits = helpers.scan(self.patient, index=self.alias(language), version=True, _source=False, size=500)
                yield from ((int(hit["_id"]), hit["_version"]) for hit in hits)

    def is_empty(self) -> bool:
        """Whether the server is there without our index."""
        with _as_down():
            return not all(self.patient.indices.exists_alias(name=self.alias(language)) for language in LANGUAGES)

    def refresh(self) -> None:
        """Have what was just kept found at once; it would be within a second."""
        with _as_down():
            self.patient.indices.refresh(index=f"{self.prefix}-*")


@contextmanager
def _as_down() -> Iterator[None]:
    """Turns whatever goes wrong inside into `EngineDown`, without its text, which may quote a page."""
    try:
        yield
    except Exception as error:
        raise EngineDown(type(error).__name__) from None


def ranked(question: Question, needed: int) -> Query:
    strong = [idea(group) for group in question.groups if group.strong]
    weak = [idea(group) for group in question.groups if not group.strong]
    query = Q(
        "bool",
        must=[Q("bool", should=strong, minimum_should_match=needed)],
        should=weak,
        must_not=[Q("ids", values=[str(page_id) for page_id in question.excluded])],
    )
    factor = {"field": "boost", "missing": 1}
    return Q("function_score", query=query, field_value_factor=factor, boost_mode="multiply")


def idea(group: Group) -> Query:
    return Q("dis_max", queries=[met_by(words, match) for words, match in group.alternatives])


def met_by(words: Sequence[str], match: Match) -> Query:
    fields = [f"{part}{SUB_FIELDS.get(match, '')}^{weight}" for part, weight in WEIGHTS.items()]
    phrase = {"type": "phrase", "slop": 2} if len(words) > 1 else {}
    return Q("multi_match", query=" ".join(words), fields=fields, tie_breaker=0.3, boost=match.value, **phrase)


def counted(response: Any) -> dict[str, dict[str, int]]:
    buckets = {name: response.aggregations[name]["values"].buckets for name in FACETS}
    return {name: {bucket.key: bucket.doc_count for bucket in found} for name, found in buckets.items() if found}


def source(document: Document) -> dict[str, Any]:
    """The document as it is kept: texts, values to narrow down by, and nothing else."""
    kept: dict[str, Any] = {name: document.texts[Part(at)] for at, name in enumerate(PARTS)}
    for name, value in sorted(document.facets):
        kept.setdefault(name, []).append(value)
    return kept | {"boost": document.page.findable.boost, "is_sensitive": document.page.quick_exit}


def actions(documents: Iterable[Document], names: dict[str, str], version: int) -> Iterator[dict[str, Any]]:
    for document in documents:
        if document.language in names:
            yield {
                "_index": names[document.language],
                "_id": str(document.page.pk),
                "_version": version,
                "_version_type": "external_gte",
                "_source": source(document),
            }
