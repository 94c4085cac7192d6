"""SQLite's FTS5, as an application would use it: Porter's stems, accents away, bm25 and snippet()."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bench.engines.base import ROWS, Question
from bench.queries import Asked, Part, Shape
from bench.text import Text

_FIELDS = {None: "{title body}", "title": "title", "tag": "topics"}
_MOST_TERMS = 1000
"""Words that a wildcard stands for, at most: as many as Explorer takes."""


class Fts5:
    """A table of FTS5 that keeps its texts, and a table of days beside it."""

    name = "SQLite FTS5"

    def __init__(self, directory: Path) -> None:
        self._file = directory / "fts5.sqlite"
        self._connection: sqlite3.Connection | None = None

    def ready(self, texts: Sequence[Text]) -> list[tuple[int, str, str, str, str]]:
        """Return rows: number, title, text, topics, day."""
        return [(one.number, one.title, one.text, " ".join(one.topics), one.day) for one in texts]

    def begin(self) -> None:
        """Make the tables."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connection = sqlite3.connect(self._file)
        connection.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(title, body, topics, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab('docs', 'row')")
        connection.execute("CREATE TABLE days (number INTEGER PRIMARY KEY, day TEXT NOT NULL)")

    def put(self, ready: list[tuple[int, str, str, str, str]]) -> None:
        """Insert rows."""
        connection = self._open()
        connection.executemany(
            "INSERT INTO docs (rowid, title, body, topics) VALUES (?, ?, ?, ?)", (r[:4] for r in ready)
        )
        connection.executemany("INSERT INTO days VALUES (?, ?)", ((row[0], row[4]) for row in ready))

    def commit(self) -> None:
        """Commit."""
        self._open().commit()
        self.close()

    def open(self) -> None:
        """Connect."""
        self._connection = sqlite3.connect(self._file)

    def question(self, asked: Asked) -> Question | None:
        """Return the statement; a wildcard becomes the words of the vocabulary that match, which is part of asking."""
        if Shape.FUZZY in asked.shapes or not asked.wanted:
            return None
        connection = self._open()

        def ask() -> int:
            match = " AND ".join(self._either(group) for group in asked.wanted)
            for part in asked.unwanted:
                match = f"({match}) NOT {self._part(part)}"
            if asked.days is None:
                statement = "docs WHERE docs MATCH ?"
            else:
                statement = "docs JOIN days ON number = docs.rowid WHERE docs MATCH ? AND day BETWEEN ? AND ?"
            rows = connection.execute(
                f"SELECT docs.rowid, title, snippet(docs, 1, '[', ']', '…', 32) FROM {statement} "
                f"ORDER BY docs.rank LIMIT {ROWS}",
                (match, *(asked.days or ())),
            )
            return len(rows.fetchall())

        return ask

    def _either(self, parts: tuple[Part, ...]) -> str:
        said = [self._part(part) for part in parts]
        return said[0] if len(said) == 1 else f"({' OR '.join(said)})"

    def _part(self, part: Part) -> str:
        field = _FIELDS[part.field]
        if part.shape is Shape.PREFIX:
            return f'{field} : "{part.text}" *'
        if part.shape is Shape.WILDCARD:
            found = self._open().execute(
                "SELECT term FROM vocabulary WHERE term GLOB ? LIMIT ?", (part.text.lower(), _MOST_TERMS)
            )
            # The vocabulary is of stems, and a stem stays what it is when it is stemmed again, nearly always.
            terms = " OR ".join(f'"{term}"' for (term,) in found)
            return f"{field} : ({terms})" if terms else f'{field} : "qxzqxz"'
        words = " ".join(part.words)
        return f'{field} : "{words}"'

    def best(self, match: str, count: int) -> list[int]:
        """Return the numbers of the best documents of a query in FTS5's own language."""
        rows = self._open().execute("SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?", (match, count))
        return [number for (number,) in rows]

    def change(self, text: Text, word: str) -> int:
        """Delete and insert in one transaction."""
        connection = self._open()
        connection.execute("DELETE FROM docs WHERE rowid = ?", (text.number,))
        connection.execute(
            "INSERT INTO docs (rowid, title, body, topics) VALUES (?, ?, ?, ?)", self.ready([text])[0][:4]
        )
        connection.commit()
        return len(connection.execute("SELECT rowid FROM docs WHERE docs MATCH ? LIMIT 20", (f'"{word}"',)).fetchall())

    def close(self) -> None:
        """Disconnect."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self.open()
        assert self._connection is not None
        return self._connection
