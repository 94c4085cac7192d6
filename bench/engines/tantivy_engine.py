"""tantivy, Rust's engine, through its own Python package: English stems, snippets."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.engines.base import ROWS, Question
from bench.queries import Asked, Part, Shape
from bench.text import Text

TEXT = ("title", "body")


class Tantivy:
    """An index in a directory, with the settings that the package proposes."""

    name = "tantivy"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._writer: Any = None
        self._index: Any = None
        self._searcher: Any = None

    @cached_property
    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True)
        for field in TEXT:
            builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
        builder.add_text_field("topics", tokenizer_name="raw")
        builder.add_integer_field("day", indexed=True, fast=True)
        return builder.build()

    def ready(self, texts: Sequence[Text]) -> list[Any]:
        """Return documents of tantivy."""
        from tantivy import Document

        return [
            Document(number=one.number, title=one.title, body=one.text, topics=list(one.topics), day=_ordinal(one.day))
            for one in texts
        ]

    def begin(self) -> None:
        """Make an empty index."""
        import tantivy

        self._directory.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(self._directory))
        self._writer = self._index.writer()

    def put(self, ready: list[Any]) -> None:
        """Add documents."""
        for document in ready:
            self._writer.add_document(document)

    def commit(self) -> None:
        """Commit, and wait for merges that have begun."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None

    def open(self) -> None:
        """Open the index."""
        import tantivy

        self._index = tantivy.Index.open(str(self._directory))
        self._searcher = self._index.searcher()

    def question(self, asked: Asked) -> Question | None:
        """Return a query of tantivy's own classes, made anew at each asking, with a snippet for each row."""
        from tantivy import Occur, Query, SnippetGenerator

        if not asked.wanted:
            return None

        def ask() -> int:
            clauses = [(Occur.Must, self._either(group)) for group in asked.wanted]
            clauses += [(Occur.MustNot, self._part(part)) for part in asked.unwanted]
            if asked.days:
                clauses.append((Occur.Must, self._days(*asked.days)))
            query = clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)
            found = self._searcher.search(query, ROWS)
            snippets = SnippetGenerator.create(self._searcher, query, self._schema, "body")
            rows = []
            for _, address in found.hits:
                document = self._searcher.doc(address)
                rows.append((document.get_first("title"), snippets.snippet_from_doc(document).to_html()))
            return len(rows)

        return ask

    def _either(self, parts: Sequence[Part]) -> Any:
        from tantivy import Occur, Query

        made = [self._part(part) for part in parts]
        return made[0] if len(made) == 1 else Query.boolean_query([(Occur.Should, query) for query in made])

    def _part(self, part: Part) -> Any:
        from tantivy import Occur, Query

        if part.field == "tag":
            return Query.term_query(self._schema, "topics", part.text.lower())
        fields = list(TEXT) if part.field is None else [part.field]
        if part.shape in (Shape.WORD, Shape.PHRASE):
            words = " ".join(re.findall(r"\w+", part.text))
            return self._index.parse_query(f'"{words}"', fields)
        text = part.text.lower()
        if part.shape is Shape.FUZZY:
            edits = 1 if len(text) < 5 else 2
            made = [Query.fuzzy_term_query(self._schema, field, text, edits) for field in fields]
        else:
            pattern = re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")
            pattern = pattern + ".*" if part.shape is Shape.PREFIX else pattern
            made = [Query.regex_query(self._schema, field, pattern) for field in fields]
        return Query.boolean_query([(Occur.Should, query) for query in made])

    def _days(self, first: str, last: str) -> Any:
        from tantivy import FieldType, Query

        return Query.range_query(self._schema, "day", FieldType.Integer, _ordinal(first), _ordinal(last))

    def best(self, words: str, fields: list[str], count: int) -> list[int]:
        """Return the numbers of the best documents with any of some words."""
        hits = self._searcher.search(self._index.parse_query(words, fields), count).hits
        return [self._searcher.doc(address).get_first("number") for _, address in hits]

    def change(self, text: Text, word: str) -> int:
        """Delete, add, commit, look again."""
        writer = self._index.writer()
        writer.delete_documents_by_term("number", text.number)
        writer.add_document(self.ready([text])[0])
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        return len(self._searcher.search(self._index.parse_query(f'"{word}"', list(TEXT)), ROWS).hits)

    def close(self) -> None:
        """Let go."""
        self._writer = self._index = self._searcher = None


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()
