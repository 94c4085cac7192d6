"""Where in a text the parts of a query stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from explorer.index.analysis import STOP_WORDS, Analyser, matches, raw_tokens
from explorer.index.plan import Both, Either, Keys, Plan, Series, Start, Term
from explorer.index.stretches import APART, stretches
from explorer.model.span import Span

Leaf = Term | Start | Series

Token = tuple[int, Span]
"""The number of a token in its text, and its span."""

MOST_FORMS = 100_000
"""Raw tokens that a table of words remembers."""

_FIELDS = {None: "body", "title": "title", "source": "source", "author": "author", "path": "path", "tag": "tags"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One word that is looked for: a term, or the beginning of one."""

    text: str
    unfinished: bool = False


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
        case Term() | Start() | Series():
            if plan.field == field or (field == "title" and plan.field == "body"):
                yield plan, loose
        case _:
            return


def pieces(leaf: Leaf) -> list[Piece]:
    """Return the words of a leaf."""
    if isinstance(leaf, Series):
        last = len(leaf.terms) - 1
        return [Piece(term, leaf.open and number == last) for number, term in enumerate(leaf.terms)]
    return [Piece(leaf.text, isinstance(leaf, Start))]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A raw token that is no token, or several: the words that each part is, and its span from the token's start."""

    parts: tuple[tuple[tuple[Piece, ...], Span], ...]


class _Fits(dict[str, "tuple[Piece, ...] | _Parts"]):
    """Which of the wanted words each raw token is."""

    def __init__(self, analyser: Analyser, wanted: tuple[Piece, ...], stemmed: bool) -> None:
        super().__init__()
        self._analyser = analyser
        self._exact = {piece.text: (piece,) for piece in wanted if not piece.unfinished}
        self._unfinished = tuple(piece for piece in wanted if piece.unfinished)
        self._stemmed = stemmed

    def __missing__(self, raw: str) -> tuple[Piece, ...] | _Parts:
        term, form = self._analyser.forms(raw) if raw.isascii() else ("", "")
        fits = self._fits(term, form) if term else self._of_parts(raw)
        if len(self) < MOST_FORMS:
            self[raw] = fits
        return fits

    def _fits(self, term: str, form: str) -> tuple[Piece, ...]:
        """Return the wanted words that a token with this term and this folded form is."""
        found = self._exact.get(term if self._stemmed else form, ())
        if not self._unfinished:
            return found
        begun = term if self._stemmed else form
        more = (piece for piece in self._unfinished if begun.startswith(piece.text) or form.startswith(piece.text))
        return (*found, *more)

    def _of_parts(self, raw: str) -> tuple[Piece, ...] | _Parts:
        """Look at a raw token that may be none, or several."""
        parts = tuple((self._fits(term, form), span) for term, form, span in self._analyser.tokens(raw))
        whole = len(parts) == 1 and len(parts[0][1]) == len(raw)
        return parts[0][0] if whole else _Parts(parts)


class Marker:
    """Finds the spans of hits; safe from any thread."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lately: dict[tuple[tuple[Piece, ...], bool], _Fits] = {}

    def spans(self, plan: Plan, text: str, field: str | None) -> list[Span]:
        """Return the spans of `text` that the plan hits: ascending, not overlapping."""
        name = _FIELDS.get(field, "body")
        leaves = list(dict.fromkeys(marked(plan, name)))
        if not leaves or not text:
            return []
        wanted = tuple(dict.fromkeys(piece for leaf, _ in leaves for piece in pieces(leaf)))
        fits = self._fits(wanted, name in ("body", "title"))
        parts = stretches(text, _looked_for(leaves), _reach(leaves)) if self._analyser.english else [(0, len(text))]
        places = _places(fits, text, parts)
        return united(span for leaf, loose in leaves for span in _stand(leaf, places, loose)) if places else []

    def _fits(self, wanted: tuple[Piece, ...], stemmed: bool) -> _Fits:
        """Return the table for these words; a page of hits asks for the same one again and again."""
        lately = self._lately
        fits = lately.get((wanted, stemmed))
        if fits is None:
            fits = _Fits(self._analyser, wanted, stemmed)
            self._lately = {**dict(list(lately.items())[-3:]), (wanted, stemmed): fits}
        return fits


def _looked_for(leaves: Iterable[tuple[Leaf, bool]]) -> Iterator[str]:
    """Yield the words of which one stands where a leaf does."""
    for leaf, loose in leaves:
        if not isinstance(leaf, Series):
            yield leaf.text
        elif loose:
            yield from leaf.terms
        else:
            yield leaf.terms[0]


def _reach(leaves: Iterable[tuple[Leaf, bool]]) -> int:
    """Return how many tokens behind its first word a leaf may end."""
    series = [leaf for leaf, _ in leaves if isinstance(leaf, Series)]
    return max(((len(leaf.terms) - 1) * (leaf.slop + 1) for leaf in series), default=0)


def _places(fits: _Fits, text: str, parts: Iterable[tuple[int, int]]) -> Mapping[Piece, list[Token]]:
    """Return the tokens that are each of the wanted words; in different parts their numbers are far apart."""
    places: defaultdict[Piece, list[Token]] = defaultdict(list)
    for start, end in parts:
        _add(places, fits, text, start, end)
    return places


def _add(places: Mapping[Piece, list[Token]], fits: _Fits, text: str, start: int, end: int) -> None:
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
            for piece in found:
                places[piece].append((at + more, Span(match.start(), match.end())))
            continue
        for part, span in found.parts:
            for piece in part:
                places[piece].append((at + more, span.shifted(match.start())))
            more += 1
        more -= 1


def _stand(leaf: Leaf, places: Mapping[Piece, list[Token]], loose: bool) -> Iterator[Span]:
    """Yield the places where a leaf stands; of several that begin at one word, the shortest.

    The words of a loose one are what is left of it in a text in which it stands nowhere.
    """
    if not isinstance(leaf, Series):
        yield from (span for word in pieces(leaf) for _, span in places.get(word, ()))
        return
    rows = [dict(places.get(word, ())) for word in pieces(leaf)]
    found = list(_in_row(rows, leaf.slop)) if all(rows) else []
    yield from found
    if loose and not found and not leaf.open:
        apart = (Piece(term) for term in leaf.terms if term not in STOP_WORDS)
        yield from (span for word in apart for _, span in places.get(word, ()))


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
