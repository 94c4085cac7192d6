"""The index that people search: a Whoosh index of our segments, evaluated and scored over whole lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from explorer.errors import IndexCorrupt, StorageError
from explorer.index import note
from explorer.index.analysis import ENGLISH, Analyser, Analysers
from explorer.index.damage import reading
from explorer.index.locate import Located
from explorer.index.nodes import Plan
from explorer.index.plan import FIELDS, VALUES, plan
from explorer.index.search.answering import Answer
from explorer.index.search.contents import open_content
from explorer.index.search.facets import Counter, counts_of
from explorer.index.search.kept import Caches
from explorer.index.search.leaves import Cancelled
from explorer.index.search.lighting import Lighting, Read
from explorer.index.search.matching import Evaluation
from explorer.index.search.snapshot import Segment, Snapshot
from explorer.index.search.typed import typed
from explorer.index.search.weights import WEIGHTS, Weights
from explorer.later import Later
from explorer.model.query import Page, Query, Sort
from explorer.model.results import Explained, Facets, Match, Matches, Spot
from explorer.model.span import Span

if TYPE_CHECKING:
    from explorer.index.search import completing, explaining
else:
    completing, explaining = Later("explorer.index.search.completing"), Later("explorer.index.search.explaining")

ATTEMPTS = 5
"""How often a state is looked for while another process commits."""


class WhooshIndex:
    """Reads an index; any thread may search while another refreshes."""

    def __init__(self, directory: Path, language: str = ENGLISH, weights: Weights = WEIGHTS) -> None:
        self._directory = directory
        self._language = language
        self._weights = weights
        self._analysers = Analysers(language)
        self._caches = Caches()
        self._counter = Counter()
        self._lighting = Lighting(self._plan)
        self._changing = Lock()
        self._snapshot: Snapshot | None = self._load(None)

    def search(
        self, query: Query, page: Page, sort: Sort = Sort.RELEVANCE, cancelled: Callable[[], bool] | None = None
    ) -> Matches:
        """Return one page of documents that match; raises IndexCorrupt."""
        snapshot = self._now()
        try:
            analysers = self._analysers_of(snapshot)
            planned = plan(query, *analysers)
            evaluation = Evaluation(snapshot, planned, cancelled)
            total, notices = evaluation.total, evaluation.leaves.notices
            whole = None if evaluation.whole is None else sum(map(len, evaluation.whole))
            first, wanted = max(0, page.offset), max(0, page.offset) + max(0, page.limit)
            if page.limit <= 0 or first >= total:
                return Matches((), total, whole, notices)
            found = self._answer(query, evaluation, sort).first(wanted)
            evaluation.leaves.answered()
            self._lighting.keep(Read(query, snapshot, analysers, planned, evaluation.leaves))
        except Cancelled:
            return Matches((), 0)
        numbers, scores = found.numbers[first:wanted].tolist(), found.scores[first:wanted].tolist()
        return Matches(tuple(map(Match, numbers, scores)), total, whole, notices)

    def matching(self, query: Query) -> Iterable[int]:
        """Return the numbers of all documents that match, in no order; raises IndexCorrupt."""
        evaluation = self._evaluation(query)
        parts = zip(evaluation.snapshot.segments, evaluation.found, strict=True)
        return [number for segment, found in parts for number in segment.content.numbers[found].tolist()]

    def facets(self, query: Query, limit: int) -> Facets:
        """Count all documents that match by their columns and by the keys of their entities; raises IndexCorrupt."""
        counter = self._counter
        return counter.facets(self._evaluation(query), limit)

    def count(self, query: Query, groups: Sequence[Sequence[int]]) -> list[int]:
        """Return for each group of entity keys how many of the documents that match have one of them or more."""
        return counts_of(self._evaluation(query), groups)

    def terms(self, prefix: str, field: str | None, limit: int) -> tuple[tuple[str, int], ...]:
        """Return words that begin so, case and accents folded, with the documents that have them, most first."""
        name = VALUES.get(field or "") or FIELDS.get(field, "body")
        return completing.beginning(self._now(), prefix, name, limit)

    def similar(self, word: str, limit: int) -> list[str]:
        """Return words of the corpus spelled like `word`, likeliest first, as they are written in the corpus."""
        snapshot = self._now()
        return completing.similar(snapshot, word, limit, self._analysers_of(snapshot))

    def explain(self, query: Query, document: int, sort: Sort = Sort.RELEVANCE) -> Explained | None:
        """Return what makes up a document's score, which adds up to that of `search`; None if it does not match."""
        evaluation = self._evaluation(query)
        return explaining.explained(evaluation, self._answer(query, evaluation, sort), document, sort)

    def spans(self, query: Query, text: str, field: str | None = None, language: str = "") -> list[Span]:
        """Return the spans of `text` that a query's words, prefixes and phrases hit: ascending, not overlapping.

        `field` says that `text` is a document's title, say; parts of the query for other fields mark nothing.
        `language` is that of the document.
        """
        return [Span(start, end) for start, end, _, _ in self.lit(query, (text,), field, language)[0]]

    def lit(self, query: Query, texts: Sequence[str], field: str | None = None, language: str = "") -> list[list[Spot]]:
        """Return for each of some texts the same as `spans`, with the part of the query that each hit is."""
        return self._lighting.lights(query, self._now(), self._analysers.of(language)).lit(texts, field)

    def lit_page(
        self, query: Query, titles: Sequence[str], texts: Sequence[str], language: str = ""
    ) -> tuple[list[list[Spot]], list[list[Spot]]]:
        """Return the hits in each of some titles, and those in each of some texts: the same as `lit`, sooner."""
        return self._lighting.lights(query, self._now(), self._analysers.of(language)).page(titles, texts)

    def locate(self, query: Query, document: int, length: int, language: str = "") -> Located | None:
        """Return where a query's hits stand in the text of a long document, `length` characters; raises IndexCorrupt.

        None if that has to be told by its text.
        """
        return self._lighting.located(query, self._now(), self._analysers.of(language), document, length)

    def refresh(self) -> bool:
        """See what has been committed since; say whether anything has; raises IndexCorrupt."""
        with self._changing:
            before = self._now()
            if self._noted().generation == before.generation:
                return False
            after = self._load(before)
            kept = {segment.content.name for segment in after.segments}
            if kept.isdisjoint(segment.content.name for segment in before.segments):
                self._counter = Counter()
            self._counter.keep(kept)
            self._snapshot = after
            self._lighting = Lighting(self._plan)
            return after.generation != before.generation

    def close(self) -> None:
        """Let go of files."""
        self._snapshot = None
        self._lighting = Lighting(self._plan)

    # how

    def _now(self) -> Snapshot:
        snapshot = self._snapshot
        if snapshot is None:
            raise StorageError("the index is closed")
        return snapshot

    def _analysers_of(self, snapshot: Snapshot) -> tuple[Analyser, ...]:
        """Return the analysers of the languages that there are documents in, the corpus's own first."""
        return tuple(dict.fromkeys((self._analysers.own, *map(self._analysers.of, snapshot.languages))))

    def _plan(self, query: Query, snapshot: Snapshot, *more: Analyser) -> Plan:
        return plan(query, *dict.fromkeys((*self._analysers_of(snapshot), *more)))

    def _evaluation(self, query: Query) -> Evaluation:
        snapshot = self._now()
        return Evaluation(snapshot, self._plan(query, snapshot))

    def _answer(self, query: Query, evaluation: Evaluation, sort: Sort) -> Answer:
        return Answer(evaluation, typed(query, self._analysers_of(evaluation.snapshot)), sort, self._weights)

    def _noted(self) -> note.Note:
        return note.read(self._directory, self._language)

    def _load(self, before: Snapshot | None) -> Snapshot:
        """Return the newest state, taking over the segments that `before` has read; raises IndexCorrupt."""
        noted = self._noted()
        for attempt in range(ATTEMPTS):
            try:
                note.verify(self._directory, noted)
                return self._read(noted, before)
            except IndexCorrupt:
                again = self._noted()
                if again == noted or attempt == ATTEMPTS - 1:
                    raise
                noted = again  # another process has committed meanwhile
        raise IndexCorrupt("the index changes faster than it can be read")

    def _read(self, noted: note.Note, before: Snapshot | None) -> Snapshot:
        known = {segment.content.name: segment.content for segment in (before.segments if before else ())}
        return Snapshot(
            noted.generation,
            tuple(
                Segment(known.get(each.name) or open_content(self._directory, each, self._caches), each.removed)
                for each in self._listed(noted)
            ),
        )

    def _listed(self, noted: note.Note) -> Sequence[note.Listed]:
        """Return the segments of a state of the index; raises IndexCorrupt."""
        if noted.segments is not None:
            return noted.segments
        from explorer.index.schema import read_listed  # Whoosh, which only notes that list no segments need

        with reading("table of contents"):
            return read_listed(self._directory, noted.generation, self._language)


def open_reader(directory: Path, language: str = ENGLISH) -> WhooshIndex:
    """Open the index in `directory`; raises IndexCorrupt when there is none that can be used."""
    return WhooshIndex(directory, language)


def check(directory: Path, language: str = ENGLISH) -> str | None:
    """Return why the index in `directory` cannot be used, None if it can."""
    try:
        WhooshIndex(directory, language).close()
    except IndexCorrupt as error:
        return str(error)
    return None
