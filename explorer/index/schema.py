"""The Whoosh schema of the index: its fields, and the field types that our terms and documents are written in."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from explorer.index.analysis import ENGLISH, Analyser
from explorer.index.gathering import VALUES, WORDS
from explorer.index.layout import SCORED
from explorer.index.note import NAME, Listed

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escape sequences and comparisons that Python warns of
    from whoosh import analysis, columns, fields, formats
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC

__all__ = ["TOC", "Tokens", "listed", "read_listed", "schema"]


class Tokens(analysis.Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """Our analysis as Whoosh's parsers and highlighters call it; `stemmed` gives terms, otherwise folded forms."""

    is_morph = True

    def __init__(self, language: str, stemmed: bool) -> None:
        self._language, self._stemmed = language, stemmed
        self._analyser: Analyser | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_analyser": None}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tokens) and self.__getstate__() == other.__getstate__()

    def __hash__(self) -> int:
        return hash((self._language, self._stemmed))

    def __call__(self, value: str, **options: Any) -> Iterator[Any]:
        """Yield Whoosh's tokens of a text; the one token object is used again and again, as Whoosh does."""
        if self._analyser is None:
            self._analyser = Analyser(self._language)
        token = analysis.Token(options.get("positions", False), options.get("chars", False), mode=options.get("mode"))
        first, begin = options.get("start_pos", 0), options.get("start_char", 0)
        for at, (term, folded, span) in enumerate(self._analyser.tokens(value), first):
            token.text = token.original = term if self._stemmed else folded
            token.boost, token.stopped, token.pos = 1.0, False, at
            token.startchar, token.endchar = begin + span.start, begin + span.end
            yield token


def schema(language: str = ENGLISH) -> Any:
    """Return the Whoosh schema of an index of documents in a language."""
    made = fields.Schema(
        number=fields.COLUMN(columns.NumericColumn("q", default=-1)),
        day=fields.COLUMN(columns.NumericColumn("i", default=0)),
    )
    for name in (*SCORED, *WORDS):
        scored = name in SCORED
        made.add(
            name,
            fields.FieldType(formats.Positions(), Tokens(language, scored), scored, multitoken_query="phrase"),
        )
    for name in VALUES:
        made.add(name, fields.FieldType(formats.Existence(), analysis.IDAnalyzer()))
    return made


def listed(segments: Iterable[Any]) -> list[Listed]:
    """Return segments of a table of contents as a note lists them."""
    return [Listed(each.segment_id(), each.doc_count_all(), tuple(each.deleted_docs())) for each in segments]


def read_listed(directory: Path, generation: int, language: str) -> list[Listed]:
    """Return the segments that a table of contents has; raises whatever damage makes Whoosh raise."""
    storage = FileStorage(str(directory))
    return listed(TOC.read(storage, NAME, gen=generation, schema=schema(language)).segments)
