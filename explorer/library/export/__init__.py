"""Everything that is known of a corpus, written for other programs, a little of it at a time.

`records` makes plain values of what the catalogue holds, in a stable order and with identifiers that another export of
the same folder has as well (`identifiers`); `lines` writes them as JSON lines or CSV, `graphml` as a graph, `ftm` as
FollowTheMoney's entities.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from explorer.errors import UsageError
from explorer.library.export import ftm, graphml, lines
from explorer.library.export.records import BY_TYPE, Records
from explorer.model.export import Export, Format, Subject

if TYPE_CHECKING:
    from explorer.library.searching import Searcher
    from explorer.library.session import Session

WRITERS = {Format.JSONL: lines.jsonl, Format.CSV: lines.csv, Format.GRAPHML: graphml.write, Format.FTM: ftm.write}
SUBJECTS = {
    Format.JSONL: frozenset(Subject) - {Subject.ALL},
    Format.CSV: frozenset(Subject) - {Subject.ALL},
    Format.GRAPHML: frozenset(graphml.GRAPHS),
    Format.FTM: frozenset(ftm.SUBJECTS),
}
"""What can be written in each format: a table holds records of one kind, and not everything is a graph."""


def export(session: Session, searcher: Searcher, wanted: Export, write: Callable[[str], object]) -> int:
    """Hand an export to `write` piece by piece, and return how many records it has; raises UsageError."""
    possible = SUBJECTS[wanted.format]
    if wanted.subject not in possible:
        raise UsageError(
            f"{wanted.subject} cannot be written as {wanted.format}; what can is "
            f"{', '.join(each for each in Subject if each in possible)}"
        )
    if wanted.types and wanted.subject not in BY_TYPE:
        raise UsageError(f"{wanted.subject} have no type; --type goes with {', '.join(BY_TYPE)}")
    query = searcher.understand(wanted.query).query if wanted.query.strip() else None
    numbers = None if query is None else frozenset(session.ask(lambda index: index.matching(query)))
    with session.catalogue.reading_apart() as connection:
        return WRITERS[wanted.format](Records(session, connection, wanted, numbers), write)
