"""A typed line as it is asked: parsed, and with what only the catalogue knows of it filled in."""

from __future__ import annotations

from datetime import date

from explorer.library.lookups import Lookups, is_fleeting
from explorer.library.remembered import Remembered
from explorer.library.session import Session
from explorer.model.query import Like, Named, Parsed, Query
from explorer.query import leaves, parse, positive, resolve
from explorer.values import dataclass

LATELY = 16
"""Lines that are remembered: a page of hits, its documents and their entities are about the same one."""

NUMBERS = 1_000_000
"""Numbers of documents that are remembered in all, as what `has:`, `about:` and `speaker:` stand for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line understood, its tree with what the catalogue knows of its leaves, and what of it can be marked in a text.

    `keys` are those of the entities that it wants; `notices` say what could not be found.
    """

    parsed: Parsed
    query: Query
    marked: Query
    keys: tuple[int, ...]
    notices: tuple[str, ...] = ()


class Understanding:
    """Understands lines about one corpus; safe from any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lately: Remembered[Asked] = Remembered(LATELY)
        self._listed: Remembered[frozenset[int]] = Remembered(NUMBERS, len)

    def of(self, text: str) -> Asked:
        """Parse a line and look up what only the catalogue knows of it.

        The same line gives the same tree until the corpus changes: what an engine has made of it is then still good.
        """
        today = date.today()
        parsed = parse(text, today, self._session.kinds)
        if any(isinstance(leaf, Like) or is_fleeting(leaf) for leaf, _ in leaves(parsed.query)):
            return self._looked_up(parsed)
        return self._lately.of((text, today), self._session.generation, lambda: self._looked_up(parsed))

    def _looked_up(self, parsed: Parsed) -> Asked:
        with self._session.catalogue.reading() as connection:
            lookups = Lookups(self._session, connection, parsed, self._listed)
            query = resolve(parsed.query, lookups.keys, lookups.listed, lookups.like)
        marked = positive(query)
        if marked == query:
            marked = query  # one tree for both: what an engine makes of it to search serves to light texts as well
        named = [leaf for leaf, negated in leaves(marked) if isinstance(leaf, Named) and not negated]
        keys = tuple({key for leaf in named for key in leaf.keys})
        return Asked(parsed, query, marked, keys, tuple(lookups.notices))
