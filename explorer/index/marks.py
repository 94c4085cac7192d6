"""Where in a text the parts of a query stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from explorer.index.alike import MOST_TELLING
from explorer.index.analysis import Analyser, exact, matches, raw_tokens
from explorer.index.fitting import Fits, Token, fitting
from explorer.index.nodes import (
    Alike,
    Both,
    Either,
    Forms,
    Keys,
    Plan,
    Series,
    Slot,
    Term,
    is_stop,
    whole_words,
)
from explorer.index.stretches import APART, looked_for, stretches
from explorer.model.span import Span

Leaf = Slot | Series

Place = tuple[int, Span]
"""The number of a token in its text, and its span."""

MOST_FORMS = 100_000
"""Raw tokens that a table of words remembers."""

_FIELDS = {None: "body", "title": "title", "source": "source", "author": "author", "path": "path", "tag": "tags"}


def marked(plan: Plan, field: str, loose: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Yield the parts of a plan that may stand in a text of `field`, each with whether its words may stand apart.

    What must not match is left out.
    """
    match plan:
        case Both(items, apart):
            for item in items:
                yield from marked(item, field, apart)
        case Either(items):
            for item in items:
                yield from marked(item, field)
        case Keys(_, name):
            yield from marked(name, field)
        case Alike(_, terms) if field in ("body", "title"):
            yield from ((Term("body", (term,)), False) for term, _ in terms[:MOST_TELLING])
        case Term() | Forms() | Series():
            if plan.field == field or (field == "title" and plan.field == "body"):
                yield plan, loose
        case _:
            return


def slots_of(leaf: Leaf) -> tuple[Slot, ...]:
    """Return the words of a leaf."""
    return leaf.slots if isinstance(leaf, Series) else (leaf,)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A raw token that is no token, or several: the words that each part is, and its span from the token's start."""

    parts: tuple[tuple[tuple[Slot, ...], Span], ...]


class _Fits(dict[str, "tuple[Slot, ...] | _Parts"]):
    """Which of the wanted words each raw token is."""

    def __init__(self, analyser: Analyser, wanted: tuple[Slot, ...], stemmed: bool) -> None:
        super().__init__()
        self._analyser = analyser
        self._stemmed = stemmed
        self._terms: dict[str, tuple[Slot, ...]] = {}
        self._shapes: list[tuple[Slot, Fits]] = []
        for slot in wanted:
            if isinstance(slot, Forms):
                self._shapes.append((slot, fitting(slot)))
                continue
            for text in slot.texts:
                self._terms[text] = (*self._terms.get(text, ()), slot)

    def __missing__(self, raw: str) -> tuple[Slot, ...] | _Parts:
        term, form = self._analyser.forms(raw) if raw.isascii() else ("", "")
        fits = self._fits((term, form, exact(raw))) if term else self._of_parts(raw)
        if len(self) < MOST_FORMS:
            self[raw] = fits
        return fits

    def _fits(self, token: Token) -> tuple[Slot, ...]:
        """Return the wanted words that a token is."""
        term = token[0] if self._stemmed else token[1]
        found = self._terms.get(term, ())
        if not self._shapes:
            return found
        return (*found, *(slot for slot, fits in self._shapes if fits((term, token[1], token[2]))))

    def _of_parts(self, raw: str) -> tuple[Slot, ...] | _Parts:
        """Look at a raw token that may be none, or several."""
        tokens = list(self._analyser.tokens(raw))
        if len(tokens) == 1 and len(tokens[0][2]) == len(raw):
            return self._fits((*tokens[0][:2], exact(raw)))
        return _Parts(tuple((self._fits((term, form, span.of(raw))), span) for term, form, span in tokens))


class Marker:
    """Finds the spans of hits in texts of one language; safe from any thread."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lately: dict[tuple[tuple[Slot, ...], bool], _Fits] = {}

    def spans(self, plan: Plan, text: str, field: str | None) -> list[Span]:
        """Return the spans of `text` that the plan hits: ascending, not overlapping."""
        name = _FIELDS.get(field, "body")
        leaves = list(dict.fromkeys(marked(plan, name)))
        if not leaves or not text:
            return []
        wanted = tuple(dict.fromkeys(slot for leaf, _ in leaves for slot in slots_of(leaf)))
        fits = self._fits(wanted, name in ("body", "title"))
        parts = stretches(text, _looked_for(leaves), _reach(leaves)) if self._analyser.english else [(0, len(text))]
        places = _places(fits, text, parts)
        return united(span for leaf, loose in leaves for span in _stand(leaf, places, loose)) if places else []

    def _fits(self, wanted: tuple[Slot, ...], stemmed: bool) -> _Fits:
        """Return the table for these words; a page of hits asks for the same one again and again."""
        lately = self._lately
        fits = lately.get((wanted, stemmed))
        if fits is None:
            fits = _Fits(self._analyser, wanted, stemmed)
            self._lately = {**dict(list(lately.items())[-3:]), (wanted, stemmed): fits}
        return fits


def _looked_for(leaves: Iterable[tuple[Leaf, bool]]) -> Iterator[str]:
    """Yield the letters of which some stand where a leaf does."""
    for leaf, loose in leaves:
        slots = slots_of(leaf)
        for slot in slots if loose else slots[:1]:
            yield from looked_for(slot)


def _reach(leaves: Iterable[tuple[Leaf, bool]]) -> int:
    """Return how many tokens behind its first word a leaf may end."""
    series = [leaf for leaf, _ in leaves if isinstance(leaf, Series)]
    return max(((len(leaf.slots) - 1) * (leaf.slop + 1) for leaf in series), default=0)


def _places(fits: _Fits, text: str, parts: Iterable[tuple[int, int]]) -> Mapping[Slot, list[Place]]:
    """Return the tokens that are each of the wanted words; in different parts their numbers are far apart."""
    places: defaultdict[Slot, list[Place]] = defaultdict(list)
    for start, end in parts:
        _add(places, fits, text, start, end)
    return places


def _add(places: Mapping[Slot, list[Place]], fits: _Fits, text: str, start: int, end: int) -> None:
    """Add the tokens of a part of a text; most are no wanted word, and are passed over without a look."""
    raws = raw_tokens(text, start, end)
    looked = {raw for raw in set(raws) if fits[raw]}
    if not looked:
        return
    tokens, passed, more = matches(text, start, end), 0, APART * start
    for at in [number for number, raw in enumerate(raws) if raw in looked]:
        match = next(islice(tokens, at - passed, None))
        passed = at + 1
        found = fits[raws[at]]
        if isinstance(found, tuple):
            for slot in found:
                places[slot].append((at + more, Span(match.start(), match.end())))
            continue
        for part, span in found.parts:
            for slot in part:
                places[slot].append((at + more, span.shifted(match.start())))
            more += 1
        more -= 1


def _stand(leaf: Leaf, places: Mapping[Slot, list[Place]], loose: bool) -> Iterator[Span]:
    """Yield the places where a leaf stands; of several that begin at one word, the shortest.

    The words of a loose one are what is left of it in a text in which it stands nowhere.
    """
    if not isinstance(leaf, Series):
        yield from (span for _, span in places.get(leaf, ()))
        return
    rows = [dict(places.get(slot, ())) for slot in leaf.slots]
    found = list(_in_row(rows, leaf.slop)) if all(rows) else []
    yield from found
    words = whole_words(leaf) if loose and not found else None
    for word in words or ():
        if not is_stop(word):
            yield from (span for _, span in places.get(word, ()))


def _in_row(rows: Sequence[Mapping[int, Span]], slop: int) -> Iterator[Span]:
    """Yield where tokens of each row stand in their order, at most `slop` others between neighbours."""
    for number, span in rows[0].items():
        ends = {number}
        for row in rows[1:]:
            ends = {to for at in ends for to in range(at + 1, at + slop + 2) if to in row}
            if not ends:
                break
        if ends:
            yield Span(span.start, rows[-1][min(ends)].end)


def united(spans: Iterable[Span]) -> list[Span]:
    """Return the spans ascending, with those that overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            if span.end > result[-1].end:
                result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return result
