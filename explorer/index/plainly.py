"""Where in a text the parts of a plan stand, found by a look at each word: what every faster way has to agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from explorer.index.alike import MOST_TELLING
from explorer.index.analysis import Analyser, exact
from explorer.index.fitting import Fits, Token, fitting
from explorer.index.nodes import Alike, Both, Either, Forms, Keys, Plan, Series, Slot, Term, is_stop, whole_words
from explorer.index.wording import STEMMED
from explorer.model.span import Span

Leaf = Slot | Series


def marked(plan: Plan, field: str, loose: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Yield the parts of a plan that may stand in a text of `field`, each with whether its words may stand apart.

    What must not match is left out.
    """
    match plan:
        case Both(items, apart):
            for item in items:
                yield from marked(item, field, apart)
        case Either(items, same):
            for item in items:
                yield from marked(item, field, loose and same)
        case Keys(_, name):
            yield from marked(name, field)
        case Alike(_, terms) if field in STEMMED:
            yield from ((Term("body", (term,)), False) for term, _ in terms[:MOST_TELLING])
        case Term() | Forms() | Series():
            if plan.field == field or (field == "title" and plan.field == "body"):
                yield plan, loose
        case _:
            return


def spans(plan: Plan, analyser: Analyser, text: str, field: str = "body") -> list[Span]:
    """Return the spans of `text` that the plan hits: ascending, not overlapping. `field` is that of an index."""
    row, places = _taken_apart(analyser, text, field)
    found: list[Span] = []
    for leaf, loose in dict.fromkeys(marked(plan, field)):
        stands = list(_stand(leaf, row, places))
        if not stands and loose and isinstance(leaf, Series):
            apart = (word for word in whole_words(leaf) or () if not is_stop(word))
            stands = [span for word in apart for span in _stand(word, row, places)]
        found += stands
    return united(found)


def _taken_apart(analyser: Analyser, text: str, field: str) -> tuple[list[Token], list[Span]]:
    """Return the tokens of a text, each with its place."""
    row, places = [], []
    for term, folded, span in analyser.tokens(text):
        row.append((term if field in STEMMED else folded, folded, exact(span.of(text))))
        places.append(span)
    return row, places


def _stand(leaf: Leaf, row: Sequence[Token], places: Sequence[Span]) -> Iterator[Span]:
    """Yield the places where a leaf stands; of several that begin at one word, the shortest."""
    slots = leaf.slots if isinstance(leaf, Series) else (leaf,)
    slop = leaf.slop if isinstance(leaf, Series) else 0
    first, *others = [[fits(token) for token in row] for fits in map(slot_fits, slots)]
    for begin in (at for at, is_one in enumerate(first) if is_one):
        ends = {begin}
        for fitting_at in others:
            ends = {at for end in ends for at in range(end + 1, end + slop + 2) if at < len(row) and fitting_at[at]}
        if ends:
            yield Span(places[begin].start, places[min(ends)].end)


def slot_fits(slot: Slot) -> Fits:
    """Return what tells whether a token is one of the words of a slot."""
    if isinstance(slot, Forms):
        return fitting(slot)
    texts = frozenset(slot.texts)
    return lambda token: token[0] in texts


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
