"""The index that people search: Whoosh's files, read and scored our way."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from pathlib import Path
from threading import Lock

from explorer.errors import IndexCorrupt, StorageError
from explorer.index import manifest, words
from explorer.index.analysis import ENGLISH, Analyser
from explorer.index.engine import SCORED, TOC, FileStorage
from explorer.index.evaluate import Evaluation, Found
from explorer.index.marks import Marker
from explorer.index.nearness import Nearness
from explorer.index.order import date_order
from explorer.index.plan import Plan, plan
from explorer.index.segment import Cache, Content, Segment, Snapshot, reading
from explorer.model.query import Page, Query, Sort
from explorer.model.results import Match, Matches
from explorer.model.span import Span

LEADING = 200
"""Documents, the best ones, of which it is looked at how near their words stand: the same ones for every page."""

ATTEMPTS = 5
"""How often a state is looked for while another process commits."""


class WhooshIndex:
    """Reads an index; any thread may search while another refreshes."""

    def __init__(self, directory: Path, language: str = ENGLISH) -> None:
        self._directory = directory
        self._language = language
        self._analyser = Analyser(language)
        self._marker = Marker(self._analyser)
        self._cache = Cache()
        self._planned: tuple[Query, Plan] | None = None
        self._changing = Lock()
        self._snapshot: Snapshot | None = self._load(None)
        self._speller = words.Speller(())
        self._speller_of = -1

    def search(self, query: Query, page: Page, sort: Sort = Sort.RELEVANCE) -> Matches:
        """Return one page of documents that match; raises IndexCorrupt."""
        snapshot = self._now()
        evaluation = Evaluation(snapshot, plan(query, self._analyser), self._analyser)
        found = evaluation.found()
        total = sum(len(part.documents) for part in found)
        wanted = max(0, page.offset) + max(0, page.limit)
        whole = None if evaluation.whole is None else sum(map(len, evaluation.whole))
        if total == 0 or page.limit <= 0 or page.offset >= total:
            return Matches((), total, whole)
        scored = evaluation.scores(found)
        rows = (row for part, scores in zip(found, scored, strict=True) for row in _rows(part, scores, sort))
        near = evaluation.nearness()
        if sort is Sort.RELEVANCE and near:
            best = nsmallest(max(wanted, LEADING), rows)
            best[:LEADING] = sorted(_raised(row, near) for row in best[:LEADING])
        else:
            best = nsmallest(wanted, rows) if wanted < total else sorted(rows)
        matches = tuple(Match(number, score) for _, _, number, score, *_ in best[max(0, page.offset) : wanted])
        return Matches(matches, total, whole)

    def matching(self, query: Query) -> Iterable[int]:
        """Return the numbers of all documents that match, in no order; raises IndexCorrupt."""
        found = Evaluation(self._now(), plan(query, self._analyser), self._analyser).found()
        return [part.segment.content.numbers[document] for part in found for document in part.documents]

    def spans(self, query: Query, text: str, field: str | None = None) -> list[Span]:
        """Return the spans of `text` that a query's words, prefixes and phrases hit: ascending, not overlapping.

        `field` says that `text` is a document's title, say; parts of the query for other fields mark nothing.
        """
        planned = self._planned
        if planned is None or planned[0] is not query:  # a page of hits asks for the same again and again
            planned = self._planned = (query, plan(query, self._analyser))
        return self._marker.spans(planned[1], text, field)

    def similar(self, word: str, limit: int) -> list[str]:
        """Return words of the corpus spelled like `word`, likeliest first, as they are written in the corpus."""
        generation = self._now().generation
        with self._changing:
            if self._speller_of != generation:
                self._speller = words.Speller(words.load(self._directory).items())
                self._speller_of = generation
            speller = self._speller
        return speller.similar(word, limit)

    def refresh(self) -> bool:
        """See what has been committed since; say whether anything has; raises IndexCorrupt."""
        with self._changing:
            before = self._now()
            if self._noted().generation == before.generation:
                return False
            self._snapshot = self._load(before)
            return self._snapshot.generation != before.generation

    def close(self) -> None:
        """Let go of files."""
        self._snapshot = None

    def _now(self) -> Snapshot:
        snapshot = self._snapshot
        if snapshot is None:
            raise StorageError("the index is closed")
        return snapshot

    def _noted(self) -> manifest.Manifest:
        return manifest.read(self._directory, self._language)

    def _load(self, before: Snapshot | None) -> Snapshot:
        """Return the newest state, taking over the segments that `before` has read; raises IndexCorrupt."""
        noted = self._noted()
        for attempt in range(ATTEMPTS):
            try:
                manifest.verify(self._directory, noted)
                return self._read(noted.generation, before)
            except IndexCorrupt:
                again = self._noted()
                if again == noted or attempt == ATTEMPTS - 1:
                    raise
                noted = again  # another process has committed meanwhile
        raise IndexCorrupt("the index changes faster than it can be read")

    def _read(self, generation: int, before: Snapshot | None) -> Snapshot:
        storage = FileStorage(str(self._directory))
        known = {segment.content.name: segment.content for segment in (before.segments if before else ())}
        with reading("table of contents"):
            contents = TOC.read(storage, "MAIN", gen=generation)
            listed = [(segment, frozenset(segment.deleted_docs())) for segment in contents.segments]
            lengths = {field: sum(segment._fieldlengths.get(field, 0) for segment, _ in listed) for field in SCORED}
            segments = tuple(
                Segment(known.get(segment.segment_id()) or Content(storage, segment, self._cache), removed)
                for segment, removed in listed
            )
        total = sum(segment.content.size for segment in segments) or 1
        return Snapshot(generation, segments, {field: length / total for field, length in lengths.items()})


Row = tuple[float, int, int, float, Content, int]
"""What a document is sorted by (two numbers), its number, its score, its segment and its number in that."""


def _rows(part: Found, scores: dict[int, float], sort: Sort) -> Iterable[Row]:
    """Yield a row for each document."""
    content = part.segment.content
    numbers, days = content.numbers, content.days
    for document, score in scores.items():
        yield (*date_order(sort, score, days[document]), numbers[document], score, content, document)


def _raised(row: Row, near: Nearness) -> Row:
    """Return a row of the order of relevance with the gain of words that stand near each other."""
    _, newest, number, score, content, document = row
    score += near.of(content, document)
    return -score, newest, number, score, content, document


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
