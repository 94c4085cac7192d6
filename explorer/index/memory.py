"""The index without files: every document is looked at for every query.

It has the same analysis and plans as the real one and nothing else of it, so that each keeps the other honest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from explorer.index.analysis import Analyser, raw_tokens
from explorer.index.marks import Marker
from explorer.index.order import date_order
from explorer.index.plan import (
    All,
    Both,
    Days,
    Either,
    Empty,
    Keys,
    Plan,
    Series,
    Some,
    Start,
    Term,
    Without,
    day_number,
    enough,
    loosened,
    plan,
)
from explorer.index.words import Speller, countable
from explorer.model.query import Page, Query, Sort
from explorer.model.results import Match, Matches
from explorer.model.span import Span
from explorer.ports import IndexDocument

Token = tuple[str, str]
"""A term and its folded form."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A document taken apart; a text and its title are two rows of "body"."""

    document: IndexDocument
    rows: Mapping[str, tuple[Sequence[Token], ...]]


class MemoryIndex:
    """An index and its writer in one; a change is seen after `commit` and `refresh`."""

    def __init__(self) -> None:
        self._analyser = Analyser()
        self._marker = Marker(self._analyser)
        self._waiting: dict[int, _Known] = {}
        self._committed: dict[int, _Known] = {}
        self._seen: dict[int, _Known] = {}

    # the writer

    def put(self, document: IndexDocument) -> None:
        """Add a document, or replace the one of the same number."""
        pairs = self._analyser.pairs
        title, text = pairs(document.title), pairs(document.text)
        folded = {
            name: ([(form, form) for _, form in pairs(value)],)
            for name, value in (
                ("source", document.source),
                ("author", document.author),
                ("path", document.path),
                ("tags", "\n".join(document.tags)),
            )
        }
        kind = document.kind.casefold()
        self._waiting[document.id] = _Known(
            document, {"body": (text, title), "title": (title,), "kind": ([(kind, kind)],), **folded}
        )

    def remove(self, document: int) -> None:
        """Take a document out."""
        self._waiting.pop(document, None)

    def commit(self) -> None:
        """Make what was put and removed visible to the next refresh."""
        self._committed = dict(self._waiting)

    # the index

    def search(self, query: Query, page: Page, sort: Sort = Sort.RELEVANCE) -> Matches:
        """Return one page of documents that match; the score is how often the query's words occur, title twice."""
        wanted = plan(query, self._analyser)
        found, whole = self._found(wanted)
        counted = wanted if whole is None else loosened(wanted)
        scores = {number: float(self._count(counted, self._seen[number])) for number in found}
        most = max(scores.values(), default=0.0)
        rows = []
        for number, score in scores.items():
            raised = score + most if whole and number in whole else score
            rows.append((*date_order(sort, raised, day_number(self._seen[number].document.date)), number, raised))
        rows.sort()
        first = max(0, page.offset)
        shown = rows[first : first + max(0, page.limit)]
        matches = tuple(Match(number, score) for *_, number, score in shown)
        return Matches(matches, len(rows), None if whole is None else len(whole))

    def matching(self, query: Query) -> Iterable[int]:
        """Return the numbers of all documents that match, in no order."""
        return self._found(plan(query, self._analyser))[0]

    def _found(self, wanted: Plan) -> tuple[set[int], set[int] | None]:
        """Return what matches, and which of it has all the words if there is more."""
        found = {number for number, known in self._seen.items() if self._matches(wanted, known)}
        if len(found) >= enough(wanted):
            return found, None
        wider = loosened(wanted)
        return {number for number, known in self._seen.items() if self._matches(wider, known)}, found

    def spans(self, query: Query, text: str, field: str | None = None) -> list[Span]:
        """Return the spans of `text` that a query's words, prefixes and phrases hit: ascending, not overlapping."""
        return self._marker.spans(plan(query, self._analyser), text, field)

    def similar(self, word: str, limit: int) -> list[str]:
        """Return words of the corpus spelled like `word`, likeliest first, as they are written in the corpus."""
        counts: Counter[str] = Counter()
        for known in self._seen.values():
            for text in (known.document.title, known.document.text):
                counts.update(filter(countable, raw_tokens(text)))
        return Speller(counts.items()).similar(word, limit)

    def refresh(self) -> bool:
        """See what has been committed since; say whether anything has."""
        changed = self._seen != self._committed
        self._seen = self._committed
        return changed

    def close(self) -> None:
        """Let go of nothing."""

    def _matches(self, wanted: Plan, known: _Known) -> bool:
        match wanted:
            case All():
                return True
            case Empty():
                return False
            case Both(items):
                return all(self._matches(item, known) for item in items)
            case Some(items):
                return sum(self._matches(item, known) for item in items) > 1
            case Either(items):
                return any(self._matches(item, known) for item in items)
            case Without(item):
                return not self._matches(item, known)
            case Keys(keys):
                return not set(keys).isdisjoint(known.document.keys)
            case Days(first, last):
                day = day_number(known.document.date)
                return day != 0 and first <= day <= last
            case _:
                return self._occurrences(wanted, known, wanted.field) > 0

    def _count(self, wanted: Plan, known: _Known) -> int:
        match wanted:
            case Both(items) | Some(items) | Either(items):
                return sum(self._count(item, known) for item in items)
            case Term() | Start() | Series():
                again = self._occurrences(wanted, known, "title") if wanted.field == "body" else 0
                return self._occurrences(wanted, known, wanted.field) + again
            case Keys():
                return int(self._matches(wanted, known))
            case _:
                return 0

    @staticmethod
    def _occurrences(leaf: Term | Start | Series, known: _Known, field: str) -> int:
        rows = known.rows[field]
        match leaf:
            case Term(_, text):
                return sum(term == text for row in rows for term, _ in row)
            case Start(_, text):
                return sum(term.startswith(text) or form.startswith(text) for row in rows for term, form in row)
            case Series():
                return sum(_in_row(leaf, row) for row in rows)


def _in_row(series: Series, row: Sequence[Token]) -> int:
    """Count the ends of the places where the terms stand in their order, near enough."""
    last = len(series.terms) - 1
    places = []
    for number, wanted in enumerate(series.terms):
        loose = series.open and number == last
        places.append(
            [
                at
                for at, (term, form) in enumerate(row)
                if (term == wanted if not loose else term.startswith(wanted) or form.startswith(wanted))
            ]
        )
    ends = {
        chosen[-1]
        for chosen in product(*places)
        if all(0 < right - left <= series.slop + 1 for left, right in pairwise(chosen))
    }
    return len(ends)
