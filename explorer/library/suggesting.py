"""Did you mean: what was likely meant where hardly anything was found, and what parts of a line would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.catalogue import entities
from explorer.library.session import Session
from explorer.library.understanding import Asked
from explorer.model.query import And, Everything, Page, Query, Suggestion, Word
from explorer.model.results import Matches
from explorer.model.span import Span
from explorer.query import leaves, suggest, without

if TYPE_CHECKING:
    from explorer.library.searching import Searcher

FEW = 10
"""As many hits leave room for doubt whether a word was meant as it was typed."""

RARE = 10
"""Documents with a word that is doubted."""

FAR_MORE = 30
"""How many times more documents a word has that is meant instead of a rare one, a single edit away."""

MOST_PARTS = 4
"""Parts of a query without hits that are tried to be left out."""

MOST_NAMES = 2
"""Entities that are suggested for a line of plain words."""

MOST_WORDS = 4
"""Plain words that may be the name of an entity."""


def suggestions(session: Session, searcher: Searcher, asked: Asked, found: Matches) -> tuple[Suggestion, ...]:
    """Return what was likely meant where no document has all that was asked for, or hardly one has.

    Where nothing was found at all, what each part of the line that can be left out would give is returned as well.
    """
    doubtful = found.whole == 0 or found.total <= FEW
    if isinstance(asked.query, Everything) or not doubtful:
        return ()
    return _Suggesting(session, searcher, asked, found).all()


class _Suggesting:
    """The suggestions for one line."""

    def __init__(self, session: Session, searcher: Searcher, asked: Asked, found: Matches) -> None:
        self._session = session
        self._searcher = searcher
        self._asked = asked
        self._nothing = not found.total
        self._enough = 0 if found.whole == 0 else found.total

    def all(self) -> tuple[Suggestion, ...]:
        parsed = self._asked.parsed
        mended = [self._counted(each) for each in suggest(parsed, self._similar, self._names)]
        good: list[Suggestion] = []
        for each in mended:
            # One with as many hits as another is most often the same word with another ending.
            if (each.hits or 0) > self._enough and all(each.hits != other.hits for other in good):
                good.append(each)
        if self._nothing:
            good += [each for each in self._entities() if each.hits]
        parts: list[Suggestion] = []
        for place in _parts(parsed.query)[:MOST_PARTS] if self._nothing else ():
            rest = without(parsed.text, place)
            if rest:
                parts.append(self._counted(Suggestion(rest, (f"without {place.of(parsed.text)}",))))
        return (*good, *(each for each in parts if each.hits))

    def _counted(self, made: Suggestion) -> Suggestion:
        return Suggestion(made.text, made.changed, self._searcher.total(self._searcher.understand(made.text)))

    def _similar(self, word: str, limit: int) -> list[str]:
        """Return words like one; itself where it is right as it is, which is found out without comparing."""
        known = self._having(word)
        if known > RARE:
            return [word]
        near = self._session.ask(lambda index: index.similar(word, limit + 1))
        if not known:
            return near[:limit]
        more = [each for each in near if _one_edit(each, word) and self._having(each) >= FAR_MORE * known]
        return more[:limit] or [word]

    def _having(self, word: str) -> int:
        return self._session.ask(lambda index: index.search(Word(word), Page(0, 0))).total

    def _names(self, name: str, limit: int) -> list[str]:
        with self._session.catalogue.reading() as connection:
            if entities.lookup(connection, None, name, False):
                return []
            return entities.names_like(connection, name, limit)

    def _entities(self) -> list[Suggestion]:
        """Return lines that ask for an entity whose name is spelled like a line of plain words."""
        found = [leaf for leaf, _ in leaves(self._asked.parsed.query)]
        words = [leaf.text for leaf in found if isinstance(leaf, Word) and leaf.field is None]
        if len(words) != len(found) or not 1 < len(words) <= MOST_WORDS:
            return []
        clauses = [f'entity:"{name}"' for name in self._names(" ".join(words), MOST_NAMES) if '"' not in name]
        return [self._counted(Suggestion(each, (each,))) for each in clauses]


def _one_edit(left: str, right: str) -> bool:
    """Say whether two words are an edit apart, the first letter being the same."""
    from rapidfuzz.distance import OSA

    one, other = left.casefold(), right.casefold()
    return one[:1] == other[:1] and OSA.distance(one, other, score_cutoff=1) == 1


def _parts(query: Query) -> list[Span]:
    """Return where the parts were typed that must all match, if there are several."""
    if not isinstance(query, And):
        return []
    found = []
    items = [part for item in query.items for part in (item.items if isinstance(item, And) else (item,))]
    for item in items:
        places = [leaf.place for leaf, negated in leaves(item) if not negated]
        if places:
            found.append(Span(min(place.start for place in places), max(place.end for place in places)))
    return found if len(found) > 1 else []
