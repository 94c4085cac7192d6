"""What a query asks of an index: the `Query` tree with its words turned into terms and forms.

All engines and the marking of hits work on plans, so that they agree on what a word is. Fields: "body" holds the
terms of text and title, "title" those of the title; "source", "author", "path" and "tags" hold folded forms that are
not stemmed; "kind" and "lang" are compared whole.
"""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.index.alike import planned
from explorer.index.analysis import Analyser, fold
from explorer.index.nodes import (
    FAR,
    FEWEST_LOOSE,
    FIRST_DAY,
    LAST_DAY,
    All,
    Both,
    Days,
    Documents,
    Either,
    Empty,
    Forms,
    Keys,
    Plan,
    Shape,
    Term,
    Without,
    day_number,
    is_stop,
)
from explorer.index.wording import STEMMED, Wording, in_row, joined
from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Leaf,
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
"""The field of the index for each field of a query that holds words."""

VALUES = {"type": "kind", "lang": "lang"}
"""The field of the index for each field of a query that is compared whole."""

MOST_EDITS = 2
"""Beyond, nearly every short word is like every other."""

_ASKED = re.compile(r"\?+(?![^\W_]|[*?])")

Words = Word | Prefix | Phrase | Wildcard | Fuzzy | Exact


def plan(query: Query, *analysers: Analyser) -> Plan:
    """Return what `query` asks of the index; words that the analysis leaves nothing of are skipped.

    The first of the analysers is that of the corpus's own language; there is one for each language of the index.
    """
    made = _Planner(*analysers).made(query)
    return All() if made is None else made


class _Planner:
    """Makes plans of queries, None where nothing is left of one."""

    def __init__(self, *analysers: Analyser) -> None:
        self._analysers = analysers
        self._wording = Wording(analysers)

    def made(self, query: Query) -> Plan | None:
        """Return the plan of a query."""
        match query:
            case And(items, loose):
                return _both([item for item in map(self.made, items) if item is not None], loose)
            case Or(items):
                kept = list(dict.fromkeys(item for item in map(self.made, items) if item is not None))
                return Either(tuple(kept)) if len(kept) > 1 else (kept[0] if kept else None)
            case Not(item):
                inner = self.made(item)
                return None if inner is None else Without(inner)
            case Everything():
                return All()
            case Nothing():
                return Empty()
            case _:
                return self._leaf(query)

    def _leaf(self, leaf: Leaf) -> Plan | None:
        match leaf:
            case Named():
                words = self._wording.words(leaf.text, "body", leaf.prefix)
                return Keys(leaf.keys, in_row("body", words, 0) or Empty())
            case DateRange():
                return Days(day_number(leaf.begin) or FIRST_DAY, day_number(leaf.end) or LAST_DAY)
            case Listed():
                return Documents(leaf.documents)
            case Like():
                return planned(leaf, self._analysers)
            case _ if leaf.field in VALUES:
                return _value(leaf, VALUES[leaf.field])
            case Word() | Phrase():
                return self._spelled(leaf, FIELDS.get(leaf.field, "body"))
            case _:
                return self._words(leaf, FIELDS.get(leaf.field, "body"))

    def _spelled(self, leaf: Word | Phrase, field: str) -> Plan | None:
        """Return the plan of words as they are typed and, where they have a hyphen, as they are without it."""
        typed, text = self._words(leaf, field), joined(leaf.text)
        if typed is None or text == leaf.text or field not in STEMMED:
            return typed
        together = self._words(replace(leaf, text=text), field)
        return typed if together is None else Either((typed, together), same=True)

    def _words(self, leaf: Words, field: str) -> Plan | None:
        """Return the plan of words that stand in a row."""
        wording, slop = self._wording, 0
        match leaf:
            case Word():
                slots = wording.words(leaf.text, field, leaf.field == "path")
            case Prefix():
                text = _jokers_only(leaf.text)
                inside = "*" in text or "?" in text
                slots, slop = (
                    wording.patterns(f"{text}*", field) if inside else (wording.words(leaf.text, field, True), 0)
                )
            case Phrase():
                slots, slop = wording.patterns(_jokers_only(leaf.text), field)
                slop += max(leaf.slop, 0)
            case Wildcard():
                slots, slop = wording.patterns(leaf.text, field)
            case Fuzzy():
                slots = wording.nearly(leaf.text, field, min(max(leaf.edits, 0), MOST_EDITS))
            case Exact():
                slots, slop = wording.exactly(leaf.text, field), max(leaf.slop, 0)
        return in_row(field, slots, min(slop, FAR - 1))


def _value(leaf: Words, field: str) -> Plan:
    """Return what asks for a value that is compared whole."""
    text = leaf.text.strip(" .")
    value = fold(text) if text else ""
    match leaf:
        case Prefix() if value:
            return Forms(field, Shape.PREFIX, value)
        case Wildcard() if value:
            return Forms(field, Shape.WILDCARD, value)
        case Fuzzy() if value:
            return Forms(field, Shape.FUZZY, value, min(max(leaf.edits, 0), MOST_EDITS))
        case _:
            return Term(field, (value,))


def _jokers_only(phrase: str) -> str:
    """Return a phrase without the question marks that end its words: those are punctuation."""
    return _ASKED.sub("", phrase)


def _both(items: list[Plan], loose: bool) -> Plan | None:
    """Join items that must all match; stop words need not when something else says what is wanted."""
    if not items:
        return None
    items = list(dict.fromkeys(items))
    needed = [item for item in items if not is_stop(item)]
    if any(not isinstance(item, Without | Days | Documents | All) for item in needed):
        items = needed
    return items[0] if len(items) == 1 else Both(tuple(items), loose and len(items) >= FEWEST_LOOSE)
