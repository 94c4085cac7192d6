"""Where in a text the parts of a query stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.index.analysis import Analyser, matches
from explorer.index.plan import Both, Either, Keys, Plan, Series, Start, Term
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

    def fits(self, term: str, form: str) -> bool:
        """Say whether a token with this term and this folded form is the word."""
        if self.unfinished:
            return term.startswith(self.text) or form.startswith(self.text)
        return term == self.text


def marked(plan: Plan, field: str) -> Iterator[Leaf]:
    """Yield the parts of a plan that may stand in a text of `field`; what must not match is left out."""
    match plan:
        case Both(items) | Either(items):
            for item in items:
                yield from marked(item, field)
        case Keys(_, name):
            yield from marked(name, field)
        case Term() | Start() | Series():
            if plan.field == field or (field == "title" and plan.field == "body"):
                yield plan
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
        self._wanted = wanted
        self._stemmed = stemmed

    def __missing__(self, raw: str) -> tuple[Piece, ...] | _Parts:
        parts = tuple(
            (tuple(piece for piece in self._wanted if piece.fits(term if self._stemmed else form, form)), span)
            for term, form, span in self._analyser.tokens(raw)
        )
        whole = len(parts) == 1 and len(parts[0][1]) == len(raw)
        fits = parts[0][0] if whole else _Parts(parts)
        if len(self) < MOST_FORMS:
            self[raw] = fits
        return fits


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
        wanted = tuple(dict.fromkeys(piece for leaf in leaves for piece in pieces(leaf)))
        places = _places(self._fits(wanted, name in ("body", "title")), text)
        return united(span for leaf in leaves for span in _stand(leaf, places))

    def _fits(self, wanted: tuple[Piece, ...], stemmed: bool) -> _Fits:
        """Return the table for these words; a page of hits asks for the same one again and again."""
        lately = self._lately
        fits = lately.get((wanted, stemmed))
        if fits is None:
            fits = _Fits(self._analyser, wanted, stemmed)
            self._lately = {**dict(list(lately.items())[-3:]), (wanted, stemmed): fits}
        return fits


def _places(fits: _Fits, text: str) -> Mapping[Piece, list[Token]]:
    """Return the tokens that are each of the wanted words; most are none, and cost one look at a table."""
    places: defaultdict[Piece, list[Token]] = defaultdict(list)
    number = 0
    for match in matches(text):
        found = fits[match[0]]
        if not found:
            number += 1
        elif isinstance(found, tuple):
            for piece in found:
                places[piece].append((number, Span(match.start(), match.end())))
            number += 1
        else:
            for part, span in found.parts:
                for piece in part:
                    places[piece].append((number, span.shifted(match.start())))
                number += 1
    return places


def _stand(leaf: Leaf, places: Mapping[Piece, list[Token]]) -> Iterator[Span]:
    """Yield the places where a leaf stands; of several that begin at one word, the shortest."""
    words = pieces(leaf)
    slop = leaf.slop if isinstance(leaf, Series) else 0
    rows = [dict(places.get(word, ())) for word in words]
    if not all(rows):
        return
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
