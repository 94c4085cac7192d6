"""What a query asks of an index: the `Query` tree with its words turned into terms.

Both engines and the marking of hits work on plans, so that they agree on what a word is. Fields: "body" holds the
terms of text and title, "title" those of the title; "source", "author", "path" and "tags" hold folded forms that are
not stemmed; "kind" is compared whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.index.analysis import STOP_WORDS, Analyser, fold, is_ideographic
from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Like,
    Listed,
    Named,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)

FIELDS = {None: "body", "title": "title", "source": "source", "author": "author", "path": "path", "tag": "tags"}
"""The field of the index for each field of a query."""

FAR = 100
"""The most words that a phrase may have between neighbours; title and text stand further apart in "body"."""

FEWEST_LOOSE = 3
"""Words side by side that may be loosened; of one or two, all are wanted."""

ENOUGH = 10
"""As many documents with all the words of a longer question are all that is found; for the shortest, one is enough."""

FIRST_DAY, LAST_DAY = 1, 99991231


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with a term; `optional` ones only raise the score."""

    field: str
    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Documents with a word that begins so, by its term or, in "body", by its folded form."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """Documents with terms in this order, at most `slop` others between neighbours; `open` leaves the last unfinished.

    `forms` are the folded forms of the terms.
    """

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """Documents with one of these entity keys; `name` is the phrase to mark in the text."""

    keys: tuple[int, ...]
    name: Plan


@dataclass(frozen=True, slots=True)
class Days:
    """Documents dated from `first` to `last`, days as YYYYMMDD, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class All:
    """All documents."""


@dataclass(frozen=True, slots=True)
class Empty:
    """No document."""


@dataclass(frozen=True, slots=True)
class Both:
    """Documents that match every item; `loose` ones are widened by `loosened`."""

    items: tuple[Plan, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Some:
    """Documents that match two items or more."""

    items: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Documents that match one item or more."""

    items: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that do not match the item."""

    item: Plan


Plan = Term | Start | Series | Keys | Days | All | Empty | Both | Some | Either | Without


def day_number(iso: str | None) -> int:
    """Return an ISO day as YYYYMMDD, 0 for None or what is no day."""
    digits = (iso or "")[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0


def plan(query: Query, analyser: Analyser) -> Plan:
    """Return what `query` asks of the index; words that the analysis leaves nothing of are skipped."""
    made = _made(query, analyser)
    return All() if made is None else made


def _made(query: Query, analyser: Analyser) -> Plan | None:
    """Return the plan of a query, None where nothing is left of it."""
    match query:
        case Word(field="type") | Prefix(field="type") | Phrase(field="type"):
            return _kind(query)
        case Word():
            return _word(query, analyser)
        case Prefix():
            return _series(query.text, query.field, 0, True, analyser)
        case Phrase():
            return _series(query.text, query.field, min(max(query.slop, 0), FAR - 1), False, analyser)
        case Named():
            return Keys(query.keys, _series(query.text, None, 0, query.prefix, analyser) or Empty())
        case DateRange():
            return Days(day_number(query.begin) or FIRST_DAY, day_number(query.end) or LAST_DAY)
        case And():
            made = [item for item in (_made(item, analyser) for item in query.items) if item is not None]
            return _both(made, query.loose)
        case Or():
            parts = (_made(item, analyser) for item in query.items)
            items = list(dict.fromkeys(item for item in parts if item is not None))
            return Either(tuple(items)) if len(items) > 1 else (items[0] if items else None)
        case Not():
            item = _made(query.item, analyser)
            return None if item is None else Without(item)
        case Everything():
            return All()
        case Nothing() | Wildcard() | Fuzzy() | Exact() | Listed() | Like():
            return Empty()


def _kind(query: Word | Prefix | Phrase) -> Plan:
    """Return what asks for a kind of document, which is compared as it is."""
    text = query.text.strip(" .")
    kind = fold(text) if text else ""
    return Start("kind", kind) if isinstance(query, Prefix) and kind else Term("kind", kind)


def _word(word: Word, analyser: Analyser) -> Plan | None:
    return _series(word.text, word.field, 0, word.field == "path", analyser)


def _series(text: str, field: str | None, slop: int, unfinished: bool, analyser: Analyser) -> Plan | None:
    """Return the plan of words that stand in a row."""
    name = FIELDS.get(field, "body")
    stemmed = name in ("body", "title")
    pairs = analyser.pairs(text)
    if not pairs:
        return None
    terms = [term if stemmed else folded for term, folded in pairs]
    if is_ideographic(terms[-1]) and len(terms[-1]) == 1:
        # the last character of a run: it begins a pair wherever the run goes on
        if len(terms) > 1 and is_ideographic(terms[-2]) and terms[-2][-1] == terms[-1]:
            terms.pop()
        else:
            unfinished = True
    elif unfinished:
        terms[-1] = pairs[-1][1]
    if len(terms) == 1:
        return Start(name, terms[0]) if unfinished else Term(name, terms[0])
    return Series(name, tuple(terms), slop, unfinished)


def _both(items: list[Plan], loose: bool) -> Plan | None:
    """Join items that must all match; stop words need not when something else says what is wanted."""
    if not items:
        return None
    items = list(dict.fromkeys(items))
    needed = [item for item in items if not _is_stop(item)]
    if any(not isinstance(item, Without | Days | All) for item in needed):
        items = needed
    return items[0] if len(items) == 1 else Both(tuple(items), loose and len(items) >= FEWEST_LOOSE)


def _is_stop(item: Plan) -> bool:
    """Say whether an item asks for stop words only."""
    if isinstance(item, Both):
        return all(map(_is_stop, item.items))
    return isinstance(item, Term) and item.field == "body" and item.text in STOP_WORDS


def loosened(plan: Plan) -> Plan:
    """Return `plan` with two or more of the items wanted where it has loose ones; itself if it has none.

    What must not match stays as it is.
    """
    match plan:
        case Both(items, loose):
            return Some(tuple(dict.fromkeys(_apart(items)))) if loose else Both(tuple(map(loosened, items)))
        case Either(items):
            return Either(tuple(map(loosened, items)))
        case _:
            return plan


def _apart(items: tuple[Plan, ...]) -> Iterator[Plan]:
    """Yield items, the parts of words like `load-bearing` one by one."""
    for item in items:
        if isinstance(item, Series) and not item.open:
            yield from (Term(item.field, term) for term in item.terms if term not in STOP_WORDS)
        else:
            yield item


def enough(plan: Plan) -> int:
    """Return how many documents with all the words leave no need for others that have some of them."""
    match plan:
        case Both(items, True):
            return ENOUGH if len(items) > FEWEST_LOOSE else 1
        case Both(items) | Either(items):
            return max(map(enough, items), default=0)
        case _:
            return 0
