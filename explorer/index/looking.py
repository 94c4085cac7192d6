"""A plan held against one document after the other: the simplest way to find what matches, and how well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from explorer.index.alike import threshold, told
from explorer.index.fitting import Fits, Token, distance, fitting
from explorer.index.nodes import (
    MOST_EXPANDED,
    Alike,
    All,
    Both,
    Days,
    Documents,
    Either,
    Empty,
    Forms,
    Keys,
    Plan,
    Series,
    Shape,
    Slot,
    Some,
    Term,
    Without,
    cut_short,
    day_number,
    written,
)
from explorer.index.plainly import slot_fits
from explorer.model.results import Part
from explorer.ports import IndexDocument
from explorer.values import dataclass

Scored = Term | Forms | Series


@dataclass(frozen=True, slots=True)
class Known:
    """A document taken apart; a text and its title are two rows of "body"."""

    document: IndexDocument
    rows: Mapping[str, tuple[Sequence[Token], ...]]


class Looking:
    """One plan over one state of the index; `notices` say what was left out."""

    def __init__(self, plan: Plan, documents: Mapping[int, Known]) -> None:
        self._documents = documents
        self._fits: dict[Slot, Fits] = {}
        self._notices: dict[str, None] = {}
        self.plan = told(plan, self._having, len(documents))

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what was left out so far, a line each."""
        return tuple(self._notices)

    def _having(self, term: str) -> int:
        """Return how many documents have a term in their text or title."""
        return sum(any(term == token[0] for row in known.rows["body"] for token in row) for known in self._known())

    def _known(self) -> Iterable[Known]:
        return self._documents.values()

    # matching

    def matches(self, wanted: Plan, known: Known) -> bool:
        """Say whether a document matches."""
        match wanted:
            case All() | Empty():
                return isinstance(wanted, All)
            case Both(items):
                return all(self.matches(item, known) for item in items)
            case Some(items):
                return sum(self.matches(item, known) for item in items) > 1
            case Either(items):
                return any(self.matches(item, known) for item in items)
            case Without(item):
                return not self.matches(item, known)
            case Keys(keys):
                return not set(keys).isdisjoint(known.document.keys)
            case Days(first, last):
                day = day_number(known.document.date)
                return day != 0 and first <= day <= last
            case Documents(numbers):
                return known.document.id in numbers
            case Alike(number):
                return known.document.id != number and 0 < threshold(wanted) <= _shared(wanted, known)
            case _:
                return self._occurrences(wanted, known, wanted.field) > 0

    def _occurrences(self, leaf: Scored, known: Known, field: str) -> int:
        rows = known.rows[field]
        if isinstance(leaf, Series):
            return sum(_in_row([self._fitting(slot) for slot in leaf.slots], row, leaf.slop) for row in rows)
        fits = self._fitting(leaf)
        return sum(fits(token) for row in rows for token in row)

    def _fitting(self, slot: Slot) -> Fits:
        """Return what tells whether a token is one of the words of a slot."""
        known = self._fits.get(slot)
        if known is None:
            known = self._fits[slot] = self._chosen(slot) if isinstance(slot, Forms) else slot_fits(slot)
        return known

    def _chosen(self, forms: Forms) -> Fits:
        """Return what tells whether a token is one of the first forms of a shape, and note it if there are more."""
        fits = fitting(forms)
        if forms.shape is Shape.EXACT:
            return fits
        field = "body" if forms.field == "title" else forms.field
        counts = Counter(token for each in self._known() for row in each.rows[field] for token in row if fits(token))
        folded: Counter[str] = Counter()
        for token, count in counts.items():
            folded[token[1]] += count
        if forms.shape is Shape.PREFIX:
            terms = sorted({token[0] for token in counts if token[0].startswith(forms.text)})
            order = sorted(form for form in folded if form.startswith(forms.text))
            whole = frozenset(terms[:MOST_EXPANDED])
        else:
            order = sorted(folded)
            whole = frozenset()
        if forms.shape is Shape.FUZZY:
            order.sort(key=lambda form: (distance(form, forms.text, forms.edits), -folded[form]))
        if len(order) > MOST_EXPANDED:
            self._notices[cut_short(forms)] = None
        first = frozenset(order[:MOST_EXPANDED])
        return lambda token: token[1] in first or token[0] in whole

    # scoring

    def score(self, wanted: Plan, known: Known) -> float:
        """Return how often the parts of a plan occur in a document, those in its title twice."""
        return sum(part.points for part in self.parts(wanted, known))

    def parts(self, wanted: Plan, known: Known) -> Iterator[Part]:
        """Yield what each part of a plan adds to a document's score."""
        match wanted:
            case Both(items) | Some(items) | Either(items):
                for item in items:
                    yield from self.parts(item, known)
            case Term() | Forms() | Series():
                again = ("title",) if wanted.field == "body" else ()
                for field in (wanted.field, *again):
                    count = self._occurrences(wanted, known, field)
                    if count:
                        yield self._part(wanted, known, field, count)
            case Keys():
                if self.matches(wanted, known):
                    yield Part(said(wanted.name), "entity", 1.0)
            case Alike():
                if self.matches(wanted, known):
                    yield Part("shared words", "alike", _shared(wanted, known))

    def _part(self, leaf: Scored, known: Known, field: str, count: int) -> Part:
        having = sum(self._occurrences(leaf, each, field) > 0 for each in self._known())
        length = sum(map(len, known.rows[field]))
        why = "phrase" if isinstance(leaf, Series) else "words" if isinstance(leaf, Term) else leaf.shape.value
        return Part(said(leaf), why, float(count), "text" if field == "body" else field, count, having, length)


def said(plan: Plan) -> str:
    """Return a leaf in words."""
    match plan:
        case Term(_, texts):
            return texts[0]
        case Forms():
            return written(plan)
        case Series(_, slots):
            return "“" + " ".join(map(said, slots)) + "”"
        case _:
            return ""


def _shared(alike: Alike, known: Known) -> float:
    """Return the weight of the telling terms that a document has."""
    has = {token[0] for row in known.rows["body"] for token in row}
    return sum(weight for term, weight in alike.terms if term in has)


def _in_row(wanted: Sequence[Callable[[Token], bool]], row: Sequence[Token], slop: int) -> int:
    """Count the ends of the places where words stand in their order, near enough."""
    places = [[at for at, token in enumerate(row) if fits(token)] for fits in wanted]
    ends = set(places[0])
    for each in places[1:]:
        ends = {at for at in each if not ends.isdisjoint(range(at - slop - 1, at))}
    return len(ends)
