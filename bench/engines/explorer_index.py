"""Explorer's index, filled and asked by itself: no catalogue, no passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.engines.base import ROWS, Question
from bench.queries import Asked
from bench.text import Text
from explorer.index import open_reader, open_writer
from explorer.model.query import Page, Parsed, Word
from explorer.ports import IndexDocument
from explorer.query import parse
from explorer.storage import prepare

PAGE = Page(0, ROWS)


class Explorer:
    """An index in a directory; `question` asks the index alone, without passages."""

    name = "Explorer, index alone"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._writer: Any = None
        self._reader: Any = None

    def ready(self, texts: Sequence[Text]) -> list[IndexDocument]:
        """Return documents as the catalogue would hand them to the index."""
        return [
            IndexDocument(one.number, one.title, one.text, one.name, "txt", "", "", one.day, (), one.topics)
            for one in texts
        ]

    def begin(self) -> None:
        """Open the writer on an empty directory."""
        prepare(self._directory)
        self._writer = open_writer(self._directory)

    def put(self, ready: list[IndexDocument]) -> None:
        """Put documents in."""
        for document in ready:
            self._writer.put(document)

    def commit(self) -> None:
        """Commit, and let go of the writer."""
        self._writer.commit()
        self._writer.close()
        self._writer = None

    def open(self) -> None:
        """Open the reader."""
        self._reader = open_reader(self._directory)

    def question(self, asked: Asked) -> Question:
        """Return the line as it would be typed: parsed and searched."""
        return lambda: len(self._reader.search(_parsed(asked.typed).query, PAGE).matches)

    def change(self, text: Text, word: str) -> int:
        """Put one document in place of another with a writer of its own; the open reader then sees it."""
        writer = open_writer(self._directory)
        try:
            writer.put(self.ready([text])[0])
            writer.commit()
        finally:
            writer.close()
        self._reader.refresh()
        return len(self._reader.search(Word(word), PAGE).matches)

    def facets(self, typed: str) -> Callable[[], int] | None:
        """Return how to count a line's hits by their columns, None where the index does not count yet."""
        counting = getattr(self._reader, "facets", None)
        if counting is None:
            return None
        query = _parsed(typed).query
        return lambda: sum(len(getattr(counting(query, 20), name)) for name in ("kinds", "years", "tags"))

    def hits(self, typed: str) -> int:
        """Return how many documents a line finds."""
        return int(self._reader.search(_parsed(typed).query, PAGE).total)

    def close(self) -> None:
        """Let go."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _parsed(typed: str) -> Parsed:
    return parse(typed, date.today())
