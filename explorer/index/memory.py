"""The index without files: every document is looked at for every query.

It has the same analysis and plans as the real one and nothing else of it, so that each keeps the other honest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from explorer.index import plainly
from explorer.index.analysis import ENGLISH, Analyser, Analysers, fold, raw_tokens
from explorer.index.lighting import Lights
from explorer.index.looking import Known, Looking
from explorer.index.nodes import Plan, Slot, day_number, enough, loosened
from explorer.index.order import date_order, recency
from explorer.index.plan import FIELDS, VALUES, plan
from explorer.index.words import similar
from explorer.model.query import Page, Query, Sort
from explorer.model.results import Explained, Facets, Match, Matches, Part, Spot
from explorer.model.span import Span
from explorer.ports import Cancelled, IndexDocument
from explorer.values import dataclass


class _GivenUp(Exception):
    """Nobody wants the answer any more."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What matches: the plan it is scored by, its documents, and which of them have all the words if there are more."""

    looking: Looking
    plan: Plan
    numbers: set[int]
    whole: set[int] | None


class MemoryIndex:
    """An index and its writer in one; a change is seen after `commit` and `refresh`."""

    def __init__(self, language: str = ENGLISH) -> None:
        self._analysers = Analysers(language)
        self._waiting: dict[int, Known] = {}
        self._committed: dict[int, Known] = {}
        self._seen: dict[int, Known] = {}

    # the writer

    def put(self, document: IndexDocument) -> None:
        """Add a document, or replace the one of the same number."""
        analyser = self._analysers.of(document.language)
        title, text = analyser.tellings(document.title), analyser.tellings(document.text)
        words = (
            ("source", document.source),
            ("author", document.author),
            ("path", document.path),
            ("tags", "\n".join(document.tags)),
        )
        folded = {name: ([(form, form, form) for form in analyser.folded(value)],) for name, value in words}
        values = {
            name: ([(value, value, value)],)
            for name, value in (("kind", document.kind.casefold()), ("lang", document.lang))
        }
        self._waiting[document.id] = Known(document, {"body": (text, title), "title": (title,), **values, **folded})

    def remove(self, document: int) -> None:
        """Take a document out."""
        self._waiting.pop(document, None)

    def commit(self) -> None:
        """Make what was put and removed visible to the next refresh."""
        self._committed = dict(self._waiting)

    # the index

    def search(
        self, query: Query, page: Page, sort: Sort = Sort.RELEVANCE, cancelled: Cancelled | None = None
    ) -> Matches:
        """Return one page of documents that match; the score is how often the query's words occur, title twice."""
        try:
            found = self._found(query, cancelled)
            rows = sorted(self._rows(found, sort, cancelled))
        except _GivenUp:
            return Matches((), 0)
        first = max(0, page.offset)
        shown = rows[first : first + max(0, page.limit)]
        matches = tuple(Match(number, score) for *_, number, score in shown)
        whole = None if found.whole is None else len(found.whole)
        return Matches(matches, len(rows), whole, found.looking.notices)

    def matching(self, query: Query) -> Iterable[int]:
        """Return the numbers of all documents that match, in no order."""
        return self._found(query).numbers

    def spans(self, query: Query, text: str, field: str | None = None, language: str = "") -> list[Span]:
        """Return the spans of `text` that a query's words, prefixes and phrases hit: ascending, not overlapping."""
        analyser = self._analysers.of(language)
        looking = Looking(self._planned(query, analyser), self._seen)
        return plainly.spans(looking.plan, analyser, text, FIELDS.get(field, "body"))

    def lit(self, query: Query, texts: Sequence[str], field: str | None = None, language: str = "") -> list[list[Spot]]:
        """Return for each of some texts the same as `spans`, with the part of the query that each hit is."""
        return self._lights(query, language).lit(texts, field)

    def lit_page(
        self, query: Query, titles: Sequence[str], texts: Sequence[str], language: str = ""
    ) -> tuple[list[list[Spot]], list[list[Spot]]]:
        """Return the hits in each of some titles, and those in each of some texts: the same as `lit`, sooner."""
        return self._lights(query, language).page(titles, texts)

    def _lights(self, query: Query, language: str) -> Lights:
        analyser, documents = self._analysers.of(language), self._seen.values()
        looking = Looking(self._planned(query, analyser), self._seen)

        def having(slot: Slot) -> int:
            return sum(looking.matches(slot, known) for known in documents)

        return Lights(looking.plan, analyser, having, len(documents))

    def locate(self, query: Query, document: int, length: int, language: str = "") -> None:
        """Return None: this index knows no more of a long document than its text."""

    def similar(self, word: str, limit: int) -> list[str]:
        """Return words of the corpus spelled like `word`, likeliest first, as they are written in the corpus."""
        texts = (text for known in self._seen.values() for text in (known.document.title, known.document.text))
        return similar((raw for text in texts for raw in raw_tokens(text)), word, limit, self._spoken())

    def facets(self, query: Query, limit: int) -> Facets:
        """Count all documents that match by their columns and by the keys of their entities."""
        found = [self._seen[number].document for number in self.matching(query)]
        return Facets(
            len(found),
            _most_frequent((each.kind for each in found), limit),
            _most_frequent((each.source for each in found if each.source), limit),
            _most_frequent((each.date[:4] for each in found if each.date and day_number(each.date)), limit),
            _most_frequent(filter(None, (_folder(each.path) for each in found)), limit),
            _most_frequent((tag for each in found for tag in set(each.tags)), limit),
            _most_frequent((each.lang for each in found if each.lang), limit),
            _most_frequent((key for each in found for key in set(each.keys)), limit),
        )

    def count(self, query: Query, groups: Sequence[Sequence[int]]) -> list[int]:
        """Return for each group of entity keys how many of the documents that match have one of them or more."""
        keys = [frozenset(self._seen[number].document.keys) for number in self.matching(query)]
        return [sum(not each.isdisjoint(group) for each in keys) for group in groups]

    def terms(self, prefix: str, field: str | None, limit: int) -> tuple[tuple[str, int], ...]:
        """Return words that begin so, case and accents folded, with the documents that have them, most first."""
        name = VALUES.get(field or "") or FIELDS.get(field, "body")
        begun = fold(prefix) if prefix else ""
        having: Counter[str] = Counter()
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for known in self._seen.values():
            tokens = [token for row in known.rows[name] for token in row if token[1].startswith(begun) and token[1]]
            having.update({folded for _, folded, _ in tokens})
            for _, folded, exact in tokens:
                forms[folded][exact] += 1
        best = sorted(having.items(), key=lambda each: (-each[1], each[0]))[: max(0, limit)]
        return tuple((min(forms[form].items(), key=lambda each: (-each[1], each[0]))[0], count) for form, count in best)

    def explain(self, query: Query, document: int, sort: Sort = Sort.RELEVANCE) -> Explained | None:
        """Return what makes up a document's score, which adds up to that of `search`; None if it does not match."""
        found = self._found(query)
        if document not in found.numbers:
            return None
        known = self._seen[document]
        parts = list(found.looking.parts(found.plan, known))
        if found.whole and document in found.whole:
            parts.append(Part("all words", "all words", self._most(found)))
        score = sum(part.points for part in parts)
        if sort is Sort.RECENT:
            weighed = score * self._recency(known)
            parts.append(Part(known.document.date or "undated", "recent", weighed - score))
            score = weighed
        return Explained(document, score, tuple(parts))

    def refresh(self) -> bool:
        """See what has been committed since; say whether anything has."""
        changed = self._seen != self._committed
        self._seen = self._committed
        return changed

    def close(self) -> None:
        """Let go of nothing."""

    # how

    def _planned(self, query: Query, *more: Analyser) -> Plan:
        """Return the plan of a query in each language that there are documents in."""
        return plan(query, *dict.fromkeys((*self._spoken(), *more)))

    def _spoken(self) -> list[Analyser]:
        """Return the analysers of the languages that there are documents in, the corpus's own first."""
        languages = sorted({known.document.language for known in self._seen.values()})
        return [self._analysers.own, *map(self._analysers.of, languages)]

    def _found(self, query: Query, cancelled: Cancelled | None = None) -> _Found:
        """Return what matches; raises _GivenUp."""
        looking = Looking(self._planned(query), self._seen)
        found = set(self._matching(looking, looking.plan, cancelled))
        if len(found) >= enough(looking.plan):
            return _Found(looking, looking.plan, found, None)
        wider = loosened(looking.plan)
        return _Found(looking, wider, set(self._matching(looking, wider, cancelled)), found)

    def _matching(self, looking: Looking, wanted: Plan, cancelled: Cancelled | None) -> Iterator[int]:
        for number, known in self._seen.items():
            if cancelled and cancelled():
                raise _GivenUp
            if looking.matches(wanted, known):
                yield number

    def _rows(self, found: _Found, sort: Sort, cancelled: Cancelled | None) -> Iterator[tuple[float, int, int, float]]:
        """Yield what each document sorts by, its number and its score; raises _GivenUp."""
        most = self._most(found)
        for number in found.numbers:
            if cancelled and cancelled():
                raise _GivenUp
            known = self._seen[number]
            score = found.looking.score(found.plan, known) + (most if found.whole and number in found.whole else 0)
            if sort is Sort.RECENT:
                score *= self._recency(known)
            yield (*date_order(sort, score, day_number(known.document.date)), number, score)

    def _most(self, found: _Found) -> float:
        """Return what a document with all the words has more than any that has some of them."""
        if not found.whole:
            return 0.0
        return max(found.looking.score(found.plan, self._seen[number]) for number in found.numbers)

    def _recency(self, known: Known) -> float:
        newest = max((day_number(each.document.date) for each in self._seen.values()), default=0)
        return recency(day_number(known.document.date), newest)


Value = TypeVar("Value", str, int)


def _most_frequent(values: Iterable[Value], limit: int) -> tuple[tuple[Value, int], ...]:
    """Return what there is, with how often, most frequent first, then by value."""
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0]))[: max(0, limit)])


def _folder(path: str) -> str:
    folder = PurePosixPath(path).parent.as_posix()
    return "" if folder == "." else folder
