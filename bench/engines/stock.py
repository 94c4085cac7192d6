"""Whoosh as it ships: its default codec and its StemmingAnalyzer, the expression said explicitly."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.engines.base import ROWS, Question
from bench.queries import Asked, Part, Shape
from bench.text import Text

with warnings.catch_warnings():  # it is older than some of what Python warns of
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, index, query

TEXT = ("title", "body")
WORDS = r"\w+(\.?\w+)*"


def schema(snowball: bool = False) -> Any:
    """Return the schema: nothing kept but titles; with the stemmer and stop words of Snowball or of its own."""
    if snowball:
        words = analysis.RegexTokenizer(expression=WORDS) | analysis.LowercaseFilter()
        analyser = words | analysis.StopFilter(lang="en") | analysis.StemFilter(lang="en", cachesize=50_000)
    else:
        analyser = analysis.StemmingAnalyzer(expression=WORDS, cachesize=50_000)
    return fields.Schema(
        number=fields.ID(unique=True, stored=True),
        title=fields.TEXT(stored=True, analyzer=analyser),
        body=fields.TEXT(analyzer=analyser),
        topics=fields.KEYWORD(lowercase=True),
        day=fields.DATETIME,
    )


class Stock:
    """A stock index in a directory; it makes no passages here, which is in its favour."""

    name = "stock Whoosh"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._index: Any = None
        self._writer: Any = None
        self._searcher: Any = None

    def ready(self, texts: Sequence[Text]) -> list[dict[str, Any]]:
        """Return the values of fields."""
        return [
            {
                "number": str(one.number),
                "title": one.title,
                "body": one.text,
                "topics": " ".join(one.topics),
                "day": datetime.datetime.fromisoformat(one.day),
            }
            for one in texts
        ]

    def begin(self) -> None:
        """Make an empty index."""
        self._directory.mkdir(parents=True, exist_ok=True)
        self._index = index.create_in(str(self._directory), schema())
        self._writer = self._index.writer()

    def put(self, ready: list[dict[str, Any]]) -> None:
        """Add documents."""
        for values in ready:
            self._writer.add_document(**values)

    def commit(self) -> None:
        """Commit as Whoosh does by itself, small segments merged."""
        self._writer.commit()
        self._writer = None

    def open(self) -> None:
        """Open the index and a searcher."""
        self._index = index.open_dir(str(self._directory))
        self._searcher = self._index.searcher()

    def question(self, asked: Asked) -> Question | None:
        """Return a query of Whoosh's own classes."""
        if not asked.wanted:
            return None

        def ask() -> int:
            groups = [self._either(group) for group in asked.wanted]
            whole = groups[0] if len(groups) == 1 else query.And(groups)
            if asked.days:
                first, last = map(datetime.datetime.fromisoformat, asked.days)
                whole = query.And(
                    [whole, query.DateRange("day", first, last + datetime.timedelta(hours=23, minutes=59))]
                )
            for part in asked.unwanted:
                whole = query.AndNot(whole, self._either((part,)))
            return len([hit["title"] for hit in self._searcher.search(whole, limit=ROWS)])

        return ask

    def _either(self, parts: Sequence[Part]) -> Any:
        made = [self._part(part, field) for part in parts for field in _fields(part)]
        return made[0] if len(made) == 1 else query.Or(made)

    def _part(self, part: Part, field: str) -> Any:
        if field == "topics":
            return query.Term(field, part.text.lower())
        if part.shape is Shape.PREFIX:
            return query.Prefix(field, part.text.lower())
        if part.shape is Shape.WILDCARD:
            return query.Wildcard(field, part.text.lower())
        if part.shape is Shape.FUZZY:
            return query.FuzzyTerm(field, part.text.lower(), maxdist=1 if len(part.text) < 5 else 2, prefixlength=1)
        texts = [token.text for token in self._index.schema[field].analyzer(" ".join(re.findall(r"\w+", part.text)))]
        if len(texts) > 1:
            return query.Phrase(field, texts)
        return query.Term(field, texts[0]) if texts else query.Every()  # nothing but words that it drops

    def change(self, text: Text, word: str) -> int:
        """Update, commit, open another searcher, as one must."""
        writer = self._index.writer()
        writer.update_document(**self.ready([text])[0])
        writer.commit()
        self._searcher.close()
        self._searcher = self._index.searcher()
        return len(self._searcher.search(query.Term("body", word), limit=ROWS))

    def close(self) -> None:
        """Let go."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
        if self._index is not None:
            self._index.close()
            self._index = None


def _fields(part: Part) -> Sequence[str]:
    return {None: TEXT, "title": ("title",), "tag": ("topics",)}[part.field]
